import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { affinityFromStatus, cgroupFolders, cpuBudget, quotaFromCfs, quotaFromCpuMax } from './cpu-limits.js';
import type { CpuBudget } from './cpu-limits.js';

/**
 * CPUs this process may use: the affinity mask bounded by the cgroup quota. Node 20 knows nothing of the quota and later
 * versions have reported the host's count for quotas below one CPU, so the kernel's files are read here.
 */
export function availableCpus(): CpuBudget {
  const folders = cgroupFolders(read('/proc/self/cgroup') ?? '');
  const quotas = [
    ...folders.v2.map((folder) => quotaFromCpuMax(read(`/sys/fs/cgroup${folder}/cpu.max`) ?? '')),
    ...folders.v1.map((folder) =>
      quotaFromCfs(
        read(`/sys/fs/cgroup/cpu${folder}/cpu.cfs_quota_us`) ?? '',
        read(`/sys/fs/cgroup/cpu${folder}/cpu.cfs_period_us`) ?? '',
      ),
    ),
  ].filter((quota) => quota !== null);
  return cpuBudget(affinityFromStatus(read('/proc/self/status') ?? ''), quotas, availableParallelism());
}

/** null on systems without the file; absence means "no limit told", never an error. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
