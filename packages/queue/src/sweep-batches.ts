import type { RedisClient } from './connection.js';

/** How much one step of a sweep may do before the next one has its turn. */
export interface SweepLimits {
  readonly batch: number;
  /** Whether the step's time is over. */
  readonly isOver: () => boolean;
}

/** Store and queue answer in milliseconds; a few calls at once keep a sweep ahead of many workers. */
const AT_ONCE = 8;

export interface SweepStep<T> {
  /**
   * The next items; fewer than asked for when there are no more. Whatever becomes of them they are not given again for a
   * while: what fails must not stand in the way of what is behind it.
   */
  readonly take: (batch: number) => Promise<readonly T[]>;
  /** Answers whether there was something to do. What it throws is reported and ends nothing. */
  readonly handle: (item: T) => Promise<boolean>;
  /** What to report when that fails. */
  readonly failure: (item: T) => string;
  readonly onError: (error: Error) => void;
}

/**
 * Works through everything there is, batch by batch, until one is short or the time is over. Items taken and not come to
 * are left for a later round.
 * @returns the items there was something to do for
 */
export async function sweepAll<T>(step: SweepStep<T>, limits: SweepLimits): Promise<readonly T[]> {
  const done: T[] = [];
  for (;;) {
    const items = await step.take(limits.batch);
    for (let at = 0; at < items.length; at += AT_ONCE) {
      if (limits.isOver()) return done;
      await Promise.all(items.slice(at, at + AT_ONCE).map(attempt));
    }
    if (items.length < limits.batch || limits.isOver()) return done;
  }

  async function attempt(item: T): Promise<void> {
    try {
      if (await step.handle(item)) done.push(item);
    } catch (error) {
      step.onError(new Error(step.failure(item), { cause: error }));
    }
  }
}

/** Ids of a sorted set whose time has come, put off to `laterMs` in the same breath. */
export async function takeDue(
  client: RedisClient,
  key: string,
  { dueMs, laterMs, most }: { readonly dueMs: number; readonly laterMs: number; readonly most: number },
): Promise<readonly string[]> {
  const ids = await client.zrangebyscore(key, '-inf', dueMs, 'LIMIT', 0, most);
  // XX: what ended in between is not brought back. GT: what was put off further in between stays so.
  if (ids.length > 0) await client.zadd(key, 'XX', 'GT', ...ids.flatMap((id) => [laterMs, id]));
  return ids;
}
