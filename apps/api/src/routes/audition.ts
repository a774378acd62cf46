import { AuditionRequest, JobRequest, type LexiconEntry, parseRequest } from '@lector/contract';
import type { LexiconUse } from '@lector/jobs';
import { checkLexicon } from '@lector/text';
import { apiUrlOf } from '../api-url.js';
import type { ApiDeps } from '../deps.js';
import { finishedAudio, finishedJob } from '../finished-job.js';
import { leaving } from '../leaving.js';
import { encodeLexicon, storeContent } from '../lexicons/content.js';
import { namedLexicons } from '../lexicons/named-lexicons.js';
import type { Route } from '../route.js';
import { admitJob } from '../submit-job.js';
import { submitDeps } from './jobs.js';
import { shortTextLimit } from './tts.js';

/** What `explain` and the job call entries that have no lexicon yet. */
const AUDITIONED = 'audition';

/**
 * `/v1/lexicons:audition`: entries are heard before they are kept. A job like that of `/tts`, which holds them as any job
 * holds what its lexicons say.
 */
export function auditionRoutes(deps: ApiDeps): Route[] {
  const { settings } = deps;
  return [
    {
      method: 'post',
      path: '/v1/lexicons:audition',
      json: shortTextLimit(settings),
      handle: async (request, response) => {
        const { tenant } = response.locals;
        const { entries, lexicons: names, ...asked } = parseRequest(AuditionRequest, request.body);
        const named = await namedLexicons(deps.lexicons, tenant, names);
        const tried = entries === undefined ? [] : [await tryEntries(deps, tenant, entries)];
        const { record: submitted } = await admitJob(submitDeps(deps), {
          request: JobRequest.parse({ ...asked, format: 'wav', priority: 'interactive' }),
          lexicons: [...tried, ...named],
          tenant,
          idempotencyKey: null,
          call: response.locals,
          apiUrl: apiUrlOf(settings.publicUrl, request.socket),
          textLimit: shortTextLimit(settings),
        });
        const record = await finishedJob(deps, submitted, leaving(response, deps.drainOver));
        if (record === null) return;
        const { bytes } = await finishedAudio(deps, record);
        response.setHeader('X-Job-Id', record.id);
        response.type('audio/wav').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      },
    },
  ];
}

/** @throws LectorError `invalid_lexicon`, whose pointers lead into the body: it calls the entries the same */
async function tryEntries(deps: ApiDeps, tenant: string, entries: readonly LexiconEntry[]): Promise<LexiconUse> {
  const lexicon = { entries: [...entries] };
  checkLexicon(lexicon);
  return { name: AUDITIONED, ...(await storeContent(deps, tenant, await encodeLexicon(lexicon))) };
}
