import { LectorError } from '@lector/contract';
import type { Chapter, JobRecord, ObjectStore, UnitRange } from '@lector/jobs';
import { planKey, planPageKey } from '@lector/storage';
import type { Plan, Segment } from '@lector/text';

/**
 * A plan as every attempt reads it. A short one is kept in the job's record, where it is written with the first PROGRESS:
 * before that nothing of it was told, and another attempt may make its own. Longer ones lie in the object store: a head, and
 * the segments in pages. A book's plan is tens of megabytes; whoever renders one unit of it reads one page, and whoever
 * assembles it holds one page at a time. The head is written last, so a plan that has a head is whole.
 */
export interface StoredPlan {
  /** What the record is still to keep; null where the plan is kept already. */
  readonly unkept: string | null;
  readonly segmentCount: number;
  /** Expected seconds of audio. */
  readonly seconds: number;
  readonly units: readonly UnitRange[];
  readonly chapters: readonly Chapter[];
  /** Segments of a range, in order. */
  read(range: UnitRange, signal: AbortSignal): AsyncGenerator<Segment>;
}

interface PlanHead {
  readonly version: 2;
  readonly segmentCount: number;
  readonly seconds: number;
  readonly pageSize: number;
  readonly units: readonly UnitRange[];
  readonly chapters: readonly Chapter[];
}

/** About ten minutes of audio and a few hundred kilobytes. */
const PAGE_SIZE = 128;

export interface PlanParts {
  readonly segments: readonly Segment[];
  readonly seconds: number;
  readonly units: readonly UnitRange[];
  readonly chapters: readonly Chapter[];
}

/** A plan in the record is read with every START; this one is of a minute of speech or two. */
const RECORD_PLAN_MAX_BYTES = 16 * 1024;

interface ShortPlan extends PlanParts {
  readonly version: 2;
}

/** Keeps a plan just made: in the object store, or by whoever tells the first PROGRESS. */
export async function keepPlan(
  jobId: string,
  parts: PlanParts,
  objects: Pick<ObjectStore, 'put' | 'get'>,
  signal: AbortSignal,
): Promise<StoredPlan> {
  // A split job's workers each read their page of it.
  if (parts.units.length === 1) {
    const short: ShortPlan = { version: 2, ...parts };
    const json = JSON.stringify(short);
    if (Buffer.byteLength(json) <= RECORD_PLAN_MAX_BYTES) return heldPlan(parts, json);
  }
  return storePlan(jobId, parts, objects, signal);
}

function heldPlan({ segments, seconds, units, chapters }: PlanParts, unkept: string | null): StoredPlan {
  return {
    unkept,
    segmentCount: segments.length,
    seconds,
    units,
    chapters,
    async *read({ first, count }) {
      yield* segments.slice(first, first + count);
    },
  };
}

/** Stores a plan; storing the same again changes nothing. */
async function storePlan(
  jobId: string,
  { segments, seconds, units, chapters }: PlanParts,
  objects: Pick<ObjectStore, 'put' | 'get'>,
  signal: AbortSignal,
): Promise<StoredPlan> {
  const first = segments.slice(0, PAGE_SIZE);
  for (let at = 0; at < segments.length; at += PAGE_SIZE) {
    await putJson(planPageKey(jobId, at / PAGE_SIZE), segments.slice(at, at + PAGE_SIZE), objects, signal);
  }
  const segmentCount = segments.length;
  const head: PlanHead = { version: 2, segmentCount, seconds, pageSize: PAGE_SIZE, units, chapters };
  await putJson(planKey(jobId), head, objects, signal);
  return planOf(jobId, head, objects, { number: 0, segments: first });
}

/** The plan of a started job; null when it has none yet. */
export async function findPlan(
  { id, fence, plan }: Pick<JobRecord, 'id' | 'fence' | 'plan'>,
  objects: Pick<ObjectStore, 'get'>,
  signal: AbortSignal,
): Promise<StoredPlan | null> {
  if (plan !== undefined) {
    const short = JSON.parse(plan) as ShortPlan;
    if (short.version !== 2) throw unreadable(`job=${id}`, short.version);
    return heldPlan(short, null);
  }
  // The first to start it: nobody can have stored one.
  if (fence === 1) return null;
  const key = planKey(id);
  const bytes = await objects.get(key, { signal });
  if (bytes === null) return null;
  const head = JSON.parse(new TextDecoder().decode(bytes)) as PlanHead;
  if (head.version !== 2) throw unreadable(`key=${key}`, head.version);
  return planOf(id, head, objects, null);
}

function unreadable(where: string, version: unknown): LectorError {
  return new LectorError('internal', `cannot read this plan [${where}, version=${String(version)}]`);
}

interface Page {
  readonly number: number;
  readonly segments: readonly Segment[];
}

function planOf(jobId: string, head: PlanHead, objects: Pick<ObjectStore, 'get'>, known: Page | null): StoredPlan {
  let held = known;

  async function page(number: number, signal: AbortSignal): Promise<Page> {
    if (held?.number === number) return held;
    const key = planPageKey(jobId, number);
    const bytes = await objects.get(key, { signal });
    if (bytes === null) throw new LectorError('internal', `a page of the plan is gone [key=${key}]`);
    held = { number, segments: JSON.parse(new TextDecoder().decode(bytes)) as Plan['segments'] };
    return held;
  }

  const { segmentCount, seconds, units, chapters, pageSize } = head;
  return {
    unkept: null,
    segmentCount,
    seconds,
    units,
    chapters,
    async *read({ first, count }, signal) {
      for (let index = first; index < first + count; index += 1) {
        const { segments } = await page(Math.floor(index / pageSize), signal);
        const segment = segments[index % pageSize];
        if (segment === undefined) throw new LectorError('internal', `the plan has no such segment [index=${index}]`);
        yield segment;
      }
    },
  };
}

function putJson(key: string, value: object, objects: Pick<ObjectStore, 'put'>, signal: AbortSignal): Promise<void> {
  return objects.put(key, new TextEncoder().encode(JSON.stringify(value)), { contentType: 'application/json', signal });
}
