import { readFileSync, readdirSync } from 'node:fs';
import { affinityFromStatus } from '@lector/process-kit';
import { bytesOf, descendants, parseStat, roleOf, ROLES, type Role } from './proc-files.js';

/** A program, its children and theirs, by what they do; from `/proc`, so Linux only. */
export type ProcessTree = Readonly<Record<Role, readonly number[]>>;

export function processTree(root: number): ProcessTree {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? parseStat(read(Number(name), 'stat')) : null;
    if (stat !== null) parents.set(Number(name), stat.parent);
  }
  const pids = descendants(root, parents).map((pid) => ({
    pid,
    role: pid === root ? ('api' as const) : roleOf(read(pid, 'cmdline')),
  }));
  const of = (wanted: Role) => pids.filter(({ role }) => role === wanted).map(({ pid }) => pid);
  return { api: of('api'), worker: of('worker'), redis: of('redis'), s3: of('s3') };
}

export function pidsOf(tree: ProcessTree): readonly number[] {
  return ROLES.flatMap((role) => tree[role]);
}

/** CPU seconds used until now. */
export function cpuSeconds(pids: readonly number[]): number {
  return total(pids, (pid) => parseStat(read(pid, 'stat'))?.cpuSeconds ?? 0);
}

/** Resident memory; pages that several share count for each. */
export function rssBytes(pids: readonly number[]): number {
  return total(pids, (pid) => bytesOf('VmRSS', read(pid, 'status')));
}

/** The most resident memory each ever had, added up. */
export function peakRssBytes(pids: readonly number[]): number {
  return total(pids, (pid) => bytesOf('VmHWM', read(pid, 'status')));
}

/** Proportional memory: a page that n share counts 1/n for each, so that sums are true. */
export function pssBytes(pids: readonly number[]): number {
  return total(pids, (pid) => bytesOf('Pss', read(pid, 'smaps_rollup')));
}

/** Cores that any of them may run on. */
export function coresOf(pids: readonly number[]): readonly number[] {
  return [...new Set(pids.flatMap((pid) => affinityFromStatus(read(pid, 'status'))))].sort((a, b) => a - b);
}

function total(pids: readonly number[], of: (pid: number) => number): number {
  return pids.reduce((sum, pid) => sum + of(pid), 0);
}

/** Empty when the process has ended meanwhile, or is not ours to look at. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
