import { describe, expect, it } from 'vitest';
import { layOut } from './layout.js';

const cpus = (count: number) => Array.from({ length: count }, (_, index) => index + 4);

describe('layOut', () => {
  it('gives every worker cores of its own, by their real numbers', () => {
    expect(layOut(cpus(4), { workers: 'auto', threads: 'auto' })).toEqual([
      { threads: 2, cpus: [4, 5] },
      { threads: 2, cpus: [6, 7] },
    ]);
    expect(layOut(cpus(4), { workers: 3, threads: 1 }).map((layout) => layout.cpus)).toEqual([[4], [5], [6]]);
  });

  it('runs one single-threaded worker on one core', () => {
    expect(layOut(cpus(1), { workers: 'auto', threads: 'auto' })).toEqual([{ threads: 1, cpus: [4] }]);
  });

  it('shares the cores among the workers asked for', () => {
    expect(layOut(cpus(2), { workers: 2, threads: 'auto' })).toEqual([
      { threads: 1, cpus: [4] },
      { threads: 1, cpus: [5] },
    ]);
  });

  it('leaves placement to the kernel when more threads are asked for than there are cores', () => {
    expect(layOut(cpus(2), { workers: 2, threads: 2 }).map((layout) => layout.cpus)).toEqual([null, null]);
  });

  it('pins nothing where a quota grants time and not cores, as in every container of a machine', () => {
    expect(layOut(cpus(4), { workers: 'auto', threads: 'auto', byQuota: true })).toEqual([
      { threads: 2, cpus: null },
      { threads: 2, cpus: null },
    ]);
  });
});
