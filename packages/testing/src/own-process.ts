import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { identify } from '@lector/embedded';
import { affinityFromStatus } from '@lector/process-kit';

/** Whether a process of this number runs (a zombie does not). */
export function isProcessAlive(pid: number): boolean {
  return identify(pid) !== null;
}

/**
 * Processes that have to do with `text`, best the path of a folder only they know: it stands in their arguments or their
 * environment, or they work in it (Redis overwrites both of the others). This process is not among them.
 */
export function processesNaming(text: string): readonly number[] {
  const found = process.platform === 'linux' ? fromProc(text) : fromPs(text);
  return found.filter((pid) => pid !== process.pid && isProcessAlive(pid));
}

function fromProc(text: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const sights = [
        () => readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
        () => readFileSync(`/proc/${pid}/environ`, 'utf8'),
        () => readlinkSync(`/proc/${pid}/cwd`),
      ];
      return sights.some((look) => {
        try {
          return look().includes(text);
        } catch {
          // Somebody else's, or gone meanwhile.
          return false;
        }
      });
    })
    .map(Number);
}

function fromPs(text: string): readonly number[] {
  return execFileSync('ps', ['-A', '-E', '-ww', '-o', 'pid=,command='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(text))
    .map((line) => Number.parseInt(line, 10));
}

/** CPUs each thread of a process may run on, by thread number; Linux only. */
export function threadCpus(pid: number): ReadonlyMap<number, readonly number[]> {
  return new Map(
    readdirSync(`/proc/${pid}/task`).map((thread) => [
      Number(thread),
      affinityFromStatus(readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8')),
    ]),
  );
}
