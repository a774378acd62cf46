import OpenAI from 'openai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ffmpeg, findFfmpeg } from '@lector/audio';
import { machineDirs, ownStack, startCli, uniquePrefix, type OwnStack } from '@lector/testing';
import { decodeSpeech, secondsOf } from './test-rig/decode-speech.js';

/** OpenAI's call spoken by the real pack. */

const PACK = 'kokoro-82m';
let stack: OwnStack;
let client: OpenAI;
let ffmpeg: Ffmpeg;
beforeAll(async () => {
  const pull = startCli(['models', 'pull', PACK], { env: process.env });
  expect(await pull.ended, pull.output()).toBe(0);
  ffmpeg = await findFfmpeg({ cacheDir: machineDirs().cacheDir, env: process.env });
  stack = await ownStack({ LECTOR_PACK: PACK });
  await stack.startWorker();
  client = new OpenAI({ baseURL: `${stack.url}/v1`, apiKey: 'none', maxRetries: 0 });
});
afterAll(() => stack.stop());

it.each([
  ['mp3', 1],
  ['opus', 1],
  // Faster than the model speaks well: the rest is made by stretching.
  ['opus', 2],
  ['pcm', 0.3],
] as const)('real speech is streamed as long as its job says [format=%s, speed=%s]', async (response_format, speed) => {
  const input = `Good morning, ${uniquePrefix()}. 今天天气真不错！A second sentence follows.`;
  const asked = { model: PACK, voice: 'coral', input, response_format, speed };
  const response = await client.audio.speech.create(asked);
  const heard = await decodeSpeech(ffmpeg, new Uint8Array(await response.arrayBuffer()), response_format);
  const job = await stack.client.jobs.untilEnded(response.headers.get('x-job-id') ?? '');
  expect(job).toMatchObject({ status: 'completed', request: { voice: 'mira', speed } });
  // Of the finished file, stretched as the stream was.
  const seconds = job.result?.audio?.duration_seconds ?? 0;
  if (speed === 1) expect(job.progress.audio_seconds).toBeCloseTo(seconds, 2);
  expect(Math.abs(secondsOf(heard) - seconds)).toBeLessThan(0.02);
});
