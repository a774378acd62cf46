/**
 * Checks audio before it is believed. Thresholds are set against 195 utterances of Kokoro (five voices, three
 * languages, speed 1), whose figures stand beside them; each leaves good speech at least twice the room it needs.
 * Pure.
 */

export type FindingCode = 'not_finite' | 'silent' | 'clipped' | 'too_short' | 'too_long' | 'long_silence';

export interface Finding {
  readonly code: FindingCode;
  /** What was measured, for the log: `share=0.012`. Never holds text. */
  readonly detail: string;
}

export interface Expectation {
  /** Rough length the text needs at the speed asked for; see `EngineModel.expectedSeconds`. */
  readonly expectedSeconds: number;
  /** Speed asked for; slow speech has longer pauses. 1 when absent. */
  readonly speed?: number;
}

/** Speech: root mean square 0.053 to 0.137 over the whole utterance. Below -40 dBFS nobody hears words. */
const SILENT_RMS = 0.01;

/** A sample this near full scale is on the rail. Speech: at most 0.006 % of the samples. */
const RAIL = 0.999;
const CLIPPED_SHARE = 0.001;

/** Measured length over expected length was 0.8 to 1.55; half a second more, because short words vary most. */
const SHORTEST_RATIO = 0.4;
const LONGEST_RATIO = 2.5;
const LENGTH_SLACK_SECONDS = 0.5;

/** Pauses inside speech: 1.07 s at most (a sentence end inside one pass), 0.73 s in the middle of the field. */
const PAUSE_SECONDS = 2.5;
const PAUSE_RMS = 0.003;
const FRAME_MS = 10;

/** What is wrong with `pcm` (float32, mono); empty when nothing is. `not_finite` hides the rest: nothing else can be measured. */
export function inspectAudio(pcm: Float32Array, sampleRate: number, expectation: Expectation): readonly Finding[] {
  const measured = measure(pcm, Math.round((FRAME_MS * sampleRate) / 1000));
  // One sample that is no number makes the sum none.
  if (!Number.isFinite(measured.energy)) {
    const broken = pcm.findIndex((sample) => !Number.isFinite(sample));
    return [{ code: 'not_finite', detail: `sample=${broken}, samples=${pcm.length}` }];
  }
  return [
    ...level(measured, pcm.length),
    ...length(pcm.length / sampleRate, expectation),
    ...pauses(measured.longestPauseFrames, expectation),
  ];
}

interface Measured {
  /** Sum of squares. */
  readonly energy: number;
  /** Samples on the rail. */
  readonly railed: number;
  readonly longestPauseFrames: number;
}

/** Everything in one pass over plain numbers: every second of speech goes through here on the thread that renews locks. */
function measure(pcm: Float32Array, frame: number): Measured {
  const quiet = PAUSE_RMS * PAUSE_RMS * frame;
  let energy = 0;
  let railed = 0;
  let longestPauseFrames = 0;
  let current = 0;
  for (let start = 0; start < pcm.length; start += frame) {
    const end = Math.min(start + frame, pcm.length);
    let sum = 0;
    for (let index = start; index < end; index += 1) {
      const sample = pcm[index] as number;
      sum += sample * sample;
      if (sample >= RAIL || sample <= -RAIL) railed += 1;
    }
    energy += sum;
    // The rest of a frame at the end says nothing.
    if (end - start < frame) break;
    current = sum < quiet ? current + 1 : 0;
    if (current > longestPauseFrames) longestPauseFrames = current;
  }
  return { energy, railed, longestPauseFrames };
}

function level({ energy, railed }: Measured, samples: number): readonly Finding[] {
  const loudness = samples === 0 ? 0 : Math.sqrt(energy / samples);
  if (loudness < SILENT_RMS) return [{ code: 'silent', detail: `rms=${loudness.toFixed(5)}` }];
  const share = railed / samples;
  return share > CLIPPED_SHARE ? [{ code: 'clipped', detail: `share=${share.toFixed(4)}` }] : [];
}

function length(seconds: number, { expectedSeconds }: Expectation): readonly Finding[] {
  const detail = `seconds=${seconds.toFixed(2)}, expected=${expectedSeconds.toFixed(2)}`;
  if (seconds < expectedSeconds * SHORTEST_RATIO - LENGTH_SLACK_SECONDS || seconds === 0) {
    return [{ code: 'too_short', detail }];
  }
  return seconds > expectedSeconds * LONGEST_RATIO + LENGTH_SLACK_SECONDS ? [{ code: 'too_long', detail }] : [];
}

function pauses(longestFrames: number, { speed = 1 }: Expectation): readonly Finding[] {
  const seconds = (longestFrames * FRAME_MS) / 1000;
  const limit = PAUSE_SECONDS / Math.min(1, speed);
  return seconds > limit ? [{ code: 'long_silence', detail: `seconds=${seconds.toFixed(2)}` }] : [];
}
