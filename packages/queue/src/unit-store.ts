import { randomUUID } from 'node:crypto';
import type { FencedOutcome, JobRecord, JobStore, NextUnits, StartUnitOutcome } from '@lector/jobs';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { onRedis } from './redis-errors.js';
import { loadScript } from './scripts.js';

export type UnitStore = Pick<
  JobStore,
  'split' | 'startUnit' | 'handBackUnit' | 'finishUnit' | 'unitTries' | 'openUnits'
>;

/** The units of split jobs on Redis: part of the job store, in a file of its own. */
export function createUnitStore(deps: {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly get: (id: string) => Promise<JobRecord | null>;
}): UnitStore {
  const { client, prefix, get } = deps;
  const keys = redisKeys(prefix);
  const scripts = {
    split: loadScript('split'),
    start: loadScript('unit-start'),
    handBack: loadScript('unit-hand-back'),
    done: loadScript('unit-done'),
  };

  return {
    split: (id, fence, { units, window, nowMs }) =>
      onRedis(`split the job [job=${id}, fence=${fence}]`, async () =>
        nextUnits((await scripts.split(client, [keys.job(id)], [prefix, id, fence, nowMs, units, window])) as string[]),
      ),

    startUnit: (id, unit, { maxAttempts, nowMs }) =>
      onRedis(`start a unit [job=${id}, unit=${unit}]`, async (): Promise<StartUnitOutcome> => {
        const scriptKeys = [keys.job(id), keys.jobUnits(id), keys.jobUnitsDone(id)];
        const args = [prefix, id, unit, maxAttempts, nowMs, randomUUID()];
        const [kind, fence, attempt] = (await scripts.start(client, scriptKeys, args)) as [string, string, string];
        if (kind === 'missing' || kind === 'terminal' || kind === 'over') return { kind: 'over' };
        const record = await get(id);
        if (record === null) return { kind: 'over' };
        if (kind === 'set_aside') return { kind, record, attempt: Number(attempt) };
        if (kind === 'started') return { kind, record, fence: Number(fence), attempt: Number(attempt) };
        return { kind: kind as 'done' | 'attempts_exhausted', record, fence: Number(fence) };
      }),

    handBackUnit: (id, fence, unit, { countAttempt, delayMs }) =>
      onRedis(`hand a unit back [job=${id}, unit=${unit}]`, async () => {
        const args = [fence, unit, countAttempt ? 1 : 0, Math.round(delayMs)];
        return (await scripts.handBack(client, [keys.job(id), keys.jobUnits(id)], args)) as FencedOutcome;
      }),

    finishUnit: (id, fence, unit, { window, nowMs }) =>
      onRedis(`finish a unit [job=${id}, unit=${unit}]`, async () => {
        const scriptKeys = [keys.job(id), keys.jobUnits(id), keys.jobUnitsDone(id)];
        return nextUnits(
          (await scripts.done(client, scriptKeys, [prefix, id, fence, unit, nowMs, window])) as string[],
        );
      }),

    unitTries: (id, unit) =>
      onRedis(`read the tries of a unit [job=${id}, unit=${unit}]`, async () => {
        const [attempts, waitedMs] = await client.hmget(keys.jobUnits(id), `a:${unit}`, `w:${unit}`);
        return { attempts: Number(attempts ?? 0), waitedMs: Number(waitedMs ?? 0) };
      }),

    openUnits: (id) =>
      onRedis(`read the units of a job [job=${id}]`, async () => {
        const [given] = await client.hmget(keys.job(id), 'unitsGiven');
        const done = (await client.getBuffer(keys.jobUnitsDone(id))) ?? Buffer.alloc(0);
        // Redis counts bits from the highest of each byte.
        const isDone = (unit: number) => (((done[unit >> 3] ?? 0) >> (7 - (unit & 7))) & 1) === 1;
        return Array.from({ length: Number(given ?? 0) }, (_, unit) => unit).filter((unit) => !isDone(unit));
      }),
  };
}

function nextUnits([kind, ...units]: readonly string[]): NextUnits {
  if (kind === 'ok') return { kind, units: units.map(Number) };
  return { kind: kind as Exclude<NextUnits['kind'], 'ok'> };
}
