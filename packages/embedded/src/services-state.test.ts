import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readState, writeState } from './services-state.js';
import { serviceKeys } from './service-keys.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lector-state-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const redis = {
  process: { pid: 12, startedAt: 'boot:1' },
  ports: [4000],
  users: [{ id: 'a', process: { pid: 13, startedAt: 'boot:2' } }],
};

it('reads back what was written, in a file for this user only', async () => {
  writeState(dataDir, { redis, s3: null });
  expect(readState(dataDir)).toEqual({ redis, s3: null });
  expect((await stat(join(dataDir, 'services.json'))).mode & 0o777).toBe(0o600);
});

it('has no file when nothing runs', async () => {
  writeState(dataDir, { redis, s3: null });
  writeState(dataDir, { redis: null, s3: null });
  await expect(stat(join(dataDir, 'services.json'))).rejects.toThrow(/ENOENT/);
  expect(readState(dataDir)).toEqual({ redis: null, s3: null });
});

it.each([
  '',
  '{',
  '[]',
  'null',
  '{"redis":{"process":{"pid":"12"}}}',
  '{"redis":{"process":{"pid":1,"startedAt":"x"},"ports":["a"],"users":[]}}',
])('takes a damaged file for "nothing runs": %s', async (text) => {
  await writeFile(join(dataDir, 'services.json'), text);
  expect(readState(dataDir)).toEqual({ redis: null, s3: null });
});

it('makes the keys once, for this user only', async () => {
  const first = await serviceKeys(dataDir);
  expect(await serviceKeys(dataDir)).toEqual(first);
  expect(new Set(Object.values(first)).size).toBe(4);
  expect((await stat(join(dataDir, 'services-keys.json'))).mode & 0o777).toBe(0o600);
});

it('does not replace damaged keys, which would lock Lector out of its own data', async () => {
  await writeFile(join(dataDir, 'services-keys.json'), '{"redisPassword":"short"}');
  await expect(serviceKeys(dataDir)).rejects.toMatchObject({ code: 'service_missing' });
  expect(await readFile(join(dataDir, 'services-keys.json'), 'utf8')).toBe('{"redisPassword":"short"}');
});
