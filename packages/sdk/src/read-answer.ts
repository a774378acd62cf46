import type { Problem } from '@lector/contract';
import { apiError, type LectorApiError } from './errors.js';
import { parseRetryAfter } from './retry.js';

/** The error that a refusal stands for; reads its body. @param nowMs Unix time */
export async function errorOf(response: Response, nowMs: number): Promise<LectorApiError> {
  const { status, headers } = response;
  const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), nowMs);
  const problem = await problemIn(response);
  if (problem === null) {
    const requestId = headers.get('x-request-id');
    const message = `the server answered ${status} without an explanation`;
    return apiError(message, { code: 'unexpected', status, errors: [], requestId, retryAfterSeconds });
  }
  return apiError(`${problem.title}: ${problem.detail}`, {
    code: problem.code,
    status,
    errors: problem.errors ?? [],
    requestId: problem.instance,
    retryAfterSeconds,
  });
}

/** The body of an answer that should be JSON. @throws LectorApiError `unexpected`: a proxy's page, or another server */
export async function jsonOf<T>(response: Response): Promise<T> {
  const text = await response.text();
  try {
    return JSON.parse(text) as T;
  } catch {
    const facts = { code: 'unexpected', status: response.status, errors: [], retryAfterSeconds: null } as const;
    const requestId = response.headers.get('x-request-id');
    throw apiError('the server answered with something that is not JSON', { ...facts, requestId });
  }
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
