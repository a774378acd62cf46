import { PLS_CONTENT_TYPE } from './lexicon-tag.js';
import { LexiconListQuery, LexiconQuery } from './lexicons.js';
import {
  BINARY,
  HELD,
  inHeader,
  inPath,
  inQuery,
  json,
  type Operation,
  type OperationResponse,
  SPEAKABLE,
  STORED,
  TEXT,
  WITH_BODY,
} from './operation.js';

const LEXICON_ID = inPath('id', 'The lexicon’s id: 1 to 64 of a-z, 0-9, _ and -.');
const IF_MATCH = inHeader('If-Match', '`ETag` of the version that must hold now.');
const IF_NONE_MATCH = inHeader('If-None-Match', '`*`: only where there is none of this id.');

const put = (description: string): OperationResponse => ({
  description,
  headers: { ETag: 'Of the version that holds.' },
  content: { 'application/json': 'LexiconView' },
});

/** Lexicons: keeping them, and hearing entries before they are kept. */
export const LEXICON_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/lexicons',
    operationId: 'listLexicons',
    tag: 'lexicons',
    summary: 'Lexicons, by their ids',
    parameters: inQuery(LexiconListQuery.shape),
    responses: json('One page.', 'LexiconList'),
    problems: ['invalid_request', ...STORED],
  },
  {
    method: 'get',
    path: '/v1/lexicons/{id}',
    operationId: 'getLexicon',
    tag: 'lexicons',
    summary: 'One lexicon, with its entries',
    parameters: [LEXICON_ID, ...inQuery(LexiconQuery.shape)],
    responses: {
      '200': {
        description: 'A version of it; as PLS where `Accept` asks for that.',
        headers: { ETag: 'Changes with every version.' },
        content: { 'application/json': 'LexiconDocument', [PLS_CONTENT_TYPE]: TEXT },
      },
      '304': { description: 'Unchanged (If-None-Match).' },
    },
    problems: ['invalid_request', ...STORED, 'not_found', 'storage_unavailable', 'storage_refused'],
  },
  {
    method: 'put',
    path: '/v1/lexicons/{id}',
    operationId: 'putLexicon',
    tag: 'lexicons',
    summary: 'Make a lexicon, or its next version',
    description:
      'A body that says the same as the version that holds is no change. Jobs that were accepted keep the version they were accepted with.',
    parameters: [LEXICON_ID, IF_MATCH, IF_NONE_MATCH],
    body: { 'application/json': 'Lexicon', [PLS_CONTENT_TYPE]: TEXT },
    responses: { '200': put('It is a new version, or says the same.'), '201': put('There was none of this id.') },
    problems: [
      ...WITH_BODY,
      ...STORED,
      'lexicon_changed',
      'invalid_lexicon',
      'too_many_lexicons',
      'storage_unavailable',
      'storage_refused',
    ],
  },
  {
    method: 'delete',
    path: '/v1/lexicons/{id}',
    operationId: 'deleteLexicon',
    tag: 'lexicons',
    summary: 'Delete a lexicon with all its versions; jobs that were accepted keep theirs',
    parameters: [LEXICON_ID, IF_MATCH],
    responses: { '204': { description: 'It is gone.' } },
    problems: [...STORED, 'not_found', 'lexicon_changed'],
  },
  {
    method: 'post',
    path: '/v1/lexicons:audition',
    operationId: 'auditionLexicon',
    tag: 'lexicons',
    summary: 'Hear a short text with entries that are not kept yet',
    description: 'A job of the interactive lane; its id is in `X-Job-Id`. Hanging up cancels the work.',
    body: 'AuditionRequest',
    responses: {
      '200': {
        description: 'The audio.',
        headers: { 'X-Job-Id': 'The job it was rendered by.' },
        content: { 'audio/wav': BINARY },
      },
    },
    problems: [
      ...WITH_BODY,
      ...STORED,
      ...SPEAKABLE,
      ...HELD,
      'unknown_pack',
      'invalid_lexicon',
      'unknown_lexicon',
      // A speed beyond what the model itself can is left to ffmpeg.
      'encoder_unavailable',
      'encoding_failed',
    ],
  },
];
