import { z } from 'zod';
import { LANGUAGES } from './languages.js';
import { PackField } from './pack-field.js';

/** `GET /v1/voices`: who can speak, and what. */

export const VoiceGender = z.enum(['female', 'male']);

/** `preset`: made for several languages. `style`: one of the model's own vectors, as it was trained. */
export const VoiceKind = z.enum(['preset', 'style']);

export const Voice = z
  .object({
    id: z.string(),
    name: z.string(),
    gender: VoiceGender,
    kind: VoiceKind.describe(
      '`preset`: a voice put together for several languages. `style`: one of the model’s own, as it was trained. Both can be blended.',
    ),
    languages: z.array(
      z.object({
        language: z.enum(LANGUAGES),
        quality: z
          .enum(['native', 'cross-lingual'])
          .describe('`cross-lingual`: reached through the sounds of other languages.'),
      }),
    ),
    trained_on: z
      .array(z.string())
      .describe('BCP 47 tags of what the voice was trained on, also where this version cannot read that language.'),
    pack: z.string().describe('The model pack a job has to name to be spoken by it.'),
    default: z.boolean().describe('Whether `voice: "default"` means this one where that pack is named.'),
    links: z.object({ sample: z.string().describe('A short WAV of this voice.') }),
  })
  .meta({ id: 'Voice' });
export type Voice = z.infer<typeof Voice>;

export const VoiceList = z.object({ voices: z.array(Voice) }).meta({ id: 'VoiceList' });
export type VoiceList = z.infer<typeof VoiceList>;

export const VoiceListQuery = z.strictObject({
  language: z.enum(LANGUAGES).optional().describe('Only voices that speak it, natively or not.'),
  gender: VoiceGender.optional(),
  kind: VoiceKind.optional(),
  pack: PackField.describe('Only voices of it.'),
});
export type VoiceListQuery = z.infer<typeof VoiceListQuery>;

export const VoiceSampleQuery = z.strictObject({
  language: z
    .string()
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'must be a language tag')
    .optional()
    .describe('One of the voice’s languages; its native one when absent.'),
  pack: PackField,
});
