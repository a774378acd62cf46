import type { AudioFormat } from '@lector/contract';
import { sampleRatesOf } from './speech-format.js';

/** What audio is asked to be, and which wishes can be met. Pure. */

/** A mark in a file that players can jump to. */
export interface Chapter {
  readonly title: string;
  /** Where it begins, in samples of the audio handed in; it lasts until the next, the last one to the end. */
  readonly startSample: number;
}

export interface LoudnessTarget {
  /** Integrated loudness (EBU R128), LUFS. */
  readonly lufs: number;
  /** No peak goes above, dBTP. */
  readonly peakDb: number;
}

/**
 * -18 LUFS of mono speech has a root mean square of about -20 dB, the middle of what audiobook shops accept (ACX: -23 to
 * -18 dB, peaks below -3 dB), and leaves room for the peaks of speech without audible limiting.
 */
export const SPEECH_LOUDNESS: LoudnessTarget = { lufs: -18, peakDb: -3 };

export interface Encoding {
  readonly format: AudioFormat;
  /** Hz; what `defaultSampleRate` says when absent. */
  readonly sampleRate?: number | undefined;
  /** Times faster at the same pitch; 1 when absent. */
  readonly tempo?: number | undefined;
  /** Left as it is when absent. */
  readonly loudness?: LoudnessTarget | undefined;
  readonly title?: string | undefined;
  /** Of mp3 and m4b; ordered, the first at sample 0. */
  readonly chapters?: readonly Chapter[] | undefined;
}

/** Beyond, speech is not understood; the filter itself goes further. */
export const TEMPO_MIN = 0.25;
export const TEMPO_MAX = 4;

/** Why a wish cannot be met, for a 422: `pointer` is the field's name in the contract. */
export interface Refusal {
  readonly pointer: string;
  readonly detail: string;
  readonly allowed: readonly number[];
}

/** null when the format can have that rate; a pure check for the moment a job is submitted. */
export function refuseSampleRate(format: AudioFormat, sampleRate: number): Refusal | null {
  const allowed = sampleRatesOf(format);
  if (allowed.includes(sampleRate)) return null;
  return {
    pointer: '/sample_rate',
    detail: `${format} takes ${allowed.join(', ')} Hz`,
    allowed,
  };
}

/** The rate of the samples where the format has it, else the next one above (nothing is lost), else the highest. */
export function defaultSampleRate(format: AudioFormat, sourceRate: number): number {
  const rates = sampleRatesOf(format);
  return rates.find((rate) => rate >= sourceRate) ?? Math.max(...rates);
}

/** Whether an ffmpeg is needed: WAV and PCM as the engine gave them are written without. */
export function needsFfmpeg(encoding: Encoding, sourceRate: number): boolean {
  if (encoding.format !== 'wav' && encoding.format !== 'pcm') return true;
  const sampleRate = encoding.sampleRate ?? defaultSampleRate(encoding.format, sourceRate);
  return sampleRate !== sourceRate || (encoding.tempo ?? 1) !== 1;
}

/**
 * @throws RangeError for what should have been refused before: a rate or tempo out of bounds, chapters out of order or of
 *   a format that has none
 */
export function assertEncoding(encoding: Encoding): void {
  const { format, sampleRate, tempo = 1, chapters = [], loudness } = encoding;
  const refusal = sampleRate === undefined ? null : refuseSampleRate(format, sampleRate);
  if (refusal !== null) throw new RangeError(`${refusal.detail} [asked=${sampleRate}]`);
  if (!(tempo >= TEMPO_MIN && tempo <= TEMPO_MAX)) throw new RangeError(`tempo is out of bounds [tempo=${tempo}]`);
  if (loudness !== undefined && !(loudness.lufs < 0 && loudness.peakDb <= 0)) {
    throw new RangeError(`loudness is below full scale [lufs=${loudness.lufs}, peak=${loudness.peakDb}]`);
  }
  if (chapters.length > 0 && format !== 'mp3' && format !== 'm4b') {
    throw new RangeError(`only mp3 and m4b have chapters [format=${format}]`);
  }
  for (const [index, { startSample }] of chapters.entries()) {
    const least = index === 0 ? 0 : (chapters[index - 1]?.startSample ?? 0) + 1;
    const fits = Number.isInteger(startSample) && (index === 0 ? startSample === 0 : startSample >= least);
    if (!fits) throw new RangeError(`chapters begin at 0 and rise [chapter=${index}, start=${startSample}]`);
  }
}
