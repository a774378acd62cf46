import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findServer } from './find-server.js';

describe('findServer', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lector-find-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const program = async (name: string, says: string) => {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\necho '${says}'\n`);
    await chmod(path, 0o755);
    return path;
  };
  const machine = { platform: 'plan9', arch: 'mips', hasGlibc: true };
  const search = () => ({ cacheDir: join(folder, 'cache'), env: { PATH: folder }, machine });

  it('takes the Redis on the PATH', async () => {
    const path = await program('redis-server', 'Redis server v=7.2.4 sha=0');
    expect(await findServer('redis', search())).toMatchObject({
      path,
      origin: 'path',
      version: { brand: 'redis', text: '7.2.4' },
    });
  });

  it('prefers Valkey where both are there', async () => {
    await program('redis-server', 'Redis server v=7.2.4 sha=0');
    const path = await program('valkey-server', 'Valkey server v=8.0.1 sha=0');
    expect(await findServer('redis', search())).toMatchObject({ path, origin: 'path', version: { brand: 'valkey' } });
  });

  it('passes over one that is too old or that cannot be run', async () => {
    await program('redis-server', 'Redis server v=6.0.16 sha=0');
    await chmod(await program('valkey-server', 'Valkey server v=8.0.1 sha=0'), 0o644);
    await expect(findServer('redis', search())).rejects.toMatchObject({ code: 'service_missing' });
  });

  it('passes over one that cannot read the data, and says what can where there is none', async () => {
    const path = await program('redis-server', 'Redis server v=7.2.4 sha=0');
    await program('valkey-server', 'Valkey server v=8.0.1 sha=0');
    const need = (brand: string) => ({
      accepts: (version: { readonly brand: string }) => version.brand === brand,
      remedy: 'install what wrote it',
    });
    expect(await findServer('redis', { ...search(), need: need('redis') })).toMatchObject({ path });
    await expect(findServer('redis', { ...search(), need: need('another') })).rejects.toThrow(/install what wrote it/);
  });

  it('says what to install where there is nothing to fetch', async () => {
    await expect(findServer('redis', search())).rejects.toThrow(/install Redis 7 or Valkey.*LECTOR_REDIS_URL.*plan9/);
    await expect(findServer('s3', search())).rejects.toThrow(/weed.*LECTOR_S3_ENDPOINT/);
  });

  it('does not fetch a program for the GNU C library onto a machine without it', async () => {
    const alpine = { platform: 'linux', arch: 'x64', hasGlibc: false };
    await expect(findServer('redis', { ...search(), machine: alpine })).rejects.toThrow(/glibc=false/);
  });
});
