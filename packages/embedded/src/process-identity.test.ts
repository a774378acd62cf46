import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { identify, isAlive } from './process-identity.js';

it('recognises this process, and the same number with another beginning as another process', () => {
  const self = identify(process.pid);
  expect(self).toEqual(identify(process.pid));
  expect(self !== null && isAlive(self)).toBe(true);
  expect(isAlive({ pid: process.pid, startedAt: 'another boot' })).toBe(false);
});

it('sees that a process has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const identity = identify(child.pid ?? 0);
  expect(identity !== null && isAlive(identity)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(identity !== null && isAlive(identity)).toBe(false);
  expect(identify(child.pid ?? 0)).toBeNull();
});
