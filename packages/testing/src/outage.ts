import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets an outage last. The one wait by the clock that tests may have: its length is what they are about, so there is no
 * state to wait for.
 */
export async function outage(ms: number): Promise<void> {
  await sleep(ms);
}
