import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchArchive, type ArchiveClient, type ArchiveRequest } from './fetch-archive.js';

/** The package clients are played by Node running a line of script, so that their every mood can be had. */

const content = 'an archive';
const sha256 = createHash('sha256').update(content).digest('hex');

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-archive-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const request = (change: Partial<ArchiveRequest> = {}): ArchiveRequest => ({
  package: '@scope/thing',
  version: '1.2.3',
  sha256,
  cacheDir: join(dir, 'cache'),
  ...change,
});

/** A client that runs `script` with the download folder as argument, and notes each start. */
const client = (script: string, change: Partial<ArchiveClient> = {}): ArchiveClient => ({
  name: 'pip',
  command: process.execPath,
  args: (downloadDir) => [
    '-e',
    `const fs = require('node:fs'); const [to, log] = process.argv.slice(1); fs.appendFileSync(log, 'x'); ${script}`,
    downloadDir,
    join(dir, 'starts'),
  ],
  env: (workDir) => ({ WORK: workDir }),
  extension: '.whl',
  stallTimeoutMs: 30_000,
  fix: 'install it',
  ...change,
});

const writes = `fs.writeFileSync(to + '/thing-1.2.3-any.whl', '${content}')`;
const starts = async () => (await readFile(join(dir, 'starts'), 'utf8')).length;

test('the archive is kept under a name of its own, and nothing else stays', async () => {
  const path = await fetchArchive(request(), client(writes));
  expect(await readFile(path, 'utf8')).toBe(content);
  expect(await readdir(join(dir, 'cache'))).toEqual([`_scope_thing-1.2.3-${sha256.slice(0, 12)}.whl`]);
});

test('an archive fetched before is used again', async () => {
  const first = await fetchArchive(request(), client(writes));
  expect(await fetchArchive(request(), client(writes))).toBe(first);
  expect(await starts()).toBe(1);
});

test('progress goes from nothing to the size of the archive, also while the client holds a copy of it', async () => {
  const seen: number[] = [];
  const workDir = join(dir, 'cache', `_scope_thing-1.2.3-${sha256.slice(0, 12)}.whl.work`);
  const onProgress = ({ receivedBytes }: { receivedBytes: number }) => {
    seen.push(receivedBytes);
    if (receivedBytes > 0 && existsSync(workDir)) writeFileSync(join(workDir, 'seen'), '');
  };
  const waits = `setInterval(() => { if (fs.existsSync(process.env.WORK + '/seen')) process.exit(); }, 10)`;
  const copies = `fs.writeFileSync(process.env.WORK + '/copy', '${content}'); ${writes}; ${waits}`;
  await fetchArchive(request({ onProgress }), client(copies));
  expect(seen).toEqual([0, content.length, content.length]);
  seen.length = 0;
  await fetchArchive(request({ onProgress }), client(writes));
  expect(seen).toEqual([]);
});

test('a cached archive that was damaged is fetched again', async () => {
  const path = await fetchArchive(request(), client(writes));
  await writeFile(path, 'noise');
  await fetchArchive(request(), client(writes));
  expect(await readFile(path, 'utf8')).toBe(content);
});

test('two that ask at once share one download', async () => {
  await Promise.all([fetchArchive(request(), client(writes)), fetchArchive(request(), client(writes))]);
  expect(await starts()).toBe(1);
});

test('what a killed process left half fetched is swept', async () => {
  const kept = `_scope_thing-1.2.3-${sha256.slice(0, 12)}.whl`;
  await mkdir(join(dir, 'cache', `${kept}.work`, 'out'), { recursive: true });
  await writeFile(join(dir, 'cache', `${kept}.work`, 'out', 'a-half-1.2.3-any.whl'), 'half');
  const path = await fetchArchive(request(), client(writes));
  expect(await readFile(path, 'utf8')).toBe(content);
  expect(await readdir(join(dir, 'cache'))).toEqual([kept]);
});

test('an archive of the wrong content is refused and not kept', async () => {
  const wrong = fetchArchive(request({ sha256: 'f'.repeat(64) }), client(writes));
  await expect(wrong).rejects.toMatchObject({ code: 'pack_corrupt' });
  expect(await readdir(join(dir, 'cache'))).toEqual([]);
});

test('a client that fails is quoted, without credentials', async () => {
  const script = `console.error('ERROR: no match at https://user:secret@index.invalid/simple'); process.exit(1)`;
  await expect(fetchArchive(request(), client(script))).rejects.toMatchObject({
    code: 'pack_source_unreachable',
    message: 'pip could not fetch @scope/thing 1.2.3 [exit=1]: ERROR: no match at https://index.invalid/simple',
  });
});

test('a client that is not installed is named with the fix', async () => {
  const missing = client(writes, { command: 'lector-no-such-program' });
  await expect(fetchArchive(request(), missing)).rejects.toMatchObject({
    code: 'service_missing',
    message: expect.stringMatching(/lector-no-such-program is not on the PATH; install it/) as string,
  });
});

test('a client that may not be run, as the shim of another user, is named with the fix', async () => {
  const shim = join(dir, 'python3');
  await writeFile(shim, '#!/bin/sh\n', { mode: 0o644 });
  await expect(fetchArchive(request(), client(writes, { command: shim }))).rejects.toMatchObject({
    code: 'service_missing',
    message: expect.stringMatching(/python3 on the PATH cannot be run \[reason=EACCES\]; install it/) as string,
  });
});

test('a client of which a part is missing is told apart from a failed download', async () => {
  const broken = client(`console.error('/usr/bin/python3: No module named pip'); process.exit(1)`, {
    brokenClient: { pattern: /No module named pip/, fix: 'install pip' },
  });
  await expect(fetchArchive(request(), broken)).rejects.toMatchObject({
    code: 'service_missing',
    message: expect.stringMatching(/install pip$/) as string,
  });
});

test('a client that leaves no archive has failed, whatever it says', async () => {
  await expect(fetchArchive(request(), client(''))).rejects.toMatchObject({ code: 'pack_source_unreachable' });
});

test('a client that stops receiving is ended', async () => {
  const hanging = client('setInterval(() => {}, 1000)', { stallTimeoutMs: 1 });
  await expect(fetchArchive(request(), hanging)).rejects.toMatchObject({
    code: 'pack_source_unreachable',
    message: expect.stringMatching(/nothing arrived/) as string,
  });
});

test('cancelling ends the client', async () => {
  const stop = new AbortController();
  // The first bytes in the watched folder say that it runs.
  const script = `fs.writeFileSync(process.env.WORK + '/partial', 'bytes'); setInterval(() => {}, 1000)`;
  const onProgress = ({ receivedBytes }: { receivedBytes: number }) => {
    if (receivedBytes > 0) stop.abort(new Error('enough'));
  };
  const cancelled = fetchArchive(request({ signal: stop.signal, onProgress }), client(script));
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  expect(await readdir(join(dir, 'cache'))).toEqual([]);
});
