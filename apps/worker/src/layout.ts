import { LectorError } from '@lector/contract';

/** Pack, threads and cores of one worker process. */
export interface WorkerLayout {
  /** The model pack it holds. */
  readonly pack: string;
  readonly threads: number;
  /** Its cores, disjoint from every other worker's; null when there are not enough, or none is ours alone. */
  readonly cpus: readonly number[] | null;
}

/**
 * Threads a model instance gets when nothing is configured. Two halve the wait for one job at some cost in throughput
 * (RTF 0.36 on one thread, 0.22 on two, for Kokoro), and each process more costs 0.7 GB.
 */
const AUTO_THREADS = 2;

/**
 * Divides the cores among worker processes, and these among the packs in turn: with as many workers as packs each has one.
 * @param cpus numbers of the cores this machine grants (affinity and cgroup quota applied)
 * @throws LectorError `config_invalid` for fewer workers than packs: jobs of a pack nobody holds would wait for ever
 */
export function layOut(
  cpus: readonly number[],
  wanted: {
    readonly packs: readonly [string, ...string[]];
    readonly workers: number | 'auto';
    readonly threads: number | 'auto';
    /**
     * The cores are paid for by a quota of time, not granted by number. Every container of a machine then sees the same
     * first ones, and all would pin their threads there while the others idle.
     */
    readonly byQuota?: boolean;
  },
): readonly WorkerLayout[] {
  const { packs } = wanted;
  const cores = Math.max(1, cpus.length);
  const threads =
    wanted.threads === 'auto'
      ? Math.max(
          1,
          Math.min(AUTO_THREADS, Math.floor(cores / (wanted.workers === 'auto' ? packs.length : wanted.workers))),
        )
      : wanted.threads;
  const workers = wanted.workers === 'auto' ? Math.max(packs.length, Math.floor(cores / threads)) : wanted.workers;
  if (workers < packs.length) {
    throw new LectorError(
      'config_invalid',
      `LECTOR_WORKERS must be at least the number of packs in LECTOR_PACK [workers=${workers}, packs=${packs.join(',')}]`,
    );
  }
  // More threads than cores: pinning would put two on one core while others idle, so placement is left to the kernel.
  const enough = wanted.byQuota !== true && workers * threads <= cpus.length;
  return Array.from({ length: workers }, (_, index) => ({
    pack: packs[index % packs.length] ?? packs[0],
    threads,
    cpus: enough ? cpus.slice(index * threads, (index + 1) * threads) : null,
  }));
}
