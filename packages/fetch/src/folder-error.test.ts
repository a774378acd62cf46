import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFileLock } from './file-lock.js';
import { folderError } from './folder-error.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-folder-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test.each([
  ['EROFS', /read-only/],
  ['EACCES', /may not write/],
  ['EPERM', /may not write/],
])('%s is a wrong setting that names the folder', (code, why) => {
  const error = folderError(Object.assign(new Error('mkdir'), { code }), '/srv/speech');
  expect(error).toMatchObject({ code: 'config_invalid', message: expect.stringContaining('/srv/speech') as string });
  expect(error?.message).toMatch(why);
  expect(error?.message).toContain('LECTOR_DATA_DIR');
});

test('a full disk is no wrong setting', () => {
  expect(folderError(Object.assign(new Error('write'), { code: 'ENOSPC' }), '/srv/speech')).toBeNull();
  expect(folderError('a text', '/srv/speech')).toBeNull();
});

test.each(['data', 'data/below'])('a lock in a place that is no folder says so of %s', async (place) => {
  await writeFile(join(dir, 'data'), 'a file');
  await expect(
    withFileLock(join(dir, place, 'services.lock'), () => Promise.reject(new Error('never called'))),
  ).rejects.toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining(`the folder ${join(dir, place)} cannot be written`) as string,
  });
});
