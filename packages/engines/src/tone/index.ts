import type { EngineFamily } from '../family.js';
import { voicesOf, voiceOf } from '../voices.js';
import { asToneUtterance, encode, MAX_LETTERS, SECONDS_PER_LETTER, spanSize } from './encode.js';
import { toneEngine } from './engine.js';

/** Small, so that a few sentences already make several segments. */
const TARGET_SIZE = 60;

/** Sines for tests: deterministic, no model, faults on demand. */
export const tone: EngineFamily = {
  name: 'tone',
  model: (manifest) => ({
    revision: 'tone-1',
    sampleRate: manifest.sampleRate,
    voices: voicesOf(manifest),
    defaultVoice: manifest.defaultVoice,
    limit: { maxSize: MAX_LETTERS, targetSize: TARGET_SIZE, size: spanSize },
    encode: (speech) => encode(speech, voiceOf(manifest, speech.voice)),
    expectedSeconds: (utterance) => {
      const { letters, speed } = asToneUtterance(utterance);
      return ([...letters].length * SECONDS_PER_LETTER) / speed;
    },
  }),
  load: (pack) => Promise.resolve(toneEngine(pack.manifest.sampleRate)),
};
