import { testRedisUrl, uniquePrefix } from '@lector/testing';
import type { JobRecord, JobStore, OwedEvent } from '@lector/jobs';
import { connectRedis, type RedisClient } from './connection.js';
import { createJobStore } from './job-store.js';
import { redisKeys, type RedisKeys } from './keys.js';
import { aFinish, anEvent, aRecord } from './records.fixture.js';

export const RETENTION_MS = 3_600_000;
export const LIMITS = { maxAttempts: 3, nowMs: 2000 } as const;

/** A job store of its own prefix on the tests' Redis, with the first steps of a job. */
export interface StoreRig {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly keys: RedisKeys;
  readonly store: JobStore;
  admitted(changes?: Partial<JobRecord>): Promise<JobRecord>;
  /** START, again where the job was set aside first. @throws Error when it does not answer `started` */
  started(id: string): Promise<{ readonly fence: number; readonly record: JobRecord }>;
  /** A job that ended as completed, with the delivery its webhook is owed. */
  finished(): Promise<{ readonly record: JobRecord; readonly event: OwedEvent }>;
  /** Events waiting in the outbox, oldest first. */
  owed(): Promise<readonly string[]>;
  close(): void;
}

export function storeRig(): StoreRig {
  const prefix = uniquePrefix();
  const keys = redisKeys(prefix);
  const client = connectRedis('worker', { url: testRedisUrl(), name: 'test' }, () => {});
  const store = createJobStore({ client, prefix, publicUrl: 'https://tts.example', retentionMs: RETENTION_MS });
  async function admitted(changes: Partial<JobRecord> = {}) {
    const record = aRecord(changes);
    await store.admit({ record, idempotency: null });
    return record;
  }
  async function started(id: string) {
    const first = await store.start(id, LIMITS);
    const outcome = first.kind === 'set_aside' ? await store.start(id, LIMITS) : first;
    if (outcome.kind !== 'started') throw new Error(`not started: ${outcome.kind}`);
    return outcome;
  }
  return {
    client,
    prefix,
    keys,
    store,
    admitted,
    started,
    async finished() {
      const record = await admitted();
      const { fence } = await started(record.id);
      await store.finish(aFinish(record, fence));
      return { record, event: anEvent(record, 'completed') };
    },
    async owed() {
      const entries = await client.xrange(keys.outbox, '-', '+');
      return entries.map(([, [, eventId = '']]) => eventId);
    },
    close: () => client.disconnect(),
  };
}
