import type { ErrorCode, ErrorDetail, Problem } from '@lector/contract';

/** No answer came: nobody listens there, or the connection broke. */
export class LectorConnectionError extends Error {
  override readonly name = 'LectorConnectionError';
}

/** What a call failed with. `code` is the API's, or `unexpected` when the answer was not Lector's (a proxy's page). */
export class LectorApiError extends Error {
  override readonly name = 'LectorApiError';
  readonly code: ErrorCode | 'unexpected';
  readonly status: number;
  readonly errors: readonly ErrorDetail[];
  /** Finds the call in the server's log. */
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(
    message: string,
    facts: {
      readonly code: ErrorCode | 'unexpected';
      readonly status: number;
      readonly errors?: readonly ErrorDetail[];
      readonly requestId?: string | null;
      readonly retryAfterSeconds?: number | null;
    },
  ) {
    super(message);
    this.code = facts.code;
    this.status = facts.status;
    this.errors = facts.errors ?? [];
    this.requestId = facts.requestId ?? null;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
  }
}

/** The error an answer stands for; reads its body. */
export async function errorOf(response: Response): Promise<LectorApiError> {
  const { status, headers } = response;
  const requestId = headers.get('x-request-id');
  const retryAfterSeconds = retryAfter(headers.get('retry-after'));
  const problem = await problemIn(response);
  if (problem === null) {
    return new LectorApiError(`the server answered ${status} without an explanation`, {
      code: 'unexpected',
      status,
      requestId,
      retryAfterSeconds,
    });
  }
  return new LectorApiError(`${problem.title}: ${problem.detail}`, {
    code: problem.code,
    status,
    errors: problem.errors ?? [],
    requestId: problem.instance,
    retryAfterSeconds,
  });
}

async function problemIn(response: Response): Promise<Problem | null> {
  if (!(response.headers.get('content-type') ?? '').startsWith('application/problem+json')) {
    await response.body?.cancel();
    return null;
  }
  try {
    return (await response.json()) as Problem;
  } catch {
    return null;
  }
}

/** Only the form in seconds; Lector sends no dates. */
function retryAfter(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null;
}
