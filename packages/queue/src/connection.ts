import { Redis, type RedisOptions } from 'ioredis';
import { within } from './deadline.js';

/**
 * Three kinds of clients, because "Redis is away" must mean different things to them.
 *
 * - `producer` answers requests: it fails within seconds, so that the API says 503 instead of holding its callers.
 * - `worker` holds jobs: it waits for Redis to come back and sends again what was cut off, so that an outage costs a job
 *   time and nothing else. Never with `commandTimeout`: the queue's blocking read takes longer than any sensible one.
 * - `subscriber` only listens; it subscribes again by itself after every reconnect.
 */
export type ClientKind = 'producer' | 'worker' | 'subscriber';

export interface RedisTarget {
  readonly url: string;
  /** Shown by `CLIENT LIST`; say which process this is. */
  readonly name: string;
}

export type RedisClient = Redis;

/** A peer that vanished without closing (cable, firewall, frozen host) is noticed after this. */
const SOCKET_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 10_000;
const CONNECT_TIMEOUT_MS = 3_000;
const COMMAND_TIMEOUT_MS = 2_000;
const RECONNECT_STEP_MS = 100;
const RECONNECT_MAX_MS = 2_000;

const SHARED = {
  connectTimeout: CONNECT_TIMEOUT_MS,
  keepAlive: KEEP_ALIVE_MS,
  // For ever: a deployment must heal by itself once Redis is back.
  retryStrategy: (times: number) => Math.min(times * RECONNECT_STEP_MS, RECONNECT_MAX_MS),
  // A failover leaves old connections on a replica, which refuses every write until they reconnect.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
} as const satisfies RedisOptions;

const KINDS: Record<ClientKind, RedisOptions> = {
  producer: {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    // A command cut off is reported, not repeated: the caller decides, and every script may be sent twice.
    autoResendUnfulfilledCommands: false,
  },
  worker: { maxRetriesPerRequest: null, socketTimeout: SOCKET_TIMEOUT_MS },
  subscriber: { maxRetriesPerRequest: null, autoResubscribe: true },
};

/**
 * A client that is already connecting. It reports trouble to `onError` and never throws for it; without a listener
 * an outage would end the process.
 */
export function connectRedis(kind: ClientKind, target: RedisTarget, onError: (error: Error) => void): RedisClient {
  const client = new Redis(target.url, { ...SHARED, ...KINDS[kind], connectionName: target.name });
  client.on('error', onError);
  return client;
}

/** Whether the client is connected, waiting for it a while. A producer refuses every command before it is. */
export async function whenConnected(client: RedisClient, withinMs: number): Promise<boolean> {
  if (client.status === 'ready') return true;
  let onReady = () => {};
  const ready = new Promise<boolean>((resolve) => {
    onReady = () => resolve(true);
    client.once('ready', onReady);
  });
  const connected = await within(ready, withinMs, false);
  client.off('ready', onReady);
  return connected;
}
