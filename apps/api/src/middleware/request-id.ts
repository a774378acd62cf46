import type { NextFunction, Request } from 'express';
import type { ApiResponse } from '../route.js';

/** A caller's own id is kept when it cannot break a log line or a header. */
const USABLE = /^[A-Za-z0-9._-]{1,128}$/;

/** Gives every call an id: in the answer's `X-Request-Id`, in problem documents and in the log. */
export function requestId(deps: { readonly newId: () => string }) {
  return (request: Request, response: ApiResponse, next: NextFunction): void => {
    const given = request.get('x-request-id');
    response.locals.requestId = given !== undefined && USABLE.test(given) ? given : deps.newId();
    response.setHeader('X-Request-Id', response.locals.requestId);
    next();
  };
}
