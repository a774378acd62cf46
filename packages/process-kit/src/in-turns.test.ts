import { describe, expect, it } from 'vitest';
import { inTurns } from './in-turns.js';

function* counting(to: number, onStep: () => void): Generator<undefined, number> {
  for (let step = 0; step < to; step += 1) {
    onStep();
    yield;
  }
  return to;
}

describe('inTurns', () => {
  it('gives what the computation returns', async () => {
    expect(await inTurns(counting(1_000, () => {}))).toBe(1_000);
  });

  it('lets the event loop run between turns', async () => {
    let turns = 0;
    const other = setInterval(() => (turns += 1), 1);
    const busy = () => {
      const until = performance.now() + 2;
      while (performance.now() < until);
    };
    await inTurns(counting(50, busy));
    clearInterval(other);
    expect(turns).toBeGreaterThan(3);
  });

  it('passes on what the computation throws', async () => {
    await expect(
      inTurns(
        counting(3, () => {
          throw new Error('no');
        }),
      ),
    ).rejects.toThrow('no');
  });
});
