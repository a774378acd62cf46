import type { PackManifest } from '@lector/packs';
import type { EngineModel } from '../engine.js';
import { splitSpeed } from '../speed.js';
import { asked, listed, voiceFinder } from '../voices.js';
import { wordTimes } from '../word-times.js';
import { asKokoroUtterance, encode, MAX_TOKENS, spanSize, symbolsOf } from './encode.js';
import { expectedSeconds } from './expected-seconds.js';
import { SPEED } from './speed.js';
import { toSymbols } from './symbols.js';
import { kokoroVoices } from './voices.js';

/** Raised when the same segment would be encoded or rendered to other audio. */
const REVISION = 'kokoro-1';

/** Ten tokens below what the model takes: a planner that is off by a mark or two must not fail a job. */
const MAX_SIZE = MAX_TOKENS - 10;

/** About 15 seconds: longer passes lose no prosody but delay the first sound, the progress and a cancel. */
const TARGET_SIZE = 220;

/**
 * Sounds come some 75 ms before the frames of their tokens. Measured on 90 sentences (English, Chinese, Japanese) against
 * the edges of silences in the audio (1 to 2 frames) and the word times of a recogniser (4 to 5); the model's authors
 * subtract as many.
 */
const AHEAD_FRAMES = 3;

export function kokoroModel(manifest: PackManifest): EngineModel {
  const voices = kokoroVoices(manifest);
  const voiceOf = voiceFinder(voices, manifest.defaultVoice);
  return {
    revision: REVISION,
    sampleRate: manifest.sampleRate,
    voices: voices.map(listed),
    defaultVoice: manifest.defaultVoice,
    voice: (wanted) => asked(voiceOf(wanted)),
    speed: SPEED,
    limit: { maxSize: MAX_SIZE, targetSize: TARGET_SIZE, size: spanSize },
    encode: (speech) => encode({ ...speech, speed: splitSpeed(speech.speed, SPEED).speed }, voiceOf(speech.voice)),
    expectedSeconds: (utterance) => expectedSeconds(asKokoroUtterance(utterance)),
    timings: { precision: 'exact', finest: 'word' },
    wordTimes: ({ spans }, words, rendered) =>
      wordTimes(spans, words, rendered, {
        units: [...symbolsOf(spans)],
        // The zero in front.
        lead: 1,
        unitsOf: (ipa, { language }) => toSymbols(ipa, language),
        aheadFrames: AHEAD_FRAMES,
        sharesSpaces: true,
      }),
  };
}
