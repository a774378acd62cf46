import { testRedisUrl, uniquePrefix } from '@lector/testing';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { terminalEventId, type FencedOutcome, type JobRecord, type JobStore, type TerminalStatus } from '@lector/jobs';
import { createBacklog } from './backlog.js';
import { connectRedis, type RedisClient } from './connection.js';
import { createJobStore } from './job-store.js';
import { redisKeys } from './keys.js';
import { aFinish, anEvent, aRecord, cancelledError, aProgress, NOTHING_OPEN } from './records.fixture.js';

/**
 * Several workers and a client that cancels, each on a connection of its own, do whatever they like with one job at the
 * same time. However their commands fall, the job ends once.
 */
type Step = 'start' | 'progress' | 'hand_back' | 'complete' | 'fail' | 'end_cancelled' | 'cancel' | 'breathe';

const step = fc.constantFrom<Step>(
  ...(['start', 'start', 'progress', 'hand_back', 'complete', 'fail', 'end_cancelled', 'cancel', 'breathe'] as const),
);
const actors = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 4 });

const prefix = uniquePrefix();
const keys = redisKeys(prefix);
let clients: RedisClient[];
let stores: JobStore[];

beforeAll(() => {
  clients = Array.from({ length: 4 }, () => connectRedis('worker', { url: testRedisUrl(), name: 'race' }, () => {}));
  stores = clients.map((client) => createJobStore({ client, prefix, publicUrl: '', retentionMs: 60_000 }));
});
afterAll(() => clients.forEach((client) => client.disconnect()));

/** What the actors were promised. */
interface Promised {
  readonly ended: TerminalStatus[];
  cancelRequested: boolean;
}

async function act(store: JobStore, record: JobRecord, steps: readonly Step[], promised: Promised): Promise<void> {
  let fence = 0;
  const finished = new Set<number>();
  const finish = async (status: TerminalStatus) => {
    if (finished.has(fence)) return;
    finished.add(fence);
    const outcome: FencedOutcome = await store.finish(aFinish(record, fence, status));
    if (outcome === 'ok') promised.ended.push(status);
  };
  for (const next of steps) {
    if (next === 'start') {
      const outcome = await store.start(record.id, { maxAttempts: 1000, nowMs: 2000 });
      if ('fence' in outcome) fence = outcome.fence;
    } else if (next === 'progress') {
      await store.progress(record.id, fence, aProgress(null));
    } else if (next === 'hand_back') {
      await store.handBack(record.id, fence, { countAttempt: false, nowMs: 3000 });
    } else if (next === 'cancel') {
      const event = anEvent(record, 'cancelled', 4000);
      const outcome = await store.cancel(record.id, { event, error: cancelledError, nowMs: 4000 });
      if (outcome.kind === 'cancelled') promised.ended.push('cancelled');
      if (outcome.kind === 'requested') promised.cancelRequested = true;
    } else if (next === 'breathe') {
      await store.get(record.id);
    } else {
      await finish(next === 'complete' ? 'completed' : next === 'fail' ? 'failed' : 'cancelled');
    }
  }
}

/** What the next worker to come along does with a job left open. */
async function bringToAnEnd(store: JobStore, record: JobRecord, promised: Promised): Promise<void> {
  const start = () => store.start(record.id, { maxAttempts: 1000, nowMs: 2000 });
  const first = await start();
  const outcome = first.kind === 'set_aside' ? await start() : first;
  if (!('fence' in outcome)) return;
  const status = outcome.kind === 'started' ? 'completed' : 'cancelled';
  expect(await store.finish(aFinish(record, outcome.fence, status))).toBe('ok');
  promised.ended.push(status);
}

it('ends a job exactly once however starts, ends and cancels race', async () => {
  const [first] = stores as [JobStore];
  const [client] = clients as [RedisClient];
  const endings = new Set<TerminalStatus>();
  await fc.assert(
    fc.asyncProperty(actors, async (scripts) => {
      const record = aRecord();
      await first.admit({ record, idempotency: null });
      const promised: Promised = { ended: [], cancelRequested: false };
      await Promise.all(scripts.map((steps, index) => act(stores[index] ?? first, record, steps, promised)));
      await bringToAnEnd(first, record, promised);

      const [status] = promised.ended;
      expect(promised.ended).toHaveLength(1);
      if (promised.cancelRequested) expect(status).toBe('cancelled');
      expect(await first.get(record.id)).toMatchObject({ status });
      const lines = await first.events(record.id, null);
      expect(lines.filter(({ type }) => type !== 'job.progress').map(({ type }) => type)).toEqual([`job.${status}`]);
      expect(lines.at(-1)?.type).toBe(`job.${status}`);
      const owed = (await client.xrange(keys.outbox, '-', '+')).filter(([, fields]) =>
        fields.includes(terminalEventId(record.id)),
      );
      expect(owed).toHaveLength(1);
      await client.xtrim(keys.outbox, 'MAXLEN', 0);
      expect(await client.zscore(keys.open, record.id)).toBeNull();
      expect(await createBacklog({ client, prefix }).lanes(record.pack)).toEqual(NOTHING_OPEN);
      for (const name of ['queued', 'running', 'completed', 'failed', 'cancelled'] as const) {
        const listed = await client.zscore(keys.listing('default', name), record.id);
        expect(listed !== null, name).toBe(name === status);
      }
      if (status !== undefined) endings.add(status);
    }),
    { numRuns: 200 },
  );
  // Otherwise the property held because nothing happened.
  expect([...endings].toSorted()).toEqual(['cancelled', 'completed', 'failed']);
});
