import { LectorError } from '@lector/contract';
import { etaSeconds, isTerminal, type JobRecord } from '@lector/jobs';
import type { QueueLoad } from './deps.js';
import { within } from './within.js';

/** An estimate is worth no more waiting than this; the job is already taken. */
const ESTIMATE_MS = 200;

/**
 * Seconds until a job that was just accepted is done: the text of all open jobs that go before it, and its own, at the
 * speed of all workers together. null when nobody has measured a speed yet, when the job has ended, and on any trouble:
 * the answer that carries the estimate never fails or waits for it.
 */
export async function estimate(
  load: QueueLoad,
  record: Pick<JobRecord, 'status' | 'lane' | 'characters'>,
): Promise<number | null> {
  if (isTerminal(record.status)) return null;
  try {
    const [backlog, charactersPerSecond] = await within(
      ESTIMATE_MS,
      () => Promise.all([load.backlog(), load.charactersPerSecond()]),
      () => new LectorError('timed_out', `no estimate in time [ms=${ESTIMATE_MS}]`),
    );
    // The job itself is among the open ones. Jobs of its lane that came after it are, too, but hardly any has yet.
    const open = backlog.interactive + (record.lane === 'bulk' ? backlog.bulk : 0);
    const { characters } = record;
    return etaSeconds({ charactersAhead: Math.max(open - characters, 0), characters, charactersPerSecond });
  } catch {
    return null;
  }
}
