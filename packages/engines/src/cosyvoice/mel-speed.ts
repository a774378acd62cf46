/**
 * A mel at another speed: linear interpolation over time, as upstream does (`align_corners=False`). The pitch stays, for
 * f0 is read off the mel behind it.
 * @param mel float32 [mels, frames]
 * @param speed above 1 is faster
 * @returns float32 [mels, trunc(frames / speed)], at least one frame
 */
export function atSpeed(mel: Float32Array, mels: number, speed: number): Float32Array {
  if (speed === 1) return mel;
  const frames = mel.length / mels;
  const wanted = Math.max(1, Math.trunc(frames / speed));
  const faster = new Float32Array(mels * wanted);
  for (let frame = 0; frame < wanted; frame += 1) {
    const place = Math.min(Math.max(((frame + 0.5) * frames) / wanted - 0.5, 0), frames - 1);
    const before = Math.trunc(place);
    const after = Math.min(before + 1, frames - 1);
    const share = place - before;
    for (let band = 0; band < mels; band += 1) {
      const low = mel[band * frames + before] as number;
      const high = mel[band * frames + after] as number;
      faster[band * wanted + frame] = low + share * (high - low);
    }
  }
  return faster;
}
