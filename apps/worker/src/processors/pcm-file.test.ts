import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPcmFile } from './pcm-file.js';
import { sweepSpillFiles } from './spill-file.js';

const samples = (count: number) => new Uint8Array(count * 2).fill(1);

/** A real file that writes at most so many bytes at a time, as one on a disk that is nearly full. */
function takingAtMost(most: number, file: FileHandle): FileHandle {
  const write = file.write.bind(file) as (bytes: Uint8Array, ...at: number[]) => Promise<unknown>;
  const less = (bytes: Uint8Array, from: number, length: number, at: number) =>
    write(bytes, from, Math.min(length, most), at);
  return Object.assign(file, { write: less });
}

function refusingWrites(code: string, file: FileHandle): FileHandle {
  return Object.assign(file, { write: () => Promise.reject(Object.assign(new Error(code), { code })) });
}

const ON_DISK = { memoryBytes: 0 };

describe('createPcmFile', () => {
  it('holds samples and pauses one after the other, in a folder that goes with it', async () => {
    const pcm = createPcmFile(1_000, ON_DISK);
    await pcm.append(samples(500), 250);
    await pcm.append(samples(250), 0);
    expect([pcm.samples, pcm.held()]).toEqual([1_000, null]);
    const { path, sampleRate } = await pcm.finish();
    const bytes = readFileSync(path);
    expect([sampleRate, bytes.length, bytes[999], bytes[1000], bytes[1500]]).toEqual([1_000, 2_000, 1, 0, 1]);
    expect(existsSync(dirname(path))).toBe(true);
    await pcm.remove();
    expect(existsSync(dirname(path))).toBe(false);
  });

  it('touches no disk while all of it is short', async () => {
    const pcm = createPcmFile(1_000, {
      memoryBytes: 8,
      openFile: () => Promise.reject(new Error('no file is needed')),
    });
    await pcm.append(samples(2), 2);
    expect([pcm.samples, pcm.held()?.map((chunk) => [...chunk])]).toEqual([
      4,
      [
        [1, 1, 1, 1],
        [0, 0, 0, 0],
      ],
    ]);
    await pcm.remove();
    expect(pcm.held()).toBeNull();
  });

  it('moves to disk, in order, with the first sample that is too many, or when a file is asked for', async () => {
    const pieces = [Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6), Uint8Array.of(7, 8)];
    for (const [memoryBytes, heldBefore] of [
      [6, false],
      [8, true],
    ] as const) {
      const pcm = createPcmFile(1_000, { memoryBytes });
      for (const piece of pieces) await pcm.append(piece, 0);
      expect(pcm.held() !== null).toBe(heldBefore);
      const { path } = await pcm.finish();
      expect([...readFileSync(path)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      await pcm.remove();
    }
  });

  // The kernel's own full device takes an open and refuses every write; a system without one gets a file that does so.
  const devices = existsSync('/dev/full') ? ['/dev/full'] : [];
  it.each([...devices, 'a full disk'])('says which folder is full, so that the job waits: %s', async (device) => {
    const pcm = createPcmFile(1_000, {
      ...ON_DISK,
      openFile: async (path) =>
        devices.includes(device) ? open(device, 'w') : refusingWrites('ENOSPC', await open(path, 'w')),
    });
    await expect(pcm.append(samples(500), 0)).rejects.toMatchObject({
      code: 'disk_full',
      retryable: true,
      message: expect.stringContaining(`[folder=${tmpdir()}, error=ENOSPC]`),
      cause: { code: 'ENOSPC' },
    });
    await pcm.remove();
  });

  it.each(['ENOSPC', 'EDQUOT'])(
    'says so too when not even a file can be made, and leaves none behind: %s',
    async (code) => {
      const full = () => Promise.reject(Object.assign(new Error(code), { code }));
      const pcm = createPcmFile(1_000, { ...ON_DISK, openFile: full });
      await expect(pcm.append(samples(1), 0)).rejects.toMatchObject({ code: 'disk_full' });
      expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`lector-audio-${process.pid}-`))).toEqual([]);
    },
  );

  it('leaves every other failure of a file as it is', async () => {
    const broken = () => Promise.reject(Object.assign(new Error('i/o error'), { code: 'EIO' }));
    const pcm = createPcmFile(1_000, { ...ON_DISK, openFile: broken });
    await expect(pcm.append(samples(1), 0)).rejects.toMatchObject({ code: 'EIO' });
  });

  it('goes on where a disk took only a part', async () => {
    const pcm = createPcmFile(1_000, {
      ...ON_DISK,
      openFile: async (path) => takingAtMost(3, await open(path, 'w')),
    });
    await pcm.append(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]), 0);
    const { path } = await pcm.finish();
    expect([...readFileSync(path)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await pcm.remove();
  });
});

describe('sweepSpillFiles', () => {
  it('removes the folders of processes that are gone and no other', async () => {
    // The largest number a Linux process can have, and this process’s parent, which is alive.
    const [dead, alive] = [4_194_304, process.ppid].map((pid) => join(tmpdir(), `lector-audio-${pid}-test`));
    for (const folder of [dead, alive]) mkdirSync(folder ?? '', { recursive: true });
    await sweepSpillFiles();
    expect([existsSync(dead ?? ''), existsSync(alive ?? '')]).toEqual([false, true]);
    rmSync(alive ?? '', { recursive: true });
  });
});
