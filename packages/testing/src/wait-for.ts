import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Waits until `condition` answers something other than false, null or undefined, and returns it. An error it throws counts
 * as "not yet" and is the cause of the failure when time runs out.
 * @throws Error naming `what` after `timeoutMs`
 */
export async function waitFor<T>(
  condition: () => T | false | null | undefined | Promise<T | false | null | undefined>,
  options: { readonly timeoutMs?: number; readonly what: string },
): Promise<T> {
  const timeoutMs = options.timeoutMs ?? 10_000;
  const deadline = performance.now() + timeoutMs;
  let last: unknown = undefined;
  for (;;) {
    try {
      const answer = await condition();
      if (answer !== false && answer !== null && answer !== undefined) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= deadline) {
      throw new Error(`waited ${timeoutMs} ms in vain for ${options.what}`, last === undefined ? {} : { cause: last });
    }
    await sleep(POLL_MS);
  }
}
