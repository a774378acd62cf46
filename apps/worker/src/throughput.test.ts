import { describe, expect, it } from 'vitest';
import { createThroughput } from './throughput.js';

describe('createThroughput', () => {
  it('knows nothing before the first job', () => {
    expect(createThroughput().charactersPerSecond()).toBeNull();
  });

  it('moves towards what it measures and forgets slowly', () => {
    const throughput = createThroughput();
    throughput.add(100, 10_000);
    expect(throughput.charactersPerSecond()).toBe(10);
    throughput.add(200, 10_000);
    expect(throughput.charactersPerSecond()).toBeCloseTo(13);
  });

  it('ignores jobs too short to measure', () => {
    const throughput = createThroughput();
    throughput.add(3, 1_000);
    throughput.add(100, 0);
    expect(throughput.charactersPerSecond()).toBeNull();
  });

  it('counts those that were spoken beside it', () => {
    const throughput = createThroughput(() => 8);
    throughput.add(100, 10_000);
    expect(throughput.charactersPerSecond()).toBe(80);
  });
});
