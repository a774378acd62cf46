import { describe, expect, it, vi } from 'vitest';
import type { QueueLoad } from './deps.js';
import { estimate } from './estimate.js';
import { backlogOf } from './test-rig/backlog-of.js';

const load = (charactersPerSecond: number | null, changes: Partial<QueueLoad> = {}): QueueLoad => ({
  backlog: () => Promise.resolve(backlogOf(100, 900)),
  charactersPerSecond: () => Promise.resolve(charactersPerSecond),
  workers: () => Promise.resolve([]),
  slotsInUse: () => Promise.resolve(0),
  oldestWaitingMs: () => Promise.resolve(null),
  ...changes,
});
const job = (lane: 'interactive' | 'bulk', characters = 50) => ({ pack: 'tone', lane, characters });

describe('estimate', () => {
  it('counts what goes before the job and the job itself', async () => {
    expect(await estimate(load(10), job('interactive'))).toBe(15);
    expect(await estimate(load(10), job('bulk'))).toBe(105);
  });

  it('of a short bulk job is not that of the book that takes turns with it', async () => {
    // 600 characters of the book stand in the queue.
    const bulk = { characters: 90_000, laterCharacters: 89_400, splitJobs: 1 };
    const backlog = () => Promise.resolve({ ...backlogOf(100, 0), bulk });
    expect(await estimate(load(10, { backlog }), job('bulk'))).toBe(80);
    expect(await estimate(load(10, { backlog }), job('bulk', 90_000))).toBe(18_010);
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
