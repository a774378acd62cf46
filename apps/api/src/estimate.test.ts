import { describe, expect, it, vi } from 'vitest';
import type { QueueLoad } from './deps.js';
import { estimate } from './estimate.js';

const load = (charactersPerSecond: number | null, changes: Partial<QueueLoad> = {}): QueueLoad => ({
  backlog: () => Promise.resolve({ interactive: 100, bulk: 900 }),
  charactersPerSecond: () => Promise.resolve(charactersPerSecond),
  oldestWaitingMs: () => Promise.resolve(null),
  ...changes,
});
const job = (lane: 'interactive' | 'bulk', characters = 50) => ({ lane, characters });

describe('estimate', () => {
  it('counts what goes before the job and the job itself', async () => {
    expect(await estimate(load(10), job('interactive'))).toBe(15);
    expect(await estimate(load(10), job('bulk'))).toBe(105);
  });

  it('is absent while no worker has measured its speed', async () => {
    expect(await estimate(load(null), job('bulk'))).toBeNull();
  });

  it('is absent when the queue fails or does not answer', async () => {
    const broken = () => Promise.reject(new Error('away'));
    expect(await estimate(load(10, { backlog: broken }), job('bulk'))).toBeNull();
    expect(await estimate(load(10, { charactersPerSecond: broken }), job('bulk'))).toBeNull();

    vi.useFakeTimers();
    try {
      const silent = estimate(load(10, { backlog: () => new Promise(() => undefined) }), job('bulk'));
      await vi.advanceTimersByTimeAsync(1000);
      expect(await silent).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });
});
