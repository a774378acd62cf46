import type { KokoroUtterance } from './encode.js';

/**
 * Fitted on 65 utterances of 4 to 293 tokens, five voices, three languages: what was measured is 0.8 to 1.55 times what
 * this says, at half and double speed too. The constant is the silence the model puts around every utterance.
 */
const SECONDS_AROUND = 0.9;
const SECONDS_PER_TOKEN = 0.06;

/** A token lasts one frame of 25 ms at least, however fast; the zeros at both ends count. */
const SHORTEST_TOKEN_SECONDS = 0.025;

/** Rough seconds of audio. */
export function expectedSeconds({ tokens, speed }: Pick<KokoroUtterance, 'tokens' | 'speed'>): number {
  const spoken = (SECONDS_AROUND + SECONDS_PER_TOKEN * tokens.length) / speed;
  return Math.max(spoken, SHORTEST_TOKEN_SECONDS * (tokens.length + 2));
}
