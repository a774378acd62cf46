import { LectorError } from '@lector/contract';

/**
 * Errors of Redis and of its client in the words of the contract. A script or type error is a fault of this program;
 * everything else (no connection, timeout, out of memory, read-only, still loading) is Redis not being able to serve
 * now, which passes.
 * @param what what failed on what, with the facts in brackets
 */
export async function onRedis<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LectorError) throw error;
    throw new LectorError(isOwnFault(error) ? 'internal' : 'queue_unavailable', `could not ${what}`, { cause: error });
  }
}

const OWN_FAULTS = /^(ERR|WRONGTYPE|NOSCRIPT|EXECABORT)\b/;

function isOwnFault(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError' && OWN_FAULTS.test(error.message);
}
