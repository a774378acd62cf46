import { z } from 'zod';
import { BINARY, json, KEYED, type Operation, SPEAKABLE, STORED, TEXT, WITH_BODY } from './operation.js';

/** OpenAI's speech call and what its clients ask beside it. */
export const OPENAI_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/audio/speech',
    operationId: 'createSpeech',
    tag: 'openai',
    summary: 'OpenAI’s call: short text in, audio out while it is still being rendered; hanging up cancels the work',
    description:
      'A job of the interactive lane; its id is in `X-Job-Id`. The answer begins with the first finished segment: what fails until then is a problem document, what fails later cuts the connection (with `sse`: an event `error`). Every format has 24,000 Hz, mono. `aac` is a bare ADTS stream, `pcm` 16 bit little-endian.',
    body: 'SpeechRequest',
    responses: {
      '200': {
        description: 'The audio, or the events.',
        headers: { 'X-Job-Id': 'The job it is rendered by.' },
        content: { 'audio/*': BINARY, 'text/event-stream': TEXT },
      },
    },
    problems: [
      ...WITH_BODY,
      ...STORED,
      ...SPEAKABLE,
      'unknown_pack',
      'unknown_lexicon',
      'option_unavailable',
      'job_without_audio',
      'engine_failed',
      'engine_hung',
      'engine_bad_output',
      'encoding_failed',
      'encoder_unavailable',
      'attempts_exhausted',
      'disk_full',
      'storage_unavailable',
      'storage_refused',
      'cancelled',
      'not_ready',
      'timed_out',
    ],
  },
  {
    method: 'get',
    path: '/v1/models',
    operationId: 'listModels',
    tag: 'openai',
    summary: 'OpenAI’s call: the packs of this deployment, and the names that stand for the first',
    responses: json('The names `model` may have.', 'ModelList'),
    problems: KEYED,
  },
  {
    method: 'get',
    path: '/v1/models/{model}',
    operationId: 'retrieveModel',
    tag: 'openai',
    summary: 'OpenAI’s call: one of them',
    parameters: [{ name: 'model', in: 'path', schema: z.string() }],
    responses: json('It is served here.', 'Model'),
    problems: [...KEYED, 'not_found'],
  },
  {
    method: 'get',
    path: '/v1/audio/voices',
    operationId: 'listSpeechVoices',
    tag: 'openai',
    summary: 'The voices as clients of other speech servers look for them; GET /v1/voices says more',
    responses: json('All of them, presets first, with OpenAI’s names for them.', 'SpeechVoiceList'),
    problems: KEYED,
  },
];
