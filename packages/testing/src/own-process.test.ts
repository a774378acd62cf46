import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { processesNaming } from './own-process.js';
import { waitFor } from './wait-for.js';

let folder: string;
let child: ChildProcess | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lector-naming-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const waits = ['-e', 'process.stdin.resume()'];

it.each([
  ['arguments', () => spawn(process.execPath, [...waits, folder])],
  ['environment', () => spawn(process.execPath, waits, { env: { ...process.env, FOLDER: folder } })],
])('finds a process by its %s, until it is gone', async (_what, start) => {
  child = start();
  const { pid } = child;
  await waitFor(() => processesNaming(folder).includes(pid ?? 0), { what: 'the process to be seen' });
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  expect(processesNaming(folder)).toEqual([]);
});
