import type { ErrorCode, ErrorDetail, Job } from '@lector/contract';

/**
 * What the methods of the client throw, besides the reason of an aborted signal:
 *
 *   LectorConnectionError      no answer came: nobody listens there, or the connection broke
 *     LectorTimeoutError       … or the time allowed for the call was over
 *   LectorApiError             an answer came, and it was a refusal; the class goes by its status:
 *     LectorRequestError       4xx, the request has to change (400, 413, 415, 422 and others)
 *     LectorAuthError          401, 403
 *     LectorNotFoundError      404, 410
 *     LectorConflictError      409, the job is in another state
 *     LectorRateLimitError     429
 *     LectorUnavailableError   502, 503, 504: a later call may succeed
 *     LectorServerError        500 and what else is wrong over there, an answer that is not Lector's among it
 *   LectorJobError             the calls went well, but the job ended as failed or cancelled
 */
export class LectorConnectionError extends Error {
  override readonly name: string = 'LectorConnectionError';
}

export class LectorTimeoutError extends LectorConnectionError {
  override readonly name = 'LectorTimeoutError';
}

/** What a refusal says. */
export interface ApiErrorFacts {
  /** The API's own, or `unexpected` when the answer was not Lector's (a proxy's page). */
  readonly code: ErrorCode | 'unexpected';
  readonly status: number;
  /** What is wrong where in the body, by JSON pointers. */
  readonly errors: readonly ErrorDetail[];
  /** Finds the call in the server's log. */
  readonly requestId: string | null;
  /** How long the server asks to wait. */
  readonly retryAfterSeconds: number | null;
}

export class LectorApiError extends Error implements ApiErrorFacts {
  override readonly name: string = 'LectorApiError';
  readonly code: ApiErrorFacts['code'];
  readonly status: number;
  readonly errors: readonly ErrorDetail[];
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(message: string, facts: ApiErrorFacts) {
    super(message);
    this.code = facts.code;
    this.status = facts.status;
    this.errors = facts.errors;
    this.requestId = facts.requestId;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

export class LectorRequestError extends LectorApiError {
  override readonly name = 'LectorRequestError';
}
export class LectorAuthError extends LectorApiError {
  override readonly name = 'LectorAuthError';
}
export class LectorNotFoundError extends LectorApiError {
  override readonly name = 'LectorNotFoundError';
}
export class LectorConflictError extends LectorApiError {
  override readonly name = 'LectorConflictError';
}
export class LectorRateLimitError extends LectorApiError {
  override readonly name = 'LectorRateLimitError';
}
export class LectorUnavailableError extends LectorApiError {
  override readonly name = 'LectorUnavailableError';
}
export class LectorServerError extends LectorApiError {
  override readonly name = 'LectorServerError';
}

/** A job that ended without being completed; `jobs.untilCompleted` throws it. */
export class LectorJobError extends Error {
  override readonly name = 'LectorJobError';
  /** Why it failed, or `cancelled`. */
  readonly code: ErrorCode;
  readonly job: Job;

  constructor(job: Job) {
    const { id, status, error } = job;
    super(error === null ? `the job was ${status} [job=${id}]` : `${error.title}: ${error.detail} [job=${id}]`);
    this.code = error?.code ?? 'cancelled';
    this.job = job;
  }
}

const BY_STATUS: Readonly<Record<number, typeof LectorApiError>> = {
  401: LectorAuthError,
  403: LectorAuthError,
  404: LectorNotFoundError,
  409: LectorConflictError,
  410: LectorNotFoundError,
  429: LectorRateLimitError,
  502: LectorUnavailableError,
  503: LectorUnavailableError,
  504: LectorUnavailableError,
};

/** A refusal as the class its status stands for. */
export function apiError(message: string, facts: ApiErrorFacts): LectorApiError {
  const refused = facts.status >= 400 && facts.status < 500 ? LectorRequestError : LectorServerError;
  return new (BY_STATUS[facts.status] ?? refused)(message, facts);
}
