import { randomUUID } from 'node:crypto';
import {
  boundedResult,
  jobLinks,
  progressEventData,
  segmentEventData,
  terminalEventData,
  type CancelOutcome,
  type FencedOutcome,
  type JobEnd,
  type JobEvent,
  type JobRecord,
  type JobStore,
  type OutboxEvent,
  type StartOutcome,
  type TerminalStatus,
  WEBHOOK_EVENT_TTL_MS,
} from '@lector/jobs';
import { LectorError } from '@lector/contract';
import type { RedisClient } from './connection.js';
import { redisKeys } from './keys.js';
import { decodeFixed, decodeRecord, encodeRecord } from './record-codec.js';
import { onRedis } from './redis-errors.js';
import { loadScript } from './scripts.js';

export interface JobStoreDeps {
  readonly client: RedisClient;
  readonly prefix: string;
  /** Where clients reach the API; part of the links in events. */
  readonly publicUrl: string;
  /** How long a finished job's event stream is kept, ms: as long as its record. */
  readonly retentionMs: number;
}

/** The job record on Redis. Every change is one script, see `lua/`. */
export function createJobStore({ client, prefix, publicUrl, retentionMs }: JobStoreDeps): JobStore {
  const keys = redisKeys(prefix);
  const scripts = {
    admit: loadScript('admit'),
    start: loadScript('start'),
    progress: loadScript('progress'),
    handBack: loadScript('hand-back'),
    finish: loadScript('finish'),
    cancel: loadScript('cancel'),
    list: loadScript('list'),
    markAudioDeleted: loadScript('mark-audio-deleted'),
  };

  async function get(id: string): Promise<JobRecord | null> {
    const fields = await onRedis(`read the job [job=${id}]`, () => client.hgetall(keys.job(id)));
    return decodeRecord(fields);
  }

  /** What the job's own stream says at its end: the same data as the webhook. */
  async function endData(id: string, event: OutboxEvent | null, end: Omit<JobEnd, 'links'>): Promise<string> {
    if (event !== null) return JSON.stringify((JSON.parse(event.body) as { data: unknown }).data);
    const json = await client.hget(keys.job(id), 'fixed');
    if (json === null) return '';
    return JSON.stringify(terminalEventData(decodeFixed(json), { ...end, links: jobLinks(id, publicUrl) }));
  }

  return {
    get,

    admit: ({ record, idempotency }) =>
      onRedis(`admit the job [job=${record.id}]`, async () => {
        const scriptKeys = [keys.job(record.id)];
        if (idempotency !== null) scriptKeys.push(keys.idempotency(record.tenant, idempotency.key));
        const { id, tenant, createdAtMs } = record;
        const claim = [idempotency?.fingerprint ?? '', idempotency?.ttlMs ?? 0];
        const args = [prefix, id, tenant, createdAtMs, ...claim, ...encodeRecord(record)];
        const [kind, heldBy] = (await scripts.admit(client, scriptKeys, args)) as [string, string];
        if (kind === 'key_reused') return { kind };
        const held = await get(heldBy);
        if (held === null)
          throw new LectorError('queue_unavailable', `the job vanished while admitted [job=${heldBy}]`);
        return { kind: kind === 'replayed' ? 'replayed' : 'created', record: held };
      }),

    start: (id, { maxAttempts, nowMs }) =>
      onRedis(`start the job [job=${id}]`, async (): Promise<StartOutcome> => {
        const args = [prefix, id, maxAttempts, nowMs, randomUUID()];
        const [kind, value] = (await scripts.start(client, [keys.job(id)], args)) as [StartOutcome['kind'], string];
        if (kind === 'missing') return { kind };
        if (kind === 'terminal') return { kind, status: value as TerminalStatus };
        const record = await get(id);
        return record === null ? { kind: 'missing' } : { kind, record, fence: Number(value) };
      }),

    progress: (id, fence, { progress, segment, nowMs }) =>
      onRedis(`record progress [job=${id}, fence=${fence}]`, async () => {
        const numbers = [progress.segmentsDone, progress.segmentsTotal, progress.audioSeconds];
        const lines = [progressEventData(progress), segment === null ? '' : segmentEventData(segment)];
        const rendered = segment !== null && !segment.cached ? 1 : 0;
        const args = [prefix, id, fence, nowMs, ...numbers, ...lines, rendered];
        return (await scripts.progress(client, [keys.job(id)], args)) as FencedOutcome;
      }),

    handBack: (id, fence, { countAttempt, nowMs, delayMs = 0 }) =>
      onRedis(`hand the job back [job=${id}, fence=${fence}]`, async () => {
        const args = [prefix, id, fence, nowMs, countAttempt ? 1 : 0, Math.round(delayMs)];
        return (await scripts.handBack(client, [keys.job(id)], args)) as FencedOutcome;
      }),

    finish: (finish) =>
      onRedis(`finish the job [job=${finish.id}, fence=${finish.fence}]`, async () => {
        const { id, fence, status, error, progress, nowMs, event } = finish;
        const result = finish.result && boundedResult(finish.result);
        const data = await endData(id, event, { status, result, error, finishedAtMs: nowMs });
        const args = [
          prefix,
          id,
          fence,
          status,
          nowMs,
          progress.segmentsDone,
          progress.segmentsTotal,
          progress.audioSeconds,
          jsonOrEmpty(result),
          jsonOrEmpty(error),
          `job.${status}`,
          data,
          retentionMs,
          ...owed(event),
        ];
        return (await scripts.finish(client, [keys.job(id)], args)) as FencedOutcome;
      }),

    cancel: (id, { event, error, nowMs }) =>
      onRedis(`cancel the job [job=${id}]`, async (): Promise<CancelOutcome> => {
        const data = await endData(id, event, { status: 'cancelled', result: null, error, finishedAtMs: nowMs });
        const told = ['job.cancelled', data, retentionMs, ...owed(event)];
        const args = [prefix, id, nowMs, JSON.stringify(error), ...told];
        const answer = (await scripts.cancel(client, [keys.job(id)], args)) as string;
        if (answer.startsWith('terminal:')) {
          return { kind: 'terminal', status: answer.slice('terminal:'.length) as TerminalStatus };
        }
        return { kind: answer as 'cancelled' | 'requested' | 'missing' };
      }),

    markAudioDeleted: (id, nowMs) =>
      onRedis(`mark the audio as deleted [job=${id}]`, async () => {
        const marked = await scripts.markAudioDeleted(client, [keys.job(id)], [prefix, id, nowMs]);
        return marked === 1 ? get(id) : null;
      }),

    list: (tenant, { status, limit, cursor }) =>
      onRedis('list jobs', async () => {
        const after = parseCursor(cursor);
        const args = [limit, after.score, after.id];
        const key = keys.listing(tenant, status ?? 'all');
        const page = chunk((await scripts.list(client, [key], args)) as string[]);
        const found = await Promise.all(page.map(({ id }) => get(id)));
        const last = page.at(-1);
        return {
          records: found.filter(
            (record) => record !== null && (status === null || record.status === status),
          ) as JobRecord[],
          cursor: last === undefined || page.length < limit ? null : `${last.score}.${last.id}`,
        };
      }),

    events: (id, afterId) =>
      onRedis(`read events [job=${id}]`, async () => {
        const entries = await client.xrange(keys.jobEvents(id), afterId === null ? '-' : `(${afterId}`, '+');
        return entries.map(([entryId, [, type, , data]]) => ({ id: entryId, type, data }) as JobEvent);
      }),
  };
}

/** The last arguments of FINISH and CANCEL. */
function owed(event: OutboxEvent | null): (string | number)[] {
  return [event?.id ?? '', event?.body ?? '', WEBHOOK_EVENT_TTL_MS];
}

function jsonOrEmpty(value: object | null): string {
  return value === null ? '' : JSON.stringify(value);
}

/** `<creation time>.<id>` of the last entry seen. @throws LectorError `invalid_request` for anything else */
function parseCursor(cursor: string | null): { score: string; id: string } {
  if (cursor === null) return { score: '', id: '' };
  const match = /^(\d{1,16})\.([a-z0-9_]{1,80})$/.exec(cursor);
  if (match === null) {
    throw new LectorError('invalid_request', 'the cursor is not one a listing gave', {
      errors: [{ pointer: '/cursor', detail: 'use the cursor of the page before, unchanged' }],
    });
  }
  return { score: match[1] ?? '', id: match[2] ?? '' };
}

function chunk(flat: readonly string[]): { id: string; score: string }[] {
  const pairs: { id: string; score: string }[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) pairs.push({ id: flat[at] ?? '', score: flat[at + 1] ?? '' });
  return pairs;
}
