import { LectorError } from '@lector/contract';

/** What of an SDK error decides; read by shape because errors of its layers share no class. */
interface StoreFailure {
  readonly name: string;
  readonly status: number | null;
}

/** Refusals that a store sends with a status of 4xx although trying again helps; a full bucket is emptied or enlarged. */
const PASSING = new Set([
  'RequestTimeout',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'QuotaExceeded',
]);
/** Request Timeout, Conflict (two writers at one key), Too Early, Too Many Requests. */
const PASSING_STATUS = new Set([408, 409, 425, 429]);

export function storeFailure(thrown: unknown): StoreFailure {
  if (!(thrown instanceof Error)) return { name: typeof thrown, status: null };
  const metadata: unknown = '$metadata' in thrown ? thrown.$metadata : undefined;
  const status: unknown =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  return { name: thrown.name, status: typeof status === 'number' ? status : null };
}

/** No such object. A missing bucket is not meant: that is a store set up wrongly, not an answer. */
export function isAbsent(thrown: unknown): boolean {
  const { name, status } = storeFailure(thrown);
  return name === 'NoSuchKey' || name === 'NotFound' || (status === 404 && name !== 'NoSuchBucket');
}

/**
 * The cause without what the SDK hangs on it: its errors carry the whole request and answer, signature included, which
 * would end up in logs and hold sockets and buffers in memory as long as the error lives.
 */
function withoutExchange(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const { name, status } = storeFailure(thrown);
  const code: unknown = 'code' in thrown ? thrown.code : undefined;
  const bare = new Error(thrown.message, thrown.cause === undefined ? {} : { cause: withoutExchange(thrown.cause) });
  bare.name = name;
  if (thrown.stack !== undefined) bare.stack = thrown.stack;
  return Object.assign(bare, status === null ? {} : { status }, typeof code === 'string' ? { code } : {});
}

/**
 * Any failure of the store as one of ours: `storage_unavailable` where trying again can help (no connection, time-outs,
 * 5xx, throttling), `storage_refused` where only a person can (keys, permissions, bucket), `cancelled` when the caller
 * gave up. Messages name the operation and the key, which holds ids only.
 */
export function storageError(thrown: unknown, what: string, signal?: AbortSignal): LectorError {
  if (thrown instanceof LectorError) return thrown;
  const { name, status } = storeFailure(thrown);
  const cause = withoutExchange(thrown);
  if (signal?.aborted === true) return new LectorError('cancelled', `gave up ${what}`, { cause });
  // A mistake of ours; called "unavailable" it would be tried for ever.
  if (thrown instanceof TypeError || thrown instanceof RangeError)
    return new LectorError('internal', `failed ${what} [error=${name}]`, { cause });
  const facts = `[error=${name}, status=${status ?? 'none'}]`;
  if (status === 416)
    return new LectorError('range_not_satisfiable', `the range lies outside the object while ${what}`, { cause });
  const passing = status === null || status >= 500 || status < 300 || PASSING_STATUS.has(status) || PASSING.has(name);
  return passing
    ? new LectorError('storage_unavailable', `the store could not be used while ${what} ${facts}`, { cause })
    : new LectorError('storage_refused', `the store refused ${what} ${facts}`, { cause });
}
