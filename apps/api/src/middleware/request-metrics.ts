import type { NextFunction, Request } from 'express';
import type { ApiMetrics } from '../api-metrics.js';
import type { ApiResponse } from '../route.js';
import type { CallObserver } from './observe-call.js';

/** What else a client sends as a method would be a label of its choice. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** How long calls take, by route as the OpenAPI document writes it: an address itself holds ids. */
export function requestMetrics(deps: {
  readonly metrics: Pick<ApiMetrics, 'requestSeconds'>;
  readonly monotonicMs: () => number;
}): CallObserver {
  return (request, response) => {
    const startedMs = deps.monotonicMs();
    return () => {
      deps.metrics.requestSeconds.observe((deps.monotonicMs() - startedMs) / 1000, {
        method: METHODS.has(request.method) ? request.method : 'other',
        route: response.locals.route ?? 'none',
        // Nothing was answered to whoever left before; nginx writes 499 for that.
        status: response.headersSent ? `${Math.floor(response.statusCode / 100)}xx` : 'left',
      });
    };
  };
}

/** Notes which route a call came to, also where it is refused on the way there. */
export function noteRoute(path: string) {
  return (_request: Request, response: ApiResponse, next: NextFunction): void => {
    response.locals.route = path;
    next();
  };
}
