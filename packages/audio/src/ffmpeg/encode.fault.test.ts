import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processesNaming, waitFor } from '@lector/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PcmChunks } from '../pcm-source.js';
import { encodeFile } from './encode-file.js';
import { encodeStream } from './encode-stream.js';
import { ffmpegPrograms, speechLike, underOwnPath } from './ffmpeg.fixture.js';
import { ffmpegOnNeed, findFfmpeg, type Ffmpeg } from './find-ffmpeg.js';
import { probeChapters } from './probe.js';
import { runFfmpeg } from './run-ffmpeg.js';

const RATE = 24_000;
const second = speechLike(1);

let folder: string;
let ffmpeg: Ffmpeg;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lector-encode-fault-'));
  ffmpeg = await underOwnPath((await ffmpegPrograms()).fetched, folder);
});
afterEach(async () => {
  for (const pid of processesNaming(folder)) process.kill(pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const deps = (signal?: AbortSignal) => ({ ffmpeg: () => Promise.resolve(ffmpeg), signal });
const running = () => processesNaming(folder);
const started = () => waitFor(() => running()[0], { what: 'ffmpeg to run' });
const source = (chunks: AsyncIterable<Uint8Array>, samples?: number): PcmChunks => ({
  kind: 'chunks',
  chunks,
  sampleRate: RATE,
  samples,
});

async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) yield second;
}
/** One second, then nothing more: a model that does not come back. */
async function* stuck(): AsyncGenerator<Uint8Array> {
  yield second;
  await new Promise(() => {});
}
/** A program in place of ffmpeg: a shell script, or what is given as it is. */
async function program(script: string, whole = false): Promise<string> {
  const path = join(folder, 'fake');
  await writeFile(path, whole ? script : `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

describe('an encoding that is stopped', () => {
  test.each([
    ['while samples come', endless],
    ['while it waits for samples', stuck],
  ])('leaves no process and no file, %s', async (_, chunks) => {
    const controller = new AbortController();
    const dest = join(folder, 'out.m4b');
    const encoding = encodeFile(source(chunks()), { format: 'm4b', title: 'x' }, dest, deps(controller.signal));
    const outcome = encoding.catch((error: unknown) => error);
    await started();
    controller.abort(new Error('the job was cancelled'));
    expect(await outcome).toMatchObject({ code: 'cancelled' });
    expect(running()).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.startsWith('out'))).toEqual([]);
  });

  test('is not started when it was stopped before', async () => {
    const signal = AbortSignal.abort();
    for (const format of ['mp3', 'wav'] as const) {
      const outcome = encodeFile(source(endless()), { format }, join(folder, 'out'), deps(signal));
      await expect(outcome).rejects.toMatchObject({ code: 'cancelled' });
    }
  });

  test('does not wait for an encoder that is still being fetched, nor for loudness to be measured', async () => {
    const controller = new AbortController();
    const fetching = { ffmpeg: () => new Promise<never>(() => {}), signal: controller.signal };
    const path = join(folder, 'samples.pcm');
    await writeFile(path, Buffer.concat(Array.from({ length: 60 }, () => second)));
    const file = { kind: 'file', path, sampleRate: RATE } as const;
    const waiting = encodeFile(file, { format: 'mp3' }, join(folder, 'out-a'), fetching);
    const loudness = { lufs: -18, peakDb: -3 };
    const measuring = encodeFile(file, { format: 'wav', loudness }, join(folder, 'out-b'), fetching);
    const outcomes = Promise.allSettled([waiting, measuring]);
    controller.abort();
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: 'cancelled' } });
    expect((await readdir(folder)).filter((name) => name.startsWith('out'))).toEqual([]);
  });

  test('ends a stream whose reader leaves, and one that is aborted', async () => {
    for await (const _ of encodeStream(source(endless()), { format: 'mp3' }, deps())) break;
    expect(running()).toEqual([]);
    const controller = new AbortController();
    const read = async () => {
      for await (const _ of encodeStream(source(stuck()), { format: 'opus' }, deps(controller.signal))) {
        controller.abort();
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'cancelled' });
    expect(running()).toEqual([]);
  });
});

describe('an encoder that fails', () => {
  test.each([
    ['while samples come', endless],
    ['while it waits for samples', stuck],
  ])('killed %s, is an error and no file', async (_, chunks) => {
    const dest = join(folder, 'out.mp3');
    const outcome = encodeFile(source(chunks()), { format: 'mp3' }, dest, deps()).catch((error: unknown) => error);
    process.kill(await started(), 'SIGKILL');
    expect(await outcome).toMatchObject({
      code: 'encoding_failed',
      message: expect.stringContaining('signal=SIGKILL'),
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('out'))).toEqual([]);
  });

  test('that stands still is killed', async () => {
    ffmpeg = { ...ffmpeg, path: await program('exec sleep 1000') };
    const read = async () => {
      for await (const _ of runFfmpeg(ffmpeg, { args: [], input: endless(), stallMs: 200 }));
    };
    await expect(read()).rejects.toMatchObject({
      code: 'encoding_failed',
      message: expect.stringContaining('stood still'),
    });
    expect(running()).toEqual([]);
  });

  test('says its last words, and not without end', async () => {
    ffmpeg = {
      ...ffmpeg,
      path: await program('head -c 500000 /dev/zero | tr "\\0" x >&2; echo the reason >&2; exit 3'),
    };
    const outcome = await encodeFile(source(endless()), { format: 'mp3' }, join(folder, 'out'), deps()).catch(
      (error: unknown) => error,
    );
    expect(outcome).toMatchObject({
      code: 'encoding_failed',
      message: expect.stringMatching(/exit=3.*xxx.the reason$/s),
    });
    expect((outcome as Error).message.length).toBeLessThan(2_200);
  });

  test('that ends before it has taken everything is not believed', async () => {
    ffmpeg = { ...ffmpeg, path: await program('exit 0') };
    const outcome = encodeFile(source(endless()), { format: 'mp3' }, join(folder, 'out'), deps());
    await expect(outcome).rejects.toMatchObject({ code: 'encoding_failed' });
  });

  test('that finds the disk full says so, so that the job waits', async () => {
    ffmpeg = {
      ...ffmpeg,
      path: await program('echo "av_interleaved_write_frame(): No space left on device" >&2; exit 1'),
    };
    const outcome = encodeFile(source(endless()), { format: 'flac' }, join(folder, 'out'), deps());
    await expect(outcome).rejects.toMatchObject({ code: 'disk_full' });
  });
});

test('samples that cannot be read make no shorter file: the error is theirs', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield second;
    throw new TypeError('the segment is gone');
  }
  for (const format of ['mp3', 'wav'] as const) {
    const outcome = encodeFile(source(broken()), { format }, join(folder, 'out'), deps());
    await expect(outcome).rejects.toThrow('the segment is gone');
  }
  expect(running()).toEqual([]);
  expect((await readdir(folder)).filter((name) => name.startsWith('out'))).toEqual([]);
});

describe('findFfmpeg', () => {
  const cacheDir = () => join(folder, 'cache');

  test.each([
    ['is not there', null],
    ['is no ffmpeg', '#!/bin/sh\necho hello\n'],
    ['crashes', '#!/bin/sh\nkill -SEGV $$\n'],
    ['is for another machine', '\u007fELF nothing'],
  ])('refuses a program that %s, and says what to install', async (_, script) => {
    const path = script === null ? join(folder, 'absent') : await program(script, true);
    await expect(findFfmpeg({ cacheDir: cacheDir(), env: {}, path })).rejects.toMatchObject({
      code: 'encoder_unavailable',
      message: expect.stringContaining('apt install ffmpeg'),
    });
  });

  test('passes over one on the PATH that lacks encoders', async () => {
    const fake = await program('echo "ffmpeg version 7.1"');
    await rename(fake, join(folder, 'ffmpeg'));
    const machine = { platform: 'linux', arch: 'riscv64', hasGlibc: true };
    const search = findFfmpeg({ cacheDir: cacheDir(), env: { PATH: folder }, machine });
    await expect(search).rejects.toMatchObject({ code: 'encoder_unavailable' });
  });

  test('takes the first on the PATH that fits, and hands it nothing of the worker’s settings', async () => {
    const found = await findFfmpeg({
      cacheDir: cacheDir(),
      env: { PATH: `/nowhere:${folder}`, LECTOR_S3_SECRET_ACCESS_KEY: 'secret' },
    });
    expect(found).toMatchObject({ path: join(folder, 'ffmpeg'), origin: 'path' });
    expect(JSON.stringify(found.env)).not.toContain('secret');
  });

  test('is asked once for many jobs, and again after it failed', async () => {
    const path = join(folder, 'later');
    const find = ffmpegOnNeed({ cacheDir: cacheDir(), env: process.env, path });
    await expect(find()).rejects.toMatchObject({ code: 'encoder_unavailable' });
    await symlink(ffmpeg.path, path);
    const both = [find(), find()];
    expect(both[0]).toBe(both[1]);
    expect((await both[0])?.origin).toBe('given');
  });
});

test('an hour becomes a book of two chapters, and memory stays where it was', async () => {
  const seconds = 3_600;
  async function* hour(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < seconds; at += 1) yield second;
  }
  const rssKb = (pid: number) => {
    try {
      return Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' }));
    } catch {
      return 0;
    }
  };
  const chapters = [
    { title: '第一章', startSample: 0 },
    { title: 'The second half', startSample: 1_800 * RATE + 1 },
  ];
  const before = process.memoryUsage().rss;
  const most = { ours: 0, theirs: 0 };
  const watch = setInterval(() => {
    most.ours = Math.max(most.ours, process.memoryUsage().rss - before);
    for (const pid of running()) most.theirs = Math.max(most.theirs, rssKb(pid) * 1024);
  }, 250);
  const dest = join(folder, 'book.m4b');
  try {
    const book = await encodeFile(
      source(hour(), seconds * RATE),
      { format: 'm4b', title: 'Book', chapters },
      dest,
      deps(),
    );
    expect(Math.abs(book.durationSeconds - seconds)).toBeLessThan(0.02);
  } finally {
    clearInterval(watch);
  }
  const marks = await probeChapters(dest, 'm4b', deps());
  expect(marks.map(({ title }) => title)).toEqual(['第一章', 'The second half']);
  expect(marks[0]?.startSeconds).toBe(0);
  expect(marks[1]?.startSeconds).toBeCloseTo(1_800 + 1 / RATE, 3);
  expect(marks[1]?.endSeconds).toBeCloseTo(seconds, 2);
  // The samples of an hour take 173 MB.
  expect(most.ours).toBeLessThan(100_000_000);
  expect(most.theirs).toBeGreaterThan(0);
  expect(most.theirs).toBeLessThan(120_000_000);
});
