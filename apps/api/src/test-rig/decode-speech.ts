import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Ffmpeg } from '@lector/audio';
import type { SpeechFormat } from '@lector/contract';

const RATE = 24_000;

/** Samples (s16le, 24 kHz) of audio as any player gets them: by another program, which must find nothing wrong with it. */
export async function decodeSpeech(ffmpeg: Ffmpeg, bytes: Uint8Array, format: SpeechFormat): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'lector-speech-'));
  try {
    const path = join(folder, `speech.${format}`);
    await writeFile(path, bytes);
    const raw = format === 'pcm' ? ['-f', 's16le', '-ar', `${RATE}`] : [];
    // The end of a WAV that does not tell its length is taken for a broken packet by the strict mode.
    const strict = format === 'wav' ? [] : ['-xerror'];
    const args = ['-v', 'error', ...strict, ...raw, '-i', path, '-ar', `${RATE}`, '-ac', '1', '-f', 's16le', 'pipe:1'];
    const { stdout } = await promisify(execFile)(ffmpeg.path, args, { encoding: 'buffer', maxBuffer: 128_000_000 });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of samples as `decodeSpeech` gives them. */
export function secondsOf(samples: Uint8Array): number {
  return samples.length / 2 / RATE;
}
