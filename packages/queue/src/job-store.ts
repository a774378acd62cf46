import { randomUUID } from 'node:crypto';
import {
  boundedResult,
  eventLinks,
  segmentEventData,
  terminalEventData,
  type CancelOutcome,
  type Finish,
  type FencedOutcome,
  type JobEnd,
  type JobEvent,
  type JobRecord,
  type JobStore,
  type OutboxEvent,
  type SegmentDone,
  type StartOutcome,
  type TerminalStatus,
  WEBHOOK_EVENT_TTL_MS,
} from '@lector/jobs';
import { LectorError } from '@lector/contract';
import type { RedisClient } from './connection.js';
import { createJobListing } from './job-listing.js';
import { redisKeys } from './keys.js';
import { decodeFixed, decodeRecord, encodeRecord, encodeResult } from './record-codec.js';
import { onRedis } from './redis-errors.js';
import { loadScript } from './scripts.js';
import { createUnitStore } from './unit-store.js';

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
    markAudioDeleted: loadScript('mark-audio-deleted'),
  };

  async function get(id: string): Promise<JobRecord | null> {
    const fields = await onRedis(`read the job [job=${id}]`, () => client.hgetall(keys.job(id)));
    return decodeRecord(fields);
  }

  /** What the job's own stream says at its end: the same data as the webhook, where there is one. */
  function endData(job: Finish['record'], event: OutboxEvent | null, end: Omit<JobEnd, 'links'>): string {
    if (event !== null) return JSON.stringify((JSON.parse(event.body) as { data: unknown }).data);
    return JSON.stringify(terminalEventData(job, { ...end, links: eventLinks(job, publicUrl) }));
  }

  return {
    get,
    ...createUnitStore({ client, prefix, get }),

    admit: ({ record, idempotency }) =>
      onRedis(`admit the job [job=${record.id}]`, async () => {
        const scriptKeys = [keys.job(record.id)];
        if (idempotency !== null) scriptKeys.push(keys.idempotency(record.tenant, idempotency.key));
        const { id, tenant, createdAtMs } = record;
        const claim = [idempotency?.fingerprint ?? '', idempotency?.ttlMs ?? 0];
        // Named twice it is still held once.
        const contents = [...new Set((record.lexicons ?? []).map(({ key }) => key))].join(' ');
        const args = [prefix, id, tenant, createdAtMs, ...claim, contents, ...encodeRecord(record)];
        const [kind, heldBy] = (await scripts.admit(client, scriptKeys, args)) as [string, string];
        if (kind === 'key_reused' || kind === 'lexicon_gone') return { kind };
        if (kind === 'created') return { kind, record };
        const held = await get(heldBy);
        if (held === null)
          throw new LectorError('queue_unavailable', `the job vanished while admitted [job=${heldBy}]`);
        return { kind: kind === 'replayed' ? 'replayed' : 'created', record: held };
      }),

    madeWith: async (tenant, key) => {
      const claim = keys.idempotency(tenant, key);
      const { id, fingerprint } = await onRedis('read an idempotency key', () => client.hgetall(claim));
      if (id === undefined || fingerprint === undefined) return null;
      const record = await get(id);
      return record === null ? null : { record, fingerprint };
    },

    start: (id, { maxAttempts, nowMs }) =>
      onRedis(`start the job [job=${id}]`, async (): Promise<StartOutcome> => {
        const args = [prefix, id, maxAttempts, nowMs, randomUUID()];
        const [kind, value, fields] = (await scripts.start(client, [keys.job(id)], args)) as [
          StartOutcome['kind'],
          string,
          readonly string[] | undefined,
        ];
        if (kind === 'missing' || kind === 'split') return { kind };
        if (kind === 'terminal') return { kind, status: value as TerminalStatus };
        const record = decodeRecord(pairs(fields ?? []));
        if (record === null) return { kind: 'missing' };
        return kind === 'set_aside' ? { kind, record } : { kind, record, fence: Number(value) };
      }),

    progress: (id, fence, { segmentsTotal, segment, unit, plan, nowMs }) =>
      onRedis(`record progress [job=${id}, fence=${fence}]`, async () => {
        const scriptKeys = [keys.job(id), keys.jobSegments(id), keys.jobUnits(id)];
        if (segment !== null) scriptKeys.push(keys.segments(segment.tenant), keys.segmentTenants);
        const args = [prefix, id, fence, nowMs, segmentsTotal, unit ?? '', plan ?? '', ...segmentArgs(segment)];
        return (await scripts.progress(client, scriptKeys, args)) as FencedOutcome;
      }),

    handBack: (id, fence, { countAttempt, nowMs, delayMs = 0 }) =>
      onRedis(`hand the job back [job=${id}, fence=${fence}]`, async () => {
        const args = [prefix, id, fence, nowMs, countAttempt ? 1 : 0, Math.round(delayMs)];
        return (await scripts.handBack(client, [keys.job(id)], args)) as FencedOutcome;
      }),

    finish: (finish) =>
      onRedis(`finish the job [job=${finish.record.id}, fence=${finish.fence}]`, async () => {
        const { record, fence, status, error, nowMs, event } = finish;
        const { id } = record;
        const result = finish.result && boundedResult(finish.result);
        const { short, details } = encodeResult(result);
        const data = endData(record, event, { status, result, error, finishedAtMs: nowMs });
        const args = [
          prefix,
          id,
          fence,
          status,
          nowMs,
          short,
          jsonOrEmpty(error),
          `job.${status}`,
          data,
          retentionMs,
          ...owed(event),
          details,
        ];
        return (await scripts.finish(client, [keys.job(id)], args)) as FencedOutcome;
      }),

    cancel: (id, { event, error, nowMs }) =>
      onRedis(`cancel the job [job=${id}]`, async (): Promise<CancelOutcome> => {
        const fixed = await client.hget(keys.job(id), 'fixed');
        if (fixed === null) return { kind: 'missing' };
        const end = { status: 'cancelled', result: null, error, finishedAtMs: nowMs } as const;
        const data = endData(decodeFixed(fixed), event, end);
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

    list: createJobListing({ client, prefix }),

    events: (id, afterId) =>
      onRedis(`read events [job=${id}]`, async () => {
        const entries = await client.xrange(keys.jobEvents(id), afterId === null ? '-' : `(${afterId}`, '+');
        return entries.map(([entryId, fields]) => eventOf(entryId, fields));
      }),
  };
}

/** A hash as scripts return it: names and values in turn. */
function pairs(flat: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (let at = 0; at + 1 < flat.length; at += 2) fields[flat[at] as string] = flat[at + 1] as string;
  return fields;
}

/** What PROGRESS is told about a segment. */
function segmentArgs(segment: SegmentDone | null): (string | number)[] {
  if (segment === null) return [];
  const { index, audioSeconds, cached, inferenceMs, contentKey, pauseMs, tenant } = segment;
  const times = [Math.round(audioSeconds * 1000), cached ? 0 : 1, Math.round(inferenceMs)];
  return [index, ...times, segmentEventData(segment), contentKey, Math.round(pauseMs), tenant];
}

/** An entry of a job's event stream, whose fields come as names and values in turn. */
function eventOf(id: string, [, type, , data, , contentKey, , pauseMs]: readonly string[]): JobEvent {
  const event = { id, type, data } as JobEvent;
  return contentKey === undefined ? event : { ...event, segment: { contentKey, pauseMs: Number(pauseMs) } };
}

/** What FINISH and CANCEL are told about the webhook. */
function owed(event: OutboxEvent | null): (string | number)[] {
  return [event?.id ?? '', event?.body ?? '', WEBHOOK_EVENT_TTL_MS];
}

function jsonOrEmpty(value: object | null): string {
  return value === null ? '' : JSON.stringify(value);
}
