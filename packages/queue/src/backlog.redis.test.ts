import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTerminal, type JobRecord } from '@lector/jobs';
import { createBacklog, type Backlog } from './backlog.js';
import { storeRig, type StoreRig } from './job-store.fixture.js';
import { aFinish, aRecord, cancelledError, laneOf, NOTHING_OPEN } from './records.fixture.js';

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
  return { interactive: laneOf(sums.interactive), bulk: laneOf(sums.bulk) };
}

describe('the backlog', () => {
  it('is empty for a pack nobody has sent anything to', async () => {
    expect(await backlog.lanes('unheard')).toEqual(NOTHING_OPEN);
  });

  it('counts each lane of each pack by itself', async () => {
    await rig.admitted({ pack: 'one', lane: 'interactive', characters: 7 });
    await rig.admitted({ pack: 'one', lane: 'bulk', characters: 100 });
    await rig.admitted({ pack: 'two', lane: 'bulk', characters: 11 });
    expect(await backlog.lanes('one')).toEqual({ interactive: laneOf(7), bulk: laneOf(100) });
    expect(await backlog.lanes('two')).toEqual({ interactive: laneOf(0), bulk: laneOf(11) });
  });

  it('counts a job once whose key comes again', async () => {
    const idempotency = { key: 'k', fingerprint: 'f', ttlMs: 60_000 };
    for (const record of [aRecord({ pack: 'replay' }), aRecord({ pack: 'replay' })]) {
      await rig.store.admit({ record, idempotency });
    }
    expect((await backlog.lanes('replay')).bulk).toEqual(laneOf(9));
  });

  it('tells what of a split job joins the lane behind whoever comes now, until the job ends', async () => {
    const pack = 'split';
    const record = await rig.admitted({ pack, lane: 'bulk', characters: 1003 });
    await rig.admitted({ pack, lane: 'bulk', characters: 9 });
    const { fence } = await rig.started(record.id);
    const units = { units: 10, window: 3, nowMs: 2000 };
    await rig.store.split(record.id, fence, units);
    const split = { characters: 1012, laterCharacters: 702, splitJobs: 1 };
    expect((await backlog.lanes(pack)).bulk).toEqual(split);
    await rig.store.split(record.id, fence, units);
    expect((await backlog.lanes(pack)).bulk).toEqual(split);
    await rig.store.cancel(record.id, { event: null, error: cancelledError, nowMs: 3000 });
    expect((await backlog.lanes(pack)).bulk).toEqual(laneOf(9));
  });

  it('has nothing for later of a job whose units are all in the queue at once', async () => {
    const pack = 'short';
    const { id } = await rig.admitted({ pack, lane: 'interactive', characters: 200 });
    const { fence } = await rig.started(id);
    await rig.store.split(id, fence, { units: 2, window: 3, nowMs: 2000 });
    expect((await backlog.lanes(pack)).interactive).toEqual({ characters: 200, laterCharacters: 0, splitJobs: 1 });
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
        expect(await backlog.lanes(pack)).toEqual(await openCharacters(records));
        for (const record of records) {
          await make('cancel', record);
          await make('start', record);
          const { fence } = (await rig.store.get(record.id)) ?? record;
          await rig.store.finish(aFinish(record, fence, 'cancelled'));
        }
        expect(await openCharacters(records)).toEqual(NOTHING_OPEN);
        expect(await backlog.lanes(pack)).toEqual(NOTHING_OPEN);
      }),
      { numRuns: 100 },
    );
  });
});
