import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { encodeSamples } from './encode-samples.js';
import { SPEECH_LOUDNESS } from './encoding.js';
import { encodeFile } from './ffmpeg/encode-file.js';

const RATE = 8_000;
const CHUNKS = [Uint8Array.of(1, 0, 2, 0), Uint8Array.of(3, 0)];

it.each(['wav', 'pcm'] as const)('makes the very file that is made on disk, as %s', async (format) => {
  const folder = await mkdtemp(join(tmpdir(), 'encode-samples-'));
  const path = join(folder, 'speech.pcm');
  await writeFile(path, Buffer.concat(CHUNKS));
  const ffmpeg = () => Promise.reject(new Error('not needed'));
  const file = await encodeFile({ kind: 'file', path, sampleRate: RATE }, { format }, join(folder, 'out'), { ffmpeg });
  const { bytes, ...facts } = encodeSamples(CHUNKS, RATE, { format }) ?? { bytes: null };
  expect(bytes).toEqual(new Uint8Array(await readFile(file.path)));
  const { contentType, durationSeconds, sampleRate } = file;
  expect(facts).toEqual({ contentType, durationSeconds, sampleRate });
  await rm(folder, { recursive: true });
});

it.each([
  ['another rate', { format: 'wav', sampleRate: 16_000 }],
  ['another tempo', { format: 'pcm', tempo: 2 }],
  ['another loudness', { format: 'wav', loudness: SPEECH_LOUDNESS }],
  ['another format', { format: 'mp3' }],
] as const)('leaves %s to the encoder', (_what, encoding) => {
  expect(encodeSamples(CHUNKS, RATE, encoding)).toBeNull();
});

it('refuses half a sample', () => {
  expect(() => encodeSamples([Uint8Array.of(1)], RATE, { format: 'pcm' })).toThrow(/middle of one \[bytes=1\]/);
});
