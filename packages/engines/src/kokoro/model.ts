import type { PackManifest } from '@lector/packs';
import type { EngineModel } from '../engine.js';
import { voicesOf, voiceOf } from '../voices.js';
import { asKokoroUtterance, encode, MAX_TOKENS, spanSize } from './encode.js';
import { expectedSeconds } from './expected-seconds.js';

/** Raised when the same segment would be encoded or rendered to other audio. */
const REVISION = 'kokoro-1';

/** Ten tokens below what the model takes: a planner that is off by a mark or two must not fail a job. */
const MAX_SIZE = MAX_TOKENS - 10;

/** About 15 seconds: longer passes lose no prosody but delay the first sound, the progress and a cancel. */
const TARGET_SIZE = 220;

export function kokoroModel(manifest: PackManifest): EngineModel {
  return {
    revision: REVISION,
    sampleRate: manifest.sampleRate,
    voices: voicesOf(manifest),
    defaultVoice: manifest.defaultVoice,
    limit: { maxSize: MAX_SIZE, targetSize: TARGET_SIZE, size: spanSize },
    encode: (speech) => encode(speech, voiceOf(manifest, speech.voice)),
    expectedSeconds: (utterance) => expectedSeconds(asKokoroUtterance(utterance)),
  };
}
