/** Beyond any machine; keeps a malformed range from filling memory. */
const MAX_CPU = 65_535;

/** `0-3,8` of the kernel as cpu numbers, ascending; unreadable parts are left out. */
export function parseCpuList(text: string): readonly number[] {
  const cpus = new Set<number>();
  for (const part of text.trim().split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
    if (match === null) continue;
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    for (let cpu = first; cpu <= Math.min(last, MAX_CPU); cpu += 1) cpus.add(cpu);
  }
  return [...cpus].sort((a, b) => a - b);
}

/** The affinity mask of a `/proc/<pid>/status`; empty where it is not told. */
export function affinityFromStatus(status: string): readonly number[] {
  return parseCpuList(/^Cpus_allowed_list:\s*(.+)$/m.exec(status)?.[1] ?? '');
}

/** CPUs' worth of time of a cgroup v2 `cpu.max` (`200000 100000` is 2); null without a limit. */
export function quotaFromCpuMax(text: string): number | null {
  const [quota, period] = text.trim().split(/\s+/);
  return quotient(Number(quota), Number(period));
}

/** The same of cgroup v1's `cpu.cfs_quota_us` (-1: no limit) and `cpu.cfs_period_us`. */
export function quotaFromCfs(quotaText: string, periodText: string): number | null {
  return quotient(Number(quotaText.trim()), Number(periodText.trim()));
}

function quotient(quota: number, period: number): number | null {
  return Number.isFinite(quota) && quota > 0 && Number.isFinite(period) && period > 0 ? quota / period : null;
}

/**
 * Folders that may limit this process, nearest first, from `/proc/self/cgroup`: the limit of every ancestor counts too.
 * Inside a container the path is often that of the host and absent here; the root, always last, then has the answer.
 */
export function cgroupFolders(cgroup: string): { readonly v2: readonly string[]; readonly v1: readonly string[] } {
  const v2 = /^0::(\/.*)$/m.exec(cgroup)?.[1];
  const v1 = /^\d+:(?:[^:\n]*,)?cpu(?:,[^:\n]*)?:(\/.*)$/m.exec(cgroup)?.[1];
  return { v2: withAncestors(v2 ?? '/'), v1: withAncestors(v1 ?? '/') };
}

function withAncestors(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '..');
  return Array.from({ length: parts.length + 1 }, (_, up) => `/${parts.slice(0, parts.length - up).join('/')}`);
}

export interface CpuBudget {
  /** CPU numbers this process may run on; the ones to pin threads to. */
  readonly cpus: readonly number[];
  /** How many of them the quota pays for, at least 1. More busy threads than this are throttled, not faster. */
  readonly count: number;
}

/** `quotas` are the limits found (nulls left out by the caller); an empty affinity counts as cpus 0..fallback-1. */
export function cpuBudget(affinity: readonly number[], quotas: readonly number[], fallbackCount: number): CpuBudget {
  const cpus = affinity.length > 0 ? affinity : Array.from({ length: Math.max(1, fallbackCount) }, (_, cpu) => cpu);
  const quota = Math.min(...quotas, Number.POSITIVE_INFINITY);
  return { cpus, count: Math.max(1, Math.min(cpus.length, Math.floor(quota))) };
}
