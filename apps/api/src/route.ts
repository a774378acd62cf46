import type { Request, Response } from 'express';
import type { TextLimit } from './check-request.js';
import type { BytesLimit } from './middleware/body.js';

/**
 * A call of the API. Routes are plain data, so that the app can mount them, answer other methods with 405 and `Allow`,
 * and a test can hold them equal to the OpenAPI document.
 */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As OpenAPI writes it, `{id}` for a variable part. */
  readonly path: string;
  /** Needs no API key. */
  readonly open?: boolean;
  /** Takes a JSON body, as large as the longest text it may carry needs. */
  readonly json?: TextLimit;
  /** Takes a body of another kind, which `request.body` holds as `TakenBytes`. */
  readonly bytes?: BytesLimit;
  readonly handle: (request: Request, response: ApiResponse) => Promise<void> | void;
}

/** What the middleware learns about a call before its route runs. */
export interface CallFacts {
  requestId: string;
  /** Name of the API key; `default` where none is needed. Set on every route that is not open. */
  tenant: string;
  /** The route's path, with its variable parts unfilled; absent until one is found. */
  route?: string;
  /** The job it made, for the log: its address does not say. */
  job?: string;
  /** W3C context of the call's own span; absent where nothing is traced. */
  traceparent?: string;
}

export type ApiResponse = Response<unknown, CallFacts>;
