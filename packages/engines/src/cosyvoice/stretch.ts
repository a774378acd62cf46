/** Between which speech tokens each mel frame lies; as `models/cosyvoice/frames.py`. */
export interface Stretch {
  readonly frames: number;
  /** For each frame the token before it and the one after it, int64 [frames] as the graph takes them. */
  readonly left: BigInt64Array;
  readonly right: BigInt64Array;
  /** How far between the two it lies, 0 … 1, float32 [frames]. */
  readonly share: Float32Array;
}

/** Upstream's: fifty speech tokens are a second. */
const TOKENS_PER_SECOND = 50;
/** Upstream stretches the first and the last so many apart from those between, where there are more than both. */
const EDGE_TOKENS = 20;

export interface FrameRate {
  readonly sampleRate: number;
  readonly samplesPerFrame: number;
}

/** How many frames so many tokens become. */
export function framesOf(tokens: number, { sampleRate, samplesPerFrame }: FrameRate): number {
  return Math.trunc(((tokens / TOKENS_PER_SECOND) * sampleRate) / samplesPerFrame);
}

/** @param tokens at least one */
export function stretchOf(tokens: number, rate: FrameRate): Stretch {
  const frames = framesOf(tokens, rate);
  const left = new BigInt64Array(frames);
  const right = new BigInt64Array(frames);
  const share = new Float32Array(frames);
  let at = 0;
  for (const { first, count, wanted } of partsOf(tokens, frames, rate)) {
    for (let frame = 0; frame < wanted; frame += 1) {
      // Centres of frames on centres of tokens; before the first centre there is only the first token.
      const place = Math.max(((frame + 0.5) * count) / wanted - 0.5, 0);
      const before = Math.trunc(place);
      left[at] = BigInt(first + before);
      right[at] = BigInt(first + Math.min(before + 1, count - 1));
      share[at] = place - before;
      at += 1;
    }
  }
  return { frames, left, right, share };
}

interface Part {
  readonly first: number;
  readonly count: number;
  /** Frames of this part. */
  readonly wanted: number;
}

function partsOf(tokens: number, frames: number, rate: FrameRate): readonly Part[] {
  const middle = tokens - 2 * EDGE_TOKENS;
  if (middle <= 0) return [{ first: 0, count: tokens, wanted: frames }];
  const edge = framesOf(EDGE_TOKENS, rate);
  return [
    { first: 0, count: EDGE_TOKENS, wanted: edge },
    { first: EDGE_TOKENS, count: middle, wanted: frames - 2 * edge },
    { first: EDGE_TOKENS + middle, count: EDGE_TOKENS, wanted: edge },
  ];
}
