import { identify } from '@lector/embedded';

/** Whether a process of this number runs (a zombie does not). */
export function isProcessAlive(pid: number): boolean {
  return identify(pid) !== null;
}
