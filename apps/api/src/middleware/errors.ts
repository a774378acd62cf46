import type { NextFunction, Request } from 'express';
import { isOpenAiPath, LectorError, openAiError, PROBLEM_CONTENT_TYPE, problemOf } from '@lector/contract';
import type { Logger } from '@lector/process-kit';
import type { ApiResponse } from '../route.js';
import { answerUnread, leavesBody } from './unread-body.js';

/** A dependency that is away is usually back soon; without this header clients retry at once and all together. */
const RETRY_AFTER_SECONDS = 5;

/**
 * The last stop of every failed call: a problem document for the client, and for what nobody foresaw the whole cause in
 * the log. An answer already on its way cannot be changed: the connection is cut, so the client sees it is incomplete.
 */
export function errors(deps: { readonly logger: Logger; readonly typeBase: () => string }) {
  // Express knows an error handler by its four parameters.
  return (thrown: unknown, request: Request, response: ApiResponse, _next: NextFunction): void => {
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
    const forOpenAi = isOpenAiPath(request.path) ? { error: openAiError(problem) } : {};
    // Their clients repeat what failed with a 5xx, unless told that it would fail again.
    if ('error' in forOpenAi && !error.retryable) response.setHeader('X-Should-Retry', 'false');
    response.status(problem.status).setHeader('Content-Type', PROBLEM_CONTENT_TYPE);
    const body = JSON.stringify({ ...problem, ...forOpenAi });
    if (leavesBody(request, error.code)) answerUnread(request, response, body);
    else response.end(body);
  };
}

/** What is not ready is asked for every second by whoever waits for it; that is no news in a log. */
function levelOf({ code }: LectorError): 'error' | 'warn' | 'debug' {
  if (code === 'not_ready') return 'debug';
  return code === 'internal' ? 'error' : 'warn';
}

/** Errors of express carry a `status`; everything else is ours or unforeseen. */
export function asLectorError(thrown: unknown): LectorError {
  if (thrown instanceof LectorError) return thrown;
  const status = typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new LectorError('invalid_request', 'the address of the request could not be read', { cause: thrown });
  }
  return new LectorError('internal', 'an unforeseen error', { cause: thrown });
}
