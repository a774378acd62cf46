import type { NextFunction, Request } from 'express';
import { LectorError, PROBLEM_CONTENT_TYPE, problemOf } from '@lector/contract';
import type { Logger } from '@lector/process-kit';
import type { ApiResponse } from '../route.js';

/** A dependency that is away is usually back soon; without this header clients retry at once and all together. */
const RETRY_AFTER_SECONDS = 5;

/**
 * The last stop of every failed call: a problem document for the client, and for what nobody foresaw the whole cause in
 * the log. An answer already on its way cannot be changed: the connection is cut, so the client sees it is incomplete.
 */
export function errors(deps: { readonly logger: Logger; readonly typeBase: () => string }) {
  // Express knows an error handler by its four parameters.
  return (thrown: unknown, _request: Request, response: ApiResponse, _next: NextFunction): void => {
    const error = asLectorError(thrown);
    const { requestId, tenant } = response.locals;
    if (error.status >= 500) {
      deps.logger[levelOf(error)]({ requestId, tenant, err: error }, 'request failed');
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error.status === 503) {
      response.setHeader('Retry-After', String(error.retryAfterSeconds ?? RETRY_AFTER_SECONDS));
    }
    const problem = problemOf(error, { typeBase: deps.typeBase(), instance: requestId });
    response.status(problem.status).setHeader('Content-Type', PROBLEM_CONTENT_TYPE);
    response.end(JSON.stringify(problem));
  };
}

/** What is not ready is asked for every second by whoever waits for it; that is no news in a log. */
function levelOf({ code }: LectorError): 'error' | 'warn' | 'debug' {
  if (code === 'not_ready') return 'debug';
  return code === 'internal' ? 'error' : 'warn';
}

/** Errors of express and its body parser carry a `type` or a `status`; everything else is ours or unforeseen. */
export function asLectorError(thrown: unknown): LectorError {
  if (thrown instanceof LectorError) return thrown;
  const { type, status, limit } = httpErrorFacts(thrown);
  switch (type) {
    case 'entity.too.large':
      return new LectorError('body_too_large', `the body is too large [maxBytes=${limit ?? 'unknown'}]`, {
        cause: thrown,
      });
    case 'encoding.unsupported':
      return new LectorError('unsupported_media_type', 'compressed bodies are not read', { cause: thrown });
    case 'request.aborted':
    case 'request.size.invalid':
      return new LectorError('invalid_request', 'the body ended before its Content-Length', { cause: thrown });
    default:
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return new LectorError('invalid_request', 'the request could not be read', { cause: thrown });
  }
  return new LectorError('internal', 'an unforeseen error', { cause: thrown });
}

function httpErrorFacts(thrown: unknown): {
  readonly type: unknown;
  readonly status: number | undefined;
  /** Bytes the body parser would have taken. */
  readonly limit: number | undefined;
} {
  if (typeof thrown !== 'object' || thrown === null) return { type: undefined, status: undefined, limit: undefined };
  const type = 'type' in thrown ? thrown.type : undefined;
  const status = 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : undefined;
  const limit = 'limit' in thrown && typeof thrown.limit === 'number' ? thrown.limit : undefined;
  return { type, status, limit };
}
