import { z } from 'zod';
import { LANGUAGES } from './languages.js';

/** `GET /v1/voices`: who can speak, and what. */
export const Voice = z
  .object({
    id: z.string(),
    name: z.string(),
    gender: z.enum(['female', 'male']),
    languages: z.array(
      z.object({
        language: z.enum(LANGUAGES),
        quality: z
          .enum(['native', 'cross-lingual'])
          .describe('`cross-lingual`: reached through the sounds of other languages.'),
      }),
    ),
    pack: z.string(),
    default: z.boolean().describe('Whether `voice: "default"` means this one.'),
  })
  .meta({ id: 'Voice' });
export type Voice = z.infer<typeof Voice>;

export const VoiceList = z.object({ voices: z.array(Voice) }).meta({ id: 'VoiceList' });
export type VoiceList = z.infer<typeof VoiceList>;
