import { LectorError } from '@lector/contract';
import type { Ffmpeg } from './find-ffmpeg.js';

/** What encoding and probing are handed. */
export interface EncoderDeps {
  /** Finds ffmpeg, or fetches it (`ffmpegOnNeed`); not called for what needs none. */
  readonly ffmpeg: () => Promise<Ffmpeg>;
  /** Kills the encoder; what was asked for ends with `cancelled`. */
  readonly signal?: AbortSignal | undefined;
}

/** The program, unless `signal` fires before it is there: others may go on waiting for a download. */
export async function ffmpegOf({ ffmpeg, signal }: EncoderDeps): Promise<Ffmpeg> {
  if (signal === undefined) return ffmpeg();
  if (signal.aborted) throw cancelled(signal);
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled(signal));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([ffmpeg(), stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

export function cancelled(signal: AbortSignal | undefined): LectorError {
  return new LectorError('cancelled', 'encoding was stopped', { cause: signal?.reason });
}
