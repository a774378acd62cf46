import type { PackManifest } from '@lector/packs';
import type { EngineModel } from '../engine.js';
import { splitSpeed, type SpeedRange } from '../speed.js';
import { asked, listed, presetsOf, voiceFinder } from '../voices.js';
import { estimatedWordTimes } from '../word-times.js';
import { asCosyvoiceUtterance, encode } from './encode.js';
import { estimatedSeconds, estimatedTokens } from './text-size.js';

/** Raised when the same segment would be encoded or rendered to other audio. */
const REVISION = 'cosyvoice-1';

/** Stretched over time as a mel, which keeps the pitch; how it sounds was not heard. What is beyond is left to the file. */
const SPEED: SpeedRange = { min: 0.5, max: 2 };

/**
 * Tokens of a segment: about five seconds. Attention makes longer ones dearer by the second (10 s cost a third more than
 * twice 5 s), and shorter ones begin to sound, and free their slot, earlier.
 */
const TARGET_TOKENS = 28;
/** A sentence that can be cut nowhere. The LM gives a segment up to thirty seconds, see `capacity.ts`. */
const MAX_TOKENS = 70;

/** The pure half: voices, limits, the text the model reads. */
export function cosyvoiceModel(manifest: PackManifest): EngineModel {
  const voices = presetsOf(manifest);
  const voiceOf = voiceFinder(voices, manifest.defaultVoice);
  return {
    revision: REVISION,
    sampleRate: manifest.sampleRate,
    voices: voices.map(listed),
    defaultVoice: manifest.defaultVoice,
    voice: (wanted) => asked(voiceOf(wanted)),
    speed: SPEED,
    limit: { maxSize: MAX_TOKENS, targetSize: TARGET_TOKENS, size: ({ spoken }) => estimatedTokens(spoken) },
    encode: (speech) => encode({ ...speech, speed: splitSpeed(speech.speed, SPEED).speed }, voiceOf(speech.voice)),
    expectedSeconds: (utterance) => {
      const { text, speed } = asCosyvoiceUtterance(utterance);
      return estimatedSeconds(text) / speed;
    },
    // The model tells no durations: where a sentence begins and ends is known, words are guessed from letters.
    timings: { precision: 'estimated', finest: 'sentence' },
    wordTimes: ({ spans }, words, rendered) => estimatedWordTimes(spans, words, rendered),
  };
}
