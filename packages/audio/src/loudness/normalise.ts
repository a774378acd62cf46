import type { LoudnessTarget } from '../encoding.js';
import { floatToS16, s16ToFloat } from '../pcm.js';
import { createLimiter } from './limiter.js';
import { createLoudnessMeter, type Loudness } from './meter.js';

/**
 * Loudness in two passes: measure all, then one gain for all, so that what was quieter stays quieter. Peaks the gain would
 * lift too high are turned down by a limiter; they are few in speech. Pure.
 */
export interface Gain {
  readonly gainDb: number;
  /** Where peaks end, dBTP; null when none gets there and the limiter is not needed. */
  readonly ceilingDb: number | null;
}

/** More would lift the noise of something that is nearly silent. */
const MAX_GAIN_DB = 20;
/** More limiting would be heard. */
const MAX_MAKEUP_DB = 3;
/** Samples are rounded to 16 bit after the limiter. */
const ROUNDING_DB = 0.05;

/** Measures s16le chunks of whole samples. */
export async function measureLoudness(chunks: AsyncIterable<Uint8Array>, sampleRate: number): Promise<Loudness> {
  const meter = createLoudnessMeter(sampleRate);
  for await (const chunk of chunks) meter.push(s16ToFloat(chunk));
  return meter.finish();
}

/** What brings audio of that loudness to the target; nothing where there is nothing to hear. */
export function gainTo(target: LoudnessTarget, { lufs, peakDb }: Loudness): Gain {
  if (lufs === null || peakDb === null) return { gainDb: 0, ceilingDb: null };
  const gainDb = Math.min(target.lufs - lufs, MAX_GAIN_DB);
  return { gainDb, ceilingDb: peakDb + gainDb > target.peakDb ? target.peakDb : null };
}

/**
 * The gain for audio that can be read again, `read` starting anew each time. What a limiter takes away from voices with
 * high peaks (a decibel and more) is given back once.
 */
export async function findGain(
  target: LoudnessTarget,
  read: () => AsyncIterable<Uint8Array>,
  sampleRate: number,
): Promise<Gain> {
  const gain = gainTo(target, await measureLoudness(read(), sampleRate));
  if (gain.ceilingDb === null) return gain;
  const { lufs } = await measureLoudness(applyGain(read(), gain, sampleRate), sampleRate);
  const lost = lufs === null ? 0 : target.lufs - lufs;
  return { ...gain, gainDb: Math.min(gain.gainDb + Math.max(0, Math.min(lost, MAX_MAKEUP_DB)), MAX_GAIN_DB) };
}

/** The same number of samples, louder or quieter. */
export async function* applyGain(
  chunks: AsyncIterable<Uint8Array>,
  { gainDb, ceilingDb }: Gain,
  sampleRate: number,
): AsyncGenerator<Uint8Array> {
  const factor = 10 ** (gainDb / 20);
  const limiter = ceilingDb === null ? null : createLimiter(sampleRate, 10 ** ((ceilingDb - ROUNDING_DB) / 20));
  for await (const chunk of chunks) {
    const pcm = s16ToFloat(chunk).map((sample) => sample * factor);
    const out = limiter === null ? pcm : limiter.push(pcm);
    if (out.length > 0) yield floatToS16(out);
  }
  const rest = limiter?.flush();
  if (rest !== undefined && rest.length > 0) yield floatToS16(rest);
}
