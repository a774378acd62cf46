import { z } from 'zod';
import { EmojiField } from './emoji-reading.js';
import { LANGUAGES } from './languages.js';
import { LexiconEntry, LexiconNames } from './lexicons.js';
import { PackField } from './pack-field.js';
import { ONE_TEXT, ONE_TEXT_RULES, SsmlField, TextField } from './submitted-text.js';
import { TTS_MAX_CHARACTERS } from './tts.js';
import { requestBody } from './request-body.js';
import { VOICE_MAX_CHARACTERS } from './voice-blend.js';

/** `POST /v1/lexicons:audition`: entries to be heard before they are kept. */

/** A few are tried at a time; whole lexicons are kept and named. */
export const AUDITION_MAX_ENTRIES = 100;

export const AuditionRequest = requestBody(
  {
    text: TextField.describe(`At most ${TTS_MAX_CHARACTERS} Unicode code points; this or \`ssml\`.`),
    ssml: SsmlField,
    entries: z
      .array(LexiconEntry)
      .min(1)
      .max(AUDITION_MAX_ENTRIES)
      .optional()
      .describe('Entries to try; they hold before those of `lexicons`.'),
    lexicons: LexiconNames,
    voice: z
      .string()
      .min(1)
      .max(VOICE_MAX_CHARACTERS)
      .default('default')
      .describe('A voice id of GET /v1/voices, or a blend `a(2)+b(1)`.'),
    language: z.enum(['auto', ...LANGUAGES]).default('auto'),
    emoji: EmojiField,
    speed: z.number().min(0.25).max(4).default(1),
    pack: PackField,
  },
  ONE_TEXT_RULES,
).meta({ id: 'AuditionRequest', ...ONE_TEXT });
export type AuditionRequest = z.infer<typeof AuditionRequest>;
