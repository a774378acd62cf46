import { describe, expect, it } from 'vitest';
import { priorityOf } from './lanes.js';

describe('priorityOf', () => {
  it('puts interactive jobs before bulk jobs', () => {
    expect(priorityOf('interactive')).toBeLessThan(priorityOf('bulk'));
  });

  it.each(['interactive', 'bulk'] as const)('stays inside what the queue accepts for the lane %s', (lane) => {
    expect(priorityOf(lane)).toBeGreaterThanOrEqual(1);
    expect(priorityOf(lane)).toBeLessThanOrEqual(2_097_151);
  });
});
