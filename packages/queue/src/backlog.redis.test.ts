import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTerminal, type JobRecord } from '@lector/jobs';
import { createBacklog, type Backlog } from './backlog.js';
import { storeRig, type StoreRig } from './job-store.fixture.js';
import { aFinish, aRecord, cancelledError } from './records.fixture.js';

let rig: StoreRig;
let backlog: Backlog;
beforeAll(() => {
  rig = storeRig();
  backlog = createBacklog(rig);
});
afterAll(() => rig.close());

type Move = 'admit' | 'start' | 'hand_back' | 'complete' | 'fail' | 'cancel';

const aMove = fc.constantFrom<Move>('admit', 'start', 'start', 'hand_back', 'complete', 'fail', 'cancel');
const aJob = fc.record({
  lane: fc.constantFrom('interactive' as const, 'bulk' as const),
  characters: fc.integer({ min: 1, max: 200_000 }),
  moves: fc.array(aMove, { maxLength: 8 }),
});

async function make(move: Move, { id }: JobRecord): Promise<void> {
  const record = await rig.store.get(id);
  if (record === null) throw new Error('the job is gone');
  const { fence } = record;
  if (move === 'admit') await rig.store.admit({ record: { ...record, status: 'queued' }, idempotency: null });
  else if (move === 'start') await rig.store.start(id, { maxAttempts: 1000, nowMs: 2000 });
  else if (move === 'hand_back') await rig.store.handBack(id, fence, { countAttempt: false, nowMs: 3000 });
  else if (move === 'cancel') await rig.store.cancel(id, { event: null, error: cancelledError, nowMs: 4000 });
  else await rig.store.finish(aFinish(record, fence, move === 'complete' ? 'completed' : 'failed'));
}

/** What the records themselves say. */
async function openCharacters(records: readonly JobRecord[]) {
  const sums = { interactive: 0, bulk: 0 };
  for (const { id } of records) {
    const record = await rig.store.get(id);
    if (record !== null && !isTerminal(record.status)) sums[record.lane] += record.characters;
  }
  return sums;
}

describe('the backlog', () => {
  it('is empty for a pack nobody has sent anything to', async () => {
    expect(await backlog.characters('unheard')).toEqual({ interactive: 0, bulk: 0 });
  });

  it('counts each lane of each pack by itself', async () => {
    await rig.admitted({ pack: 'one', lane: 'interactive', characters: 7 });
    await rig.admitted({ pack: 'one', lane: 'bulk', characters: 100 });
    await rig.admitted({ pack: 'two', lane: 'bulk', characters: 11 });
    expect(await backlog.characters('one')).toEqual({ interactive: 7, bulk: 100 });
    expect(await backlog.characters('two')).toEqual({ interactive: 0, bulk: 11 });
  });

  it('counts a job once whose key comes again', async () => {
    const idempotency = { key: 'k', fingerprint: 'f', ttlMs: 60_000 };
    for (const record of [aRecord({ pack: 'replay' }), aRecord({ pack: 'replay' })]) {
      await rig.store.admit({ record, idempotency });
    }
    expect((await backlog.characters('replay')).bulk).toBe(9);
  });

  it('is what the open jobs sum up to after any moves, and 0 when all have ended', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aJob, { minLength: 1, maxLength: 5 }), async (jobs) => {
        const pack = `fuzz-${aRecord().id}`;
        const records = await Promise.all(jobs.map(({ lane, characters }) => rig.admitted({ pack, lane, characters })));
        // The jobs' moves fall between each other's, the moves of one job in their order.
        await Promise.all(
          jobs.map(async ({ moves }, at) => {
            for (const move of moves) await make(move, records[at] ?? aRecord());
          }),
        );
        expect(await backlog.characters(pack)).toEqual(await openCharacters(records));
        for (const record of records) {
          await make('cancel', record);
          await make('start', record);
          const { fence } = (await rig.store.get(record.id)) ?? record;
          await rig.store.finish(aFinish(record, fence, 'cancelled'));
        }
        expect(await openCharacters(records)).toEqual({ interactive: 0, bulk: 0 });
        expect(await backlog.characters(pack)).toEqual({ interactive: 0, bulk: 0 });
      }),
      { numRuns: 100 },
    );
  });
});
