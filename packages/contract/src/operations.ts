import { JOB_OPERATIONS } from './job-operations.js';
import { LEXICON_OPERATIONS } from './lexicon-operations.js';
import { OPENAI_OPERATIONS } from './openai-operations.js';
import {
  BINARY,
  HELD,
  inPath,
  inQuery,
  json,
  KEYED,
  type Operation,
  READ_WITH,
  SPEAKABLE,
  STORED,
  WITH_BODY,
} from './operation.js';
import { SERVICE_OPERATIONS } from './service-operations.js';
import { VoiceListQuery, VoiceSampleQuery } from './voices.js';

const VOICE_ID = inPath('id', 'A voice id, `default`, or a blend `a(2)+b(1)`.');

/** Every call of the HTTP API: what it takes, gives and may refuse. `openapi.ts` writes the document from it. */
export const OPERATIONS: readonly Operation[] = [
  ...JOB_OPERATIONS,
  {
    method: 'get',
    path: '/v1/voices',
    operationId: 'listVoices',
    tag: 'voices',
    summary: 'Who can speak, and which languages',
    parameters: inQuery(VoiceListQuery.shape),
    responses: json('The voices of the deployment that fit, presets first.', 'VoiceList'),
    problems: ['invalid_request', ...KEYED],
  },
  {
    method: 'get',
    path: '/v1/voices/{id}/sample',
    operationId: 'sampleVoice',
    tag: 'voices',
    summary: 'A short WAV of a voice, or of a blend, in one of its languages',
    description:
      'Rendered at the first call, as a job of the interactive lane; kept from then on. A blend is rendered as any job is.',
    parameters: [VOICE_ID, ...inQuery(VoiceSampleQuery.shape)],
    responses: {
      '200': {
        description: 'The audio.',
        headers: { ETag: 'sha256 of the audio.', 'Cache-Control': 'How long it may be kept.' },
        content: { 'audio/wav': BINARY },
      },
      '304': { description: 'Unchanged (If-None-Match).' },
    },
    problems: [
      'invalid_request',
      ...STORED,
      'not_found',
      'unknown_pack',
      'language_unavailable',
      'voice_language_unavailable',
      ...HELD,
    ],
  },
  {
    method: 'post',
    path: '/v1/text/explain',
    operationId: 'explainText',
    tag: 'text',
    summary: 'What synthesis would make of a text: segments, languages, readings',
    body: 'ExplainRequest',
    responses: json('The plan.', 'ExplainResponse'),
    problems: [...WITH_BODY, ...STORED, ...READ_WITH, ...SPEAKABLE, 'unknown_pack'],
  },
  {
    method: 'post',
    path: '/v1/text/candidates',
    operationId: 'listCandidates',
    tag: 'text',
    summary: 'The words of a text that may need an entry in a lexicon',
    description:
      'Names, words no dictionary has, characters with several readings. Entries of `lexicons` are taken as they are.',
    body: 'CandidatesRequest',
    responses: json('The words.', 'CandidatesResponse'),
    problems: [...WITH_BODY, ...STORED, ...READ_WITH, ...SPEAKABLE],
  },
  ...LEXICON_OPERATIONS,
  {
    method: 'post',
    path: '/tts',
    operationId: 'speak',
    tag: 'jobs',
    summary: 'Short text in, WAV in the answer; hanging up cancels the work',
    body: 'TtsRequest',
    responses: json('The audio and what was done.', 'TtsResponse'),
    problems: [
      ...WITH_BODY,
      ...STORED,
      ...SPEAKABLE,
      ...HELD,
      'unknown_pack',
      'unknown_lexicon',
      // A speed beyond what the model itself can is left to ffmpeg.
      'encoder_unavailable',
      'encoding_failed',
    ],
  },
  ...OPENAI_OPERATIONS,
  ...SERVICE_OPERATIONS,
];
