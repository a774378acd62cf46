import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ffmpeg, findFfmpeg, WAV_HEADER_BYTES } from '@lector/audio';
import { SPEECH_FORMATS } from '@lector/contract';
import {
  machineDirs,
  ownStack,
  processesNaming,
  sentences,
  uniquePrefix,
  waitFor,
  type OwnStack,
} from '@lector/testing';
import { decodeSpeech, secondsOf } from './test-rig/decode-speech.js';

/** OpenAI's call as its own client makes it, against the built programs with the tone pack. */

const FORMATS = SPEECH_FORMATS;

let stack: OwnStack;
let client: OpenAI;
/** An ffmpeg under a path that no other process has. */
let program: string;
let ffmpeg: Ffmpeg;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lector-speech-'));
  program = join(folder, 'ffmpeg');
  ffmpeg = await findFfmpeg({ cacheDir: machineDirs().cacheDir, env: process.env });
  await symlink(ffmpeg.path, program);
  stack = await ownStack({ PATH: `${folder}:${process.env['PATH']}` });
  await Promise.all([stack.startWorker(), stack.startWorker()]);
  client = new OpenAI({ baseURL: `${stack.url}/v1`, apiKey: 'none', maxRetries: 0 });
});
afterAll(async () => {
  await stack.stop();
  await rm(dirname(program), { recursive: true, force: true });
});

const ASKED = { model: 'tts-1', voice: 'default' } as const;
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const jobIdOf = (response: Response) => response.headers.get('x-job-id') ?? '';
const jobOf = (response: Response) => stack.client.jobs.untilEnded(jobIdOf(response));
const samplesOf = async (id: string) => Buffer.from(await stack.client.jobs.audio(id)).subarray(WAV_HEADER_BYTES);

describe('speech from the built programs', () => {
  it.each(FORMATS)('is decoded whole: %s', async (response_format) => {
    const input = sentences(3, uniquePrefix());
    const response = await client.audio.speech.create({ ...ASKED, input, response_format });
    const decoded = await decodeSpeech(ffmpeg, await bytesOf(response), response_format);
    const job = await jobOf(response);
    expect(job).toMatchObject({ status: 'completed', lane: 'interactive' });
    const extra = secondsOf(decoded) - job.progress.audio_seconds;
    // This voice begins at once: there is no silence that could make up for what MP3 and AAC put before it.
    const most = response_format === 'mp3' || response_format === 'aac' ? 0.1 : 0.001;
    expect(extra).toBeGreaterThan(-0.001);
    expect(extra).toBeLessThan(most);
    if (response_format === 'wav' || response_format === 'pcm' || response_format === 'flac') {
      expect(decoded.equals(await samplesOf(job.id))).toBe(true);
    }
  });

  it.each(['pcm', 'mp3'] as const)('is heard while it is being rendered: %s', async (response_format) => {
    const input = sentences(8, uniquePrefix());
    const response = await client.audio.speech.create({ ...ASKED, voice: 'tone-slow', input, response_format });
    const reader = response.body!.getReader();
    expect((await reader.read()).value!.length).toBeGreaterThan(0);
    // 0.3 s a segment: most are still to come.
    const { status, progress } = await stack.client.jobs.get(jobIdOf(response));
    expect(status).toBe('running');
    expect(progress.segments_done).toBeLessThan(progress.segments_total);
    while (!(await reader.read()).done);
    expect((await jobOf(response)).status).toBe('completed');
  });

  it('is the job’s own audio to the last sample where units of two workers finish in any order', async () => {
    const input = sentences(70, uniquePrefix()).slice(0, 4096);
    const response = await client.audio.speech.create({ ...ASKED, input, response_format: 'pcm' });
    const heard = await bytesOf(response);
    const job = await jobOf(response);
    const workers = new Set(
      stack.logs.filter(({ msg, ...line }) => msg === 'unit done' && line['job'] === job.id).map((line) => line['pid']),
    );
    expect(workers.size).toBe(2);
    expect(heard.equals(await samplesOf(job.id))).toBe(true);
  });

  it('renders nothing where every segment is in the store', async () => {
    const asked = { ...ASKED, input: sentences(8, uniquePrefix()) };
    const first = await client.audio.speech.create(asked);
    const bytes = await bytesOf(first);
    await jobOf(first);
    const again = await client.audio.speech.create(asked);
    expect((await bytesOf(again)).equals(bytes)).toBe(true);
    expect((await jobOf(again)).result).toMatchObject({ cached: true, segments_rendered: 0 });
  });

  it('cancels the job of a client that leaves within a segment', async () => {
    const leaving = new AbortController();
    const input = sentences(40, uniquePrefix());
    const asked = { ...ASKED, voice: 'tone-slow', input };
    const response = await client.audio.speech.create(asked, { signal: leaving.signal });
    await response.body!.getReader().read();
    const { progress } = await stack.client.jobs.get(jobIdOf(response));
    leaving.abort();
    const job = await jobOf(response);
    expect(job.status).toBe('cancelled');
    // Two workers, one segment each in progress, and what they finished before the news reached them.
    expect(job.progress.segments_done - progress.segments_done).toBeLessThanOrEqual(6);
    // Nobody renders any more: the next call is answered.
    const next = await client.audio.speech.create({ ...ASKED, input: `Next, ${uniquePrefix()}.` });
    expect((await bytesOf(next)).length).toBeGreaterThan(0);
  });

  it('leaves no encoder behind when its client has gone', async () => {
    const leaving = new AbortController();
    const asked = {
      ...ASKED,
      voice: 'tone-slow',
      input: sentences(8, uniquePrefix()),
      response_format: 'opus',
    } as const;
    const response = await client.audio.speech.create(asked, { signal: leaving.signal });
    await response.body!.getReader().read();
    expect(processesNaming(program)).toHaveLength(1);
    leaving.abort();
    await waitFor(() => processesNaming(program).length === 0, { what: 'the encoder to end' });
  });
});
