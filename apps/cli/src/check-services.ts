import { LectorError } from '@lector/contract';
import { checkRedis, connectRedis, whenConnected, type RedisClient } from '@lector/queue';
import { createObjectStore } from '@lector/storage';
import type { NamedServices } from './config.js';
import { untilAborted } from './signals.js';

/**
 * Asks the Redis and the S3 that the environment names, once, before anything starts on them. The programs themselves
 * wait for a service that is away, as a deployment must; to whoever starts one by hand it is a wrong address more often,
 * and one line now is worth more than minutes of log.
 */

/** A server that is just starting gets this long; a start that will fail tells so within ten seconds. */
const REDIS_MS = 4_000;
/** How soon a start that is given up is noticed. */
const LOOK_MS = 250;
const STORE_TIMEOUTS = { connectMs: 3_000, requestMs: 5_000, checkMs: 6_000 };

/**
 * @throws LectorError `queue_unavailable`, `redis_unsuitable`, `storage_unavailable` or `storage_refused`, naming variable,
 *   host and port; with the code of the first where both are wrong. The reason of `signal` when it fires first.
 */
export async function checkServices({ redisUrl, s3 }: NamedServices, signal: AbortSignal): Promise<void> {
  const checks = Promise.allSettled([
    redisUrl === null ? null : checkNamedRedis(redisUrl, signal),
    s3 === null ? null : checkNamedStore(s3),
  ]);
  const results = await Promise.race([checks, untilAborted(signal)]);
  signal.throwIfAborted();
  const [first, ...more] = (results ?? []).flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  if (first instanceof LectorError && more.length > 0) {
    const messages = [first, ...more].map((error) => (error instanceof Error ? error.message : String(error)));
    throw new LectorError(first.code, messages.join('; '), { cause: first });
  }
  if (first !== undefined) throw first;
}

async function checkNamedRedis(url: string, signal: AbortSignal): Promise<void> {
  let trouble: Error | null = null;
  const client = connectRedis('producer', { url, name: 'lector-check' }, (error) => (trouble = error));
  const where = `LECTOR_REDIS_URL names ${hostAndPort(url)}, which cannot be used`;
  try {
    if (!(await connectedInTime(client, signal))) {
      throw new LectorError('queue_unavailable', `${where}: ${reason(trouble)}`, { cause: trouble });
    }
    await checkRedis(client);
  } catch (error) {
    throw named(error, where);
  } finally {
    client.disconnect();
  }
}

async function connectedInTime(client: RedisClient, signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + REDIS_MS;
  while (performance.now() < until && !signal.aborted) if (await whenConnected(client, LOOK_MS)) return true;
  return false;
}

async function checkNamedStore(s3: NonNullable<NamedServices['s3']>): Promise<void> {
  const where = `LECTOR_S3_ENDPOINT names ${hostAndPort(s3.endpoint)}, which cannot be used`;
  const store = createObjectStore({ ...s3, timeouts: STORE_TIMEOUTS });
  try {
    await store.check();
  } catch (error) {
    throw named(error, where);
  } finally {
    store.close();
  }
}

function named(error: unknown, where: string): unknown {
  if (!(error instanceof LectorError) || error.message.startsWith(where)) return error;
  const why = error.retryable ? reason(error.cause) : error.message;
  return new LectorError(error.code, `${where}: ${why}`, { cause: error });
}

/** The system's or the server's own word for it; a connection tried on several addresses says it of each. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0]);
  if (!(error instanceof Error)) return 'no answer';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

const USUAL_PORTS: Readonly<Record<string, string>> = {
  'redis:': '6379',
  'rediss:': '6379',
  'http:': '80',
  'https:': '443',
};

function hostAndPort(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port || (USUAL_PORTS[protocol] ?? '')}`;
}
