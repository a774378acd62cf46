import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { extractMember, extractMembers } from './extract-member.js';

/** Archives are made by the tools that make real ones, Python's zipfile and tar. */

const run = promisify(execFile);
/** Longer than any piece that is read at a time, and not compressible. */
const large = randomBytes(700_000);
const small = Buffer.from('small\n'.repeat(100));
// Above 100 characters, where tar needs a second header.
const longName = `${'deep/'.repeat(24)}file.txt`;

let dir: string;
let out: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-extract-'));
  await mkdir(join(dir, 'tree', 'deep/'.repeat(24)), { recursive: true });
  await writeFile(join(dir, 'tree/large.bin'), large);
  await writeFile(join(dir, 'tree/small.txt'), small);
  await writeFile(join(dir, 'tree/empty'), '');
  await writeFile(join(dir, 'tree', longName), 'deep down');
  await symlink('/etc/hostname', join(dir, 'tree/link'));
  const files = ['large.bin', 'small.txt', 'empty', longName];
  const python =
    'import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], "w", getattr(zipfile, sys.argv[2]))\nz.comment = b"a comment"\nfor f in sys.argv[3:]: z.write(f)\nz.close()';
  const options = { cwd: join(dir, 'tree') };
  await Promise.all([
    run('python3', ['-c', python, join(dir, 'deflated.whl'), 'ZIP_DEFLATED', ...files], options),
    run('python3', ['-c', python, join(dir, 'stored.zip'), 'ZIP_STORED', ...files], options),
    run('tar', ['czf', join(dir, 'gnu.tgz'), '--format=gnu', ...files, 'link'], options),
    run('tar', ['czf', join(dir, 'pax.tar.gz'), '--format=pax', ...files, 'link'], options),
  ]);
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(async () => {
  out = await mkdtemp(join(dir, 'out-'));
});

const archives = ['deflated.whl', 'stored.zip', 'gnu.tgz', 'pax.tar.gz'];

/** A copy of an archive, changed. */
async function damaged(archive: string, change: (bytes: Buffer) => Buffer): Promise<string> {
  const path = join(out, archive);
  await writeFile(path, change(await readFile(join(dir, archive))));
  return path;
}

describe.each(archives)('%s', (archive) => {
  test('gives each member byte for byte', async () => {
    const path = join(dir, archive);
    await extractMembers(path, [
      { member: 'small.txt', dest: join(out, 'a/small') },
      { member: 'large.bin', dest: join(out, 'large') },
      { member: 'empty', dest: join(out, 'empty') },
      { member: longName, dest: join(out, 'long') },
    ]);
    expect((await readFile(join(out, 'a/small'))).equals(small)).toBe(true);
    expect((await readFile(join(out, 'large'))).equals(large)).toBe(true);
    expect((await stat(join(out, 'empty'))).size).toBe(0);
    expect(await readFile(join(out, 'long'), 'utf8')).toBe('deep down');
  });

  test('makes a program executable when told so', async () => {
    await extractMember(join(dir, archive), 'small.txt', join(out, 'program'), { mode: 0o755 });
    expect((await stat(join(out, 'program'))).mode & 0o777).toBe(0o755);
  });

  test('has no member that is not in it', async () => {
    await expect(extractMember(join(dir, archive), 'small', join(out, 'x'))).rejects.toMatchObject({
      code: 'pack_corrupt',
      message: expect.stringContaining('no member small') as string,
    });
    expect(await readdir(out)).toEqual([]);
  });

  test('refuses a member of another content than declared', async () => {
    const expected = { sha256: createHash('sha256').update('other').digest('hex') };
    await expect(extractMember(join(dir, archive), 'small.txt', join(out, 'x'), { expected })).rejects.toMatchObject({
      code: 'pack_corrupt',
    });
    expect(await readdir(out)).toEqual([]);
  });

  test('is refused when it is cut short', async () => {
    const path = await damaged(archive, (bytes) => bytes);
    await truncate(path, 300_000);
    await expect(extractMember(path, 'large.bin', join(out, 'x'))).rejects.toMatchObject({ code: 'pack_corrupt' });
    expect(await readdir(out)).toEqual([archive]);
  });
});

test.each(['deflated.whl', 'stored.zip'])('%s with a flipped bit in a member is refused', async (archive) => {
  const path = await damaged(archive, (bytes) => {
    bytes.writeUInt8(bytes.readUInt8(200_000) ^ 1, 200_000);
    return bytes;
  });
  await expect(extractMember(path, 'large.bin', join(out, 'x'))).rejects.toMatchObject({ code: 'pack_corrupt' });
});

test('a tar header with a flipped bit is refused', async () => {
  const path = await damaged('gnu.tgz', (bytes) => {
    const tar = gunzipSync(bytes);
    tar.writeUInt8(tar.readUInt8(130) ^ 1, 130);
    return gzipSync(tar);
  });
  await expect(extractMember(path, 'small.txt', join(out, 'x'))).rejects.toMatchObject({ code: 'pack_corrupt' });
});

test.each(['gnu.tgz', 'pax.tar.gz'])('a link in %s is not followed, and is no member', async (archive) => {
  await expect(extractMember(join(dir, archive), 'link', join(out, 'x'))).rejects.toMatchObject({
    code: 'pack_corrupt',
    message: expect.stringContaining('no member link') as string,
  });
});

test.each(['page.whl', 'page.tgz', 'page.html'])('a web page saved as %s is no archive', async (name) => {
  const path = join(out, name);
  await writeFile(path, '<!doctype html>'.repeat(50));
  await expect(extractMember(path, 'x', join(out, 'x'))).rejects.toMatchObject({ code: 'pack_corrupt' });
});
