import { type Lane, LectorError } from '@lector/contract';
import { charactersAhead, etaSeconds } from '@lector/jobs';
import type { QueueLoad } from './deps.js';
import { within } from './within.js';

/** An estimate is worth no more waiting than this. */
const ESTIMATE_MS = 200;

/**
 * Seconds until a job about to be accepted will be done: the text that is spoken before (`charactersAhead`), and its own, at
 * the speed of all workers of its pack together. null when nobody has measured a speed yet, and on any trouble: the answer that carries
 * the estimate never fails or waits for it.
 */
export async function estimate(
  load: QueueLoad,
  job: { readonly pack: string; readonly lane: Lane; readonly characters: number },
): Promise<number | null> {
  try {
    const [backlogs, charactersPerSecond] = await within(
      ESTIMATE_MS,
      () => Promise.all([load.backlog(job.pack), load.charactersPerSecond(job.pack)]),
      () => new LectorError('timed_out', `no estimate in time [ms=${ESTIMATE_MS}]`),
    );
    const ahead = charactersAhead(backlogs, job);
    return etaSeconds({ charactersAhead: ahead, characters: job.characters, charactersPerSecond });
  } catch {
    return null;
  }
}
