import { z } from 'zod';
import { EmojiField } from './emoji-reading.js';
import { LANGUAGES } from './languages.js';
import { LexiconNames } from './lexicons.js';
import type { Problem } from './problem.js';
import { TTS_MAX_CHARACTERS } from './tts.js';
import { requestBody } from './request-body.js';
import { VOICE_MAX_CHARACTERS } from './voice-blend.js';
import { VoiceGender } from './voices.js';

/** OpenAI's speech call and what its clients ask beside it. Names and shapes are OpenAI's; what is Lector's own is said. */

export const SPEECH_MAX_CHARACTERS = TTS_MAX_CHARACTERS;

/** Hz of every format of this call; raw `pcm` cannot say its own, and OpenAI's has this one. */
export const SPEECH_SAMPLE_RATE = 24_000;

/** OpenAI's models of speech: clients name them without asking, so each stands for the deployment's first pack. */
export const OPENAI_MODELS = ['tts-1', 'tts-1-hd', 'gpt-4o-mini-tts', 'gpt-4o-mini-tts-2025-12-15'] as const;

const VoiceId = z.string().min(1).max(VOICE_MAX_CHARACTERS);
const VOICE_SHAPE = `must be a voice of 1 to ${VOICE_MAX_CHARACTERS} characters, or {"id": voice}`;

export const SPEECH_FORMATS = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'] as const;

export const SpeechRequest = requestBody({
  model: z
    .string()
    .min(1)
    .max(64)
    .describe(`A pack (GET /v1/models), or ${OPENAI_MODELS.join(', ')}, which all stand for the deployment’s first.`),
  input: z.string().describe(`At most ${SPEECH_MAX_CHARACTERS} Unicode code points.`),
  voice: z
    .union([VoiceId, z.strictObject({ id: VoiceId }).transform(({ id }) => id)], VOICE_SHAPE)
    .describe('A voice id of GET /v1/voices, a blend of them, or a name of OpenAI’s that GET /v1/audio/voices lists.'),
  response_format: z.enum(SPEECH_FORMATS).default('mp3'),
  speed: z.number().min(0.25).max(4).default(1),
  stream_format: z
    .enum(['audio', 'sse'])
    .default('audio')
    .describe('`sse`: events `speech.audio.delta` with base64, then `speech.audio.done`.'),
  instructions: z.string().max(SPEECH_MAX_CHARACTERS).optional().describe('No pack follows any: must be empty.'),
  language: z
    .enum(['auto', ...LANGUAGES])
    .default('auto')
    .describe('Lector’s own: what ambiguous spans are read as.'),
  emoji: EmojiField,
  lexicons: LexiconNames.describe(
    'Lector’s own: lexicons the text is read with; where two have the same word, the first holds.',
  ),
}).meta({ id: 'SpeechRequest' });
export type SpeechRequest = z.infer<typeof SpeechRequest>;
export type SpeechFormat = SpeechRequest['response_format'];

/** A part of the audio, in the order it is to be played. */
export interface SpeechAudioDelta {
  readonly type: 'speech.audio.delta';
  /** Base64. */
  readonly audio: string;
}

/** The last event of a stream that is whole. */
export interface SpeechAudioDone {
  readonly type: 'speech.audio.done';
  readonly usage: SpeechUsage;
}

/** Lector has no tokens: the input counts its code points, the output the twentieths of a second, about as many as OpenAI's. */
export interface SpeechUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly total_tokens: number;
}

const OUTPUT_TOKENS_PER_SECOND = 20;

export function speechUsage(characters: number, audioSeconds: number): SpeechUsage {
  const output = Math.ceil(audioSeconds * OUTPUT_TOKENS_PER_SECOND);
  return { input_tokens: characters, output_tokens: output, total_tokens: characters + output };
}

export const Model = z
  .object({
    id: z.string(),
    object: z.literal('model'),
    created: z.int().describe('When this process began to serve it, seconds since 1970.'),
    owned_by: z.string(),
    alias_of: z.string().optional().describe('Lector’s own: the pack that answers to this name.'),
  })
  .meta({ id: 'Model' });
export type Model = z.infer<typeof Model>;

export const ModelList = z.object({ object: z.literal('list'), data: z.array(Model) }).meta({ id: 'ModelList' });
export type ModelList = z.infer<typeof ModelList>;

export const SpeechVoiceList = z
  .object({
    voices: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        gender: VoiceGender,
        languages: z.array(z.enum(LANGUAGES)),
        aliases: z.array(z.string()).describe('OpenAI’s names that stand for this voice.'),
        model: z.string().describe('The model that has it.'),
      }),
    ),
  })
  .meta({ id: 'SpeechVoiceList' });
export type SpeechVoiceList = z.infer<typeof SpeechVoiceList>;

/** Where OpenAI's clients call: their problem documents carry a member `error` as well. */
export function isOpenAiPath(path: string): boolean {
  return /^\/v1\/(audio|models)(\/|$)/.test(path);
}

/** A problem as OpenAI's clients read it. */
export function openAiError(
  problem: Pick<Problem, 'status' | 'detail' | 'code' | 'errors'>,
): NonNullable<Problem['error']> {
  const pointer = problem.errors?.[0]?.pointer ?? '';
  return {
    message: problem.detail,
    type: problem.status >= 500 ? 'server_error' : 'invalid_request_error',
    code: problem.code,
    param: pointer === '' ? null : pointer.slice(1).replaceAll('/', '.'),
  };
}
