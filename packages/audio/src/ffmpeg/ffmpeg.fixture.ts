import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { machineDirs } from '@lector/testing';
import { floatToS16 } from '../pcm.js';
import { findFfmpeg, type Ffmpeg } from './find-ffmpeg.js';

export interface Programs {
  /** What a machine without ffmpeg gets, fetched into this user's cache. */
  readonly fetched: Ffmpeg;
  /** That, and the one on the PATH where there is one: an older release found what the newer one hid. */
  readonly all: readonly Ffmpeg[];
}

export async function ffmpegPrograms(): Promise<Programs> {
  const { cacheDir } = machineDirs();
  const fetched = await findFfmpeg({ cacheDir, env: { ...process.env, PATH: '/nowhere' } });
  const found = await findFfmpeg({ cacheDir, env: process.env });
  return { fetched, all: found.origin === 'path' ? [fetched, found] : [fetched] };
}

/** The same program under a path nobody else's processes have: they can be found by it. */
export async function underOwnPath(ffmpeg: Ffmpeg, folder: string): Promise<Ffmpeg> {
  const path = join(folder, 'ffmpeg');
  await symlink(ffmpeg.path, path);
  return { ...ffmpeg, path };
}

/** Something like speech: syllables of a gliding voice with pauses, silent for 200 ms at both ends; s16le at 24 kHz. */
export function speechLike(seconds: number): Uint8Array {
  const rate = 24_000;
  const edge = 0.2 * rate;
  const samples = Math.round(seconds * rate);
  return floatToS16(
    Float32Array.from({ length: samples }, (_, index) => {
      if (index < edge || index >= samples - edge) return 0;
      const t = index / rate;
      const syllable = Math.max(0, Math.sin(2 * Math.PI * 3.3 * t)) * (t % 2.5 < 2 ? 1 : 0);
      const voice = Math.sin(2 * Math.PI * 170 * t + 2 * Math.sin(4 * t)) + 0.4 * Math.sin(2 * Math.PI * 1_900 * t);
      return 0.25 * syllable * voice;
    }),
  );
}
