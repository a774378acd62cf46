import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFileLock } from './file-lock.js';

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-lock-'));
  path = join(dir, 'nested/work.lock');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** A promise and the function that settles it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

test('the second holder starts when the first has ended, and is told that it waits', async () => {
  const seen: string[] = [];
  const [entered, leave, waiting] = [gate(), gate(), gate()];
  const first = withFileLock(path, async () => {
    entered.open();
    await leave.opened;
    seen.push('first ends');
  });
  await entered.opened;
  const second = withFileLock(path, async () => void seen.push('second starts'), { onWait: waiting.open });
  await waiting.opened;
  leave.open();
  await Promise.all([first, second]);
  expect(seen).toEqual(['first ends', 'second starts']);
});

test('gives what the function gives, and leaves no trace', async () => {
  expect(await withFileLock(path, () => Promise.resolve(7))).toBe(7);
  expect(await readdir(join(dir, 'nested'))).toEqual([]);
});

test('a function that fails lets the lock go', async () => {
  await expect(withFileLock(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await withFileLock(path, () => Promise.resolve('free'))).toBe('free');
});

test('a lock left behind by a killed process is taken over', async () => {
  await mkdir(path, { recursive: true });
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(path, longAgo, longAgo);
  expect(await withFileLock(path, () => Promise.resolve('taken over'))).toBe('taken over');
});

test('waiting for a lock that somebody holds ends when it is cancelled', async () => {
  await mkdir(path, { recursive: true });
  const stop = new AbortController();
  const waiting = withFileLock(path, () => Promise.resolve(), {
    onWait: () => stop.abort(new Error('enough')),
    signal: stop.signal,
  });
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
});
