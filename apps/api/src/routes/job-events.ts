import { EventsQuery, LectorError, parseRequest } from '@lector/contract';
import { eventLinks, isTerminal, type JobEvent, type JobRecord, terminalEventData } from '@lector/jobs';
import { leaving } from '../leaving.js';
import type { ApiDeps } from '../deps.js';
import { watchJob } from '../job-changes.js';
import { ownJob, showJob } from '../read-job.js';
import type { Route } from '../route.js';
import { eventPosition } from '../sse.js';
import { openSseStream, type SseStream } from '../sse-stream.js';

/**
 * `/v1/jobs/{id}/events`. Every connection starts with `job.state`, the whole job as it is, so nobody depends on having
 * seen every event. A new follower then gets what happens from now on; one that comes back with `Last-Event-ID` (or
 * asks with `?after=0`) first gets what it missed. The terminal event is the last thing on the stream. A browser
 * reconnects even then, with the terminal event's id, and is told to stop by 204.
 */
export function jobEventRoutes(deps: ApiDeps): Route[] {
  return [
    {
      method: 'get',
      path: '/v1/jobs/{id}/events',
      handle: async (request, response) => {
        const { after } = parseRequest(EventsQuery, request.query);
        const record = await ownJob(deps.store, request.params['id'], response.locals.tenant);
        const seen = eventPosition(request.get('last-event-id')) ?? after ?? null;
        const known = await deps.store.events(record.id, null);
        if (seen !== null && known.at(-1)?.id === seen && isTerminalEvent(known.at(-1))) {
          response.status(204).end();
          return;
        }
        if (request.method === 'HEAD') {
          response.setHeader('Content-Type', 'text/event-stream; charset=utf-8').end();
          return;
        }
        const { heartbeatMs } = deps.settings.sse;
        const stream = openSseStream(response, { monotonicMs: deps.monotonicMs, heartbeatMs });
        const stop = leaving(response, deps.closing).either;
        const contained = known.filter((event) => !isTerminalEvent(event)).at(-1)?.id ?? null;
        await follow(deps, { id: record.id, seen, contained, stream, stop });
        stream.end();
      },
    },
  ];
}

interface Following {
  readonly id: string;
  /** Last event the client has seen; null for a new follower. */
  readonly seen: string | null;
  /** Newest event that the state about to be sent surely contains; the terminal one is always sent as an event too. */
  readonly contained: string | null;
  readonly stream: SseStream;
  readonly stop: AbortSignal;
}

async function follow(deps: ApiDeps, { id, seen, contained, stream, stop }: Following): Promise<void> {
  const changes = watchJob(deps.notifier, id);
  try {
    let record: JobRecord | null | undefined = await deps.store.get(id);
    if (record === null) return;
    // The state moves a new follower's place in the stream; one that came back still has events before it to see.
    const place = seen === null && contained !== null ? { id: contained } : {};
    if (!(await stream.send({ ...place, event: 'job.state', data: JSON.stringify(showJob(deps, record)) }))) return;
    let position = seen ?? contained;
    for (;;) {
      const after = position;
      const events = await duringOutage(deps.store.events(id, after));
      for (const event of events ?? []) {
        if (!(await stream.send({ id: event.id, event: event.type, data: event.data }))) return;
        position = event.id;
        if (isTerminalEvent(event)) return;
      }
      // The record was read before the events, so its end would be among them: they have been trimmed or expired.
      if (record && isTerminal(record.status) && events !== undefined) {
        await stream.send({ event: `job.${record.status}`, data: endFromRecord(deps, record) });
        return;
      }
      if (!(await stream.heartbeat())) return;
      await changes.next(deps.settings.sse.lookMs, stop);
      if (stop.aborted) return;
      record = await duringOutage(deps.store.get(id));
      if (record === null) return;
    }
  } finally {
    changes.close();
  }
}

/**
 * undefined while the queue is away. An open stream outlives that: a browser that reconnects into a 503 gives up for
 * good, while one that only hears heartbeats goes on when the queue is back.
 */
async function duringOutage<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof LectorError && error.code === 'queue_unavailable') return undefined;
    throw error;
  }
}

function isTerminalEvent(event: JobEvent | undefined): boolean {
  return event !== undefined && event.type !== 'job.progress' && event.type !== 'job.segment';
}

function endFromRecord(deps: ApiDeps, record: JobRecord): string {
  if (!isTerminal(record.status)) throw new LectorError('internal', `the job has not ended [job=${record.id}]`);
  return JSON.stringify(
    terminalEventData(record, {
      status: record.status,
      result: record.result,
      error: record.error,
      finishedAtMs: record.finishedAtMs ?? record.updatedAtMs,
      links: eventLinks(record, deps.settings.publicUrl),
    }),
  );
}
