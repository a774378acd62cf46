import type { EngineFamily } from '../family.js';
import { asked, listed, presetsOf, voiceFinder } from '../voices.js';
import { wordTimes } from '../word-times.js';
import {
  asToneUtterance,
  encode,
  lettersOf,
  MAX_LETTERS,
  SECONDS_PER_LETTER,
  spanSize,
  spokenLetters,
} from './encode.js';
import { toneEngine } from './engine.js';

/** Small, so that a few sentences already make several segments. */
const TARGET_SIZE = 60;

/** Sines for tests: deterministic, no model, faults on demand. */
export const tone: EngineFamily = {
  name: 'tone',
  model: (manifest) => {
    const voices = presetsOf(manifest);
    const voiceOf = voiceFinder(voices, manifest.defaultVoice);
    return {
      revision: 'tone-1',
      sampleRate: manifest.sampleRate,
      voices: voices.map(listed),
      defaultVoice: manifest.defaultVoice,
      voice: (wanted) => asked(voiceOf(wanted)),
      // A sine can be as short as one likes.
      speed: { min: 0.25, max: 4 },
      limit: { maxSize: MAX_LETTERS, targetSize: TARGET_SIZE, size: spanSize },
      encode: (speech) => encode(speech, voiceOf(speech.voice)),
      expectedSeconds: (utterance) => {
        const { letters, speed } = asToneUtterance(utterance);
        return ([...letters].length * SECONDS_PER_LETTER) / speed;
      },
      timings: { precision: 'exact', finest: 'word' },
      wordTimes: ({ spans }, words, rendered) =>
        wordTimes(spans, words, rendered, {
          units: [...spokenLetters(spans)],
          lead: 0,
          unitsOf: lettersOf,
          aheadFrames: 0,
          sharesSpaces: false,
        }),
    };
  },
  load: (pack) => Promise.resolve(toneEngine(pack.manifest.sampleRate)),
};
