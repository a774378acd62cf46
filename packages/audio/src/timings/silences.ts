/** A stretch of audio without sound, seconds. */
export interface Silence {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Loudness is looked at in windows of 10 ms, the least that holds a period of a deep voice. */
const WINDOW_SECONDS = 0.01;
/** Below a hundredth of the loudest window (-40 dB) nothing of a voice is heard; models leave noise at -60 dB. */
const SILENT_RATIO = 0.01;
/** Shorter ones are the closures of stops (k, t, p), which belong to their words. */
const MIN_WINDOWS = 5;

/** Silences of 50 ms and more in mono s16le samples, in order, to 10 ms. */
export function findSilences(pcm: Uint8Array, sampleRate: number): readonly Silence[] {
  const perWindow = Math.round(sampleRate * WINDOW_SECONDS);
  const samples = pcm.length >> 1;
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const energies: number[] = [];
  for (let start = 0; start < samples; start += perWindow) {
    const end = Math.min(start + perWindow, samples);
    let sum = 0;
    for (let at = start; at < end; at += 1) sum += view.getInt16(at * 2, true) ** 2;
    energies.push(sum / (end - start));
  }
  const loudest = energies.reduce((most, energy) => Math.max(most, energy), 0);
  const limit = loudest * SILENT_RATIO ** 2;
  const silences: Silence[] = [];
  let first = 0;
  for (let window = 0; window <= energies.length; window += 1) {
    const energy = energies[window];
    if (energy !== undefined && (energy < limit || energy === 0)) continue;
    if (window - first >= MIN_WINDOWS) {
      const endSample = Math.min(window * perWindow, samples);
      silences.push({ startSeconds: (first * perWindow) / sampleRate, endSeconds: endSample / sampleRate });
    }
    first = window + 1;
  }
  return silences;
}
