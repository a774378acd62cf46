import { BYTES_PER_SAMPLE, silence, type PcmSource } from '@lector/audio';
import { createSpillFile, type SpillFile, type SpillOptions } from './spill-file.js';

/** The speech of a job as it grows, s16le mono. 173 MB an hour at 24 kHz. */
export interface PcmFile extends Pick<SpillFile, 'held' | 'remove'> {
  /** Hz. */
  readonly sampleRate: number;
  /** Samples so far, pauses included. */
  readonly samples: number;
  /** @param pcm s16le mono, the file's from then on */
  append(pcm: Uint8Array, pauseMs: number): Promise<void>;
  /** Silence of that length. */
  pause(ms: number): Promise<void>;
  /** On disk; nothing is appended any more. */
  finish(): Promise<PcmSource & { readonly kind: 'file' }>;
}

export function createPcmFile(sampleRate: number, options: SpillOptions = {}): PcmFile {
  const file = createSpillFile('speech.pcm', options);
  return {
    sampleRate,
    get samples() {
      return file.bytes / BYTES_PER_SAMPLE;
    },
    async append(pcm, pauseMs) {
      await file.append(pcm);
      if (pauseMs > 0) await file.append(silence(pauseMs, sampleRate));
    },
    async pause(ms) {
      if (ms > 0) await file.append(silence(ms, sampleRate));
    },
    held: () => file.held(),
    finish: async () => ({ kind: 'file', path: (await file.finish()).path, sampleRate }),
    remove: () => file.remove(),
  };
}
