import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWav } from '@lector/audio';
import { createAudioFile, sweepAudioFiles } from './audio-file.js';

const samples = (count: number) => new Uint8Array(count * 2).fill(1);

describe('createAudioFile', () => {
  it('writes a WAV whose header tells the length of samples and pauses', async () => {
    const audio = await createAudioFile('wav', 1_000);
    await audio.append(samples(500), 250);
    await audio.append(samples(250), 0);
    expect(audio.seconds).toBe(1);
    const { path, bytes, sha256 } = await audio.finish();
    const file = readFileSync(path);
    expect(bytes).toBe(file.length);
    expect(sha256).toBe(createHash('sha256').update(file).digest('hex'));
    const { sampleRate, pcm } = readWav(file);
    expect([sampleRate, pcm.length, pcm[600]]).toEqual([1_000, 1_000, 0]);
    await audio.remove();
    expect(existsSync(dirname(path))).toBe(false);
  });

  it('writes raw samples without a header', async () => {
    const audio = await createAudioFile('pcm', 1_000);
    await audio.append(samples(10), 0);
    expect((await audio.finish()).bytes).toBe(20);
    await audio.remove();
  });
});

describe('sweepAudioFiles', () => {
  it('removes the folders of processes that are gone and no other', async () => {
    // The largest number a Linux process can have, and this process’s parent, which is alive.
    const [dead, alive] = [4_194_304, process.ppid].map((pid) => join(tmpdir(), `lector-audio-${pid}-test`));
    for (const folder of [dead, alive]) mkdirSync(folder ?? '', { recursive: true });
    await sweepAudioFiles();
    expect([existsSync(dead ?? ''), existsSync(alive ?? '')]).toEqual([false, true]);
    rmSync(alive ?? '', { recursive: true });
  });
});
