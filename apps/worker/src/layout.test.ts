import { describe, expect, it } from 'vitest';
import { layOut as layOutPacks } from './layout.js';

const cpus = (count: number) => Array.from({ length: count }, (_, index) => index + 4);

/** With one pack, which is then left out of what is expected. */
function layOut(of: readonly number[], wanted: Omit<Parameters<typeof layOutPacks>[1], 'packs'>) {
  return layOutPacks(of, { ...wanted, packs: ['one'] }).map(({ threads, cpus }) => ({ threads, cpus }));
}

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

  it('gives each pack a worker, and divides what is left among them in turn', () => {
    const packs = ['one', 'two'] as const;
    const auto = { packs, workers: 'auto', threads: 'auto' } as const;
    expect(layOutPacks(cpus(2), auto)).toEqual([
      { pack: 'one', threads: 1, cpus: [4] },
      { pack: 'two', threads: 1, cpus: [5] },
    ]);
    expect(layOutPacks(cpus(8), auto).map(({ pack, threads }) => [pack, threads])).toEqual([
      ['one', 2],
      ['two', 2],
      ['one', 2],
      ['two', 2],
    ]);
    expect(layOutPacks(cpus(1), auto).map(({ pack, cpus }) => [pack, cpus])).toEqual([
      ['one', null],
      ['two', null],
    ]);
    expect(layOutPacks(cpus(2), { packs, workers: 3, threads: 1 }).map(({ pack }) => pack)).toEqual([
      'one',
      'two',
      'one',
    ]);
  });

  it('refuses fewer workers than packs, whose jobs nobody would do', () => {
    expect(() => layOutPacks(cpus(4), { packs: ['one', 'two'], workers: 1, threads: 'auto' })).toThrow(
      expect.objectContaining({ code: 'config_invalid' }),
    );
  });
});
