import { LectorError, type Model } from '@lector/contract';
import type { ApiDeps } from '../deps.js';
import type { Route } from '../route.js';
import { modelNames } from '../speech/openai-names.js';

/** `/v1/models` as OpenAI's clients ask it: the packs, the first under every name it answers to. */
export function modelRoutes({ packs, nowMs }: Pick<ApiDeps, 'packs' | 'nowMs'>): Route[] {
  const created = Math.floor(nowMs() / 1000);
  const models = modelNames(packs).map(({ id, pack }): Model => {
    const alias = id === pack.name ? {} : { alias_of: pack.name };
    return { id, object: 'model', created, owned_by: 'lector', ...alias };
  });
  return [
    {
      method: 'get',
      path: '/v1/models',
      handle: (_request, response) => {
        response.json({ object: 'list', data: models });
      },
    },
    {
      method: 'get',
      path: '/v1/models/{model}',
      handle: (request, response) => {
        const model = models.find(({ id }) => id === request.params['model']);
        if (model === undefined)
          throw new LectorError('not_found', 'there is no such model; GET /v1/models lists them');
        response.json(model);
      },
    },
  ];
}
