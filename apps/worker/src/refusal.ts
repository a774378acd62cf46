import { ERRORS, LectorError, type ErrorCode } from '@lector/contract';

/**
 * A worker that cannot start for a reason only a person can mend (a wrong setting, a Redis that evicts, a pack that is not
 * there) says so to its supervisor and ends with an exit code of its own. Starting it again would fail for ever.
 */

/** EX_CONFIG of sysexits.h. */
export const REFUSED_EXIT = 78;

/** What goes over the channel: errors lose their class on it. */
export interface Refusal {
  readonly refused: { readonly code: ErrorCode; readonly message: string };
}

/** null where starting again may help. */
export function refusalOf(thrown: unknown): Refusal | null {
  if (!(thrown instanceof LectorError) || thrown.retryable) return null;
  return { refused: { code: thrown.code, message: thrown.message } };
}

/** The other end: null for every other message of a worker. */
export function readRefusal(message: unknown): LectorError | null {
  if (typeof message !== 'object' || message === null || !('refused' in message)) return null;
  const { code, message: text } = (message as Refusal).refused;
  return new LectorError(code in ERRORS ? code : 'internal', text);
}
