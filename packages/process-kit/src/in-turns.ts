import { setImmediate } from 'node:timers/promises';

/** Longest that one computation keeps the event loop from everything else. */
const TURN_MS = 10;

/**
 * Runs a computation that is written in small steps to its end, in turns of some milliseconds: between them locks are
 * renewed and other callers answered.
 */
export async function inTurns<T>(steps: Generator<unknown, T>): Promise<T> {
  for (;;) {
    const startedAt = performance.now();
    while (performance.now() - startedAt < TURN_MS) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
    await setImmediate();
  }
}
