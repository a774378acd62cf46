import type { Lane } from '@lector/contract';
import type { JobStore, QueueEntry, Work } from './ports.js';
import type { JobRecord } from './record.js';

/** The queue entries an open job should have now. */
export async function entriesOf(
  record: Pick<JobRecord, 'id' | 'pack' | 'lane' | 'stage' | 'traceparent'>,
  store: Pick<JobStore, 'openUnits'>,
): Promise<readonly QueueEntry[]> {
  if (record.stage === null) return [entryOf(record, { kind: 'job' })];
  if (record.stage === 'assembly') return [entryOf(record, { kind: 'assembly' })];
  return (await store.openUnits(record.id)).map((unit) => entryOf(record, { kind: 'unit', unit }));
}

/** One queue entry of a job. */
export function entryOf(
  job: { readonly id: string; readonly pack: string; readonly lane: Lane; readonly traceparent?: string },
  work: Work,
): QueueEntry {
  const { id, pack, lane, traceparent } = job;
  return { id, pack, lane, work, ...(traceparent === undefined ? {} : { traceparent }) };
}
