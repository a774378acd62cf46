import { describe, expect, test } from 'vitest';
import { affinityOption, sessionOptions } from './session-options.js';

describe('affinityOption', () => {
  test('pins the threads the runtime makes, counting CPUs from 1, and leaves the first to the calling thread', () => {
    expect(affinityOption({ intraOp: 2, cpus: [0, 1] })).toBe('2');
    expect(affinityOption({ intraOp: 3, cpus: [4, 6, 8] })).toBe('7;9');
  });

  test('uses as many CPUs as there are threads, however many are owned', () => {
    expect(affinityOption({ intraOp: 2, cpus: [0, 5, 7] })).toBe('6');
  });

  test('pins nothing when the calling thread is the only one or placement is left to the kernel', () => {
    expect(affinityOption({ intraOp: 1, cpus: [3] })).toBeNull();
    expect(affinityOption({ intraOp: 4, cpus: null })).toBeNull();
  });

  test('refuses fewer CPUs than threads: two threads on one core would wait for each other', () => {
    expect(() => affinityOption({ intraOp: 2, cpus: [0] })).toThrow(/too few CPUs.*intraOp=2, cpus=0/);
  });

  test.each([0, -1, 1.5, Number.NaN])('refuses %d threads', (intraOp) => {
    expect(() => affinityOption({ intraOp, cpus: null })).toThrow(/whole number of threads/);
  });
});

describe('sessionOptions', () => {
  test('names every thread setting, so that none depends on the host', () => {
    expect(sessionOptions({ intraOp: 2, cpus: [0, 1] })).toMatchObject({
      executionProviders: ['cpu'],
      intraOpNumThreads: 2,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      extra: { session: { intra_op_thread_affinities: '2' } },
    });
  });

  test('leaves the affinity out when there is none: the runtime refuses an empty one', () => {
    expect(sessionOptions({ intraOp: 1, cpus: [1] }).extra).not.toHaveProperty('session.intra_op_thread_affinities');
  });
});
