import { createHash, timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request } from 'express';
import { LectorError } from '@lector/contract';
import type { ApiKey } from '@lector/process-kit';
import type { ApiResponse } from '../route.js';

export type AuthConfig = { readonly kind: 'none' } | { readonly kind: 'keys'; readonly keys: readonly ApiKey[] };

/** Tenant of a deployment without keys. */
const OPEN_TENANT = 'default';

/**
 * Who is calling. A key is compared by its sha256 with every key there is, in constant time: neither the length of a
 * guess nor how much of it is right, nor which key it resembles, shows in the time taken.
 */
export function authenticate(config: AuthConfig) {
  const known = config.kind === 'none' ? [] : config.keys.map(({ name, key }) => ({ name, digest: sha256(key) }));
  return (request: Request, response: ApiResponse, next: NextFunction): void => {
    if (config.kind === 'none') {
      response.locals.tenant = OPEN_TENANT;
      next();
      return;
    }
    const digest = sha256(givenKey(request) ?? '');
    const matching = known.filter((key) => timingSafeEqual(key.digest, digest));
    const [match] = matching;
    if (match === undefined) {
      response.setHeader('WWW-Authenticate', 'Bearer realm="lector"');
      throw new LectorError(
        'unauthorized',
        givenKey(request) === undefined
          ? 'send an API key as `Authorization: Bearer KEY` or `X-API-Key: KEY`'
          : 'the API key is not known here',
      );
    }
    response.locals.tenant = match.name;
    next();
  };
}

function givenKey(request: Request): string | undefined {
  const bearer = /^Bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1];
  return bearer ?? request.get('x-api-key');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
