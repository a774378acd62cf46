import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOG_MAX_BYTES, openServerLog } from './server-log.js';

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-log-'));
  path = join(dir, 'redis/redis.log');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function append(text: string): Promise<void> {
  const log = await openServerLog(path);
  await log.writeFile(text);
  await log.close();
}

test('a log goes on where it ended, for this user’s eyes only', async () => {
  await append('one\n');
  await append('two\n');
  expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(dir, 'redis'))).toEqual(['redis.log']);
});

test('one that has grown too large begins anew, and its end is kept in whole lines', async () => {
  await append('early\n');
  const line = `${'x'.repeat(999)}\n`;
  await writeFile(path, `${line.repeat(2 * (LOG_MAX_BYTES / 1_000))}the last line\n`);
  await append('new\n');
  expect(await readFile(path, 'utf8')).toBe('new\n');
  const kept = await readFile(`${path}.1`, 'utf8');
  expect(kept.length).toBeLessThanOrEqual(LOG_MAX_BYTES);
  expect(kept.length).toBeGreaterThan(LOG_MAX_BYTES - 1_000);
  expect(kept.startsWith('x'.repeat(999))).toBe(true);
  expect(kept.endsWith('\nthe last line\n')).toBe(true);
  expect((await stat(`${path}.1`)).mode & 0o777).toBe(0o600);
});

test('two files are all there ever is', async () => {
  for (const mark of ['first', 'second', 'third']) {
    await append(`${mark}\n`.repeat(LOG_MAX_BYTES / 5));
    await append('');
  }
  expect((await readdir(join(dir, 'redis'))).sort()).toEqual(['redis.log', 'redis.log.1']);
  expect(await readFile(`${path}.1`, 'utf8')).toMatch(/^(third\n)+$/);
});
