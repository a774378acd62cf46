/**
 * Where sound begins and ends, from the samples alone. Times of words are checked against these: finer than what the product
 * itself finds its silences by, and without its durations. Pure.
 */

export interface SoundEdges {
  /** Seconds at which sound begins behind silence, in order. */
  readonly onsets: readonly number[];
  /** Seconds at which it ends before silence. */
  readonly ends: readonly number[];
}

/** Holds a period of a deep voice. */
const WINDOW_SECONDS = 0.01;
const HOP_SECONDS = 0.0025;
/** Share of the loudest window's energy, -40 dB: all that can be heard. */
const HEARD_ENERGY = 1e-4;
/** -20 dB: without what fades away. */
export const FULL_ENERGY = 1e-2;
/** Shorter ones are closures of stops inside words. */
const SILENCE_SECONDS = 0.06;

/**
 * @param pcm mono s16le samples; silence before the first and behind the last counts
 * @param soundEnergy from which share of the loudest window's energy there is sound
 */
export function soundEdges(pcm: Uint8Array, sampleRate: number, soundEnergy = HEARD_ENERGY): SoundEdges {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const samples = pcm.length >> 1;
  const hop = Math.round(sampleRate * HOP_SECONDS);
  const window = Math.round(sampleRate * WINDOW_SECONDS);
  const sums = new Float64Array(samples + 1);
  for (let at = 0; at < samples; at += 1) sums[at + 1] = (sums[at] ?? 0) + view.getInt16(at * 2, true) ** 2;
  const starts = Array.from(
    { length: Math.max(0, Math.floor((samples - window) / hop) + 1) },
    (_, index) => index * hop,
  );
  const energies = starts.map((start) => (sums[start + window] ?? 0) - (sums[start] ?? 0));
  const loudest = energies.reduce((most, energy) => Math.max(most, energy), 0);
  const onsets: number[] = [];
  const ends: number[] = [];
  // Before the first sample it is silent for ever.
  let silentSince = -Infinity;
  for (const [index, start] of starts.entries()) {
    const loud = (energies[index] ?? 0) > loudest * soundEnergy;
    if (!loud && silentSince === Infinity) silentSince = start / sampleRate;
    if (!loud || silentSince === Infinity) continue;
    // The samples that came in last made the window loud; those that left it first had been the last of the sound.
    const onset = index === 0 ? 0 : (start + window - hop / 2) / sampleRate;
    if (onset - silentSince >= SILENCE_SECONDS) {
      onsets.push(onset);
      if (silentSince !== -Infinity) ends.push(silentSince);
    }
    silentSince = Infinity;
  }
  if (onsets.length > 0) ends.push(silentSince === Infinity ? samples / sampleRate : silentSince);
  return { onsets, ends };
}
