/** Reads what the kernel writes under `/proc`. Pure. */

/** USER_HZ: part of the kernel's interface, 100 on every platform this runs on. */
const TICKS_PER_SECOND = 100;

export interface ProcessStat {
  readonly parent: number;
  /** User and system time of all its threads, dead ones included, in steps of 10 ms. */
  readonly cpuSeconds: number;
}

/** `/proc/PID/stat`; null when it is not one. The program's name in brackets may hold spaces and brackets itself. */
export function parseStat(text: string): ProcessStat | null {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [, parent, , , , , , , , , , user, system] = fields;
  if (parent === undefined || user === undefined || system === undefined) return null;
  return { parent: Number(parent), cpuSeconds: (Number(user) + Number(system)) / TICKS_PER_SECOND };
}

/** A line such as `Pss:  1234 kB` of `status` or `smaps_rollup`, in bytes; 0 without it. */
export function bytesOf(field: string, text: string): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
  return found === undefined ? 0 : Number(found) * 1024;
}

/** A process and all below it, from the parent of each. */
export function descendants(root: number, parents: ReadonlyMap<number, number>): readonly number[] {
  const below = [...parents].filter(([, parent]) => parent === root).map(([pid]) => pid);
  return [root, ...below.flatMap((pid) => descendants(pid, parents))];
}

export const ROLES = ['api', 'worker', 'redis', 's3'] as const;
/** `api` is the program that was started: it also keeps the workers alive. */
export type Role = (typeof ROLES)[number];

/** What a process below `lector up` does, from its `/proc/PID/cmdline`: arguments with zeros between them. */
export function roleOf(commandLine: string): Role {
  const [program = '', ...args] = commandLine.split('\0');
  const name = program.slice(program.lastIndexOf('/') + 1);
  // Redis writes its address into its own command line, behind a space.
  if (/^(redis|valkey)/.test(name)) return 'redis';
  if (name === 'weed') return 's3';
  return args.some((arg) => arg.endsWith('apps/worker/dist/main.js')) ? 'worker' : 'api';
}
