import { z } from 'zod';
import type { ErrorCode } from './errors.js';
import { AudioQuery, EventsQuery, JobListQuery, JobQuery } from './queries.js';
import type { SchemaName } from './schemas.js';

/** Every call of the HTTP API: what it takes, gives and may refuse. `openapi.ts` writes the document from it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'delete';
  /** OpenAPI style, `{id}` for a variable part. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: 'jobs' | 'voices' | 'text' | 'service';
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly body?: SchemaName;
  readonly responses: Readonly<Record<string, OperationResponse>>;
  readonly problems: readonly ErrorCode[];
  /** Needs no API key. */
  readonly open?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: z.ZodType;
}

export interface OperationResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Content type to the name of a schema, or to a JSON schema. */
  readonly content?: Readonly<Record<string, SchemaName | Readonly<Record<string, unknown>>>>;
}

const BINARY = { type: 'string', format: 'binary' } as const;
const TEXT = { type: 'string' } as const;

const JOB_ID: Parameter = { name: 'id', in: 'path', schema: z.string().describe('The job’s id.') };
const LAST_EVENT_ID: Parameter = {
  name: 'Last-Event-ID',
  in: 'header',
  schema: z.string().optional().describe('Id of the last event seen; what came after it is sent again.'),
};
const IDEMPOTENCY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: z.string().min(1).max(255).optional().describe('The same key with the same body gives the same job.'),
};
const RANGE: Parameter = {
  name: 'Range',
  in: 'header',
  schema: z.string().optional().describe('One byte range.'),
};

const KEYED: readonly ErrorCode[] = ['unauthorized', 'forbidden', 'internal'];
const STORED: readonly ErrorCode[] = [...KEYED, 'queue_unavailable'];
const WITH_BODY: readonly ErrorCode[] = [
  'malformed_json',
  'invalid_request',
  'request_timeout',
  'body_too_large',
  'unsupported_media_type',
  'headers_too_large',
];
const SPEAKABLE: readonly ErrorCode[] = [
  'text_too_long',
  'empty_text',
  'invalid_text',
  'language_unavailable',
  'unknown_voice',
  'voice_language_unavailable',
];

const ACCEPTED: OperationResponse = {
  description: 'The job is taken and will reach exactly one terminal state.',
  headers: { Location: 'Where the job is.', 'Idempotency-Replayed': '`true` when an earlier answer is repeated.' },
  content: { 'application/json': 'JobAccepted' },
};

export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/jobs',
    operationId: 'createJob',
    tag: 'jobs',
    summary: 'Submit text to be spoken',
    parameters: [IDEMPOTENCY],
    body: 'JobRequest',
    responses: { '202': ACCEPTED },
    problems: [
      ...WITH_BODY,
      ...STORED,
      ...SPEAKABLE,
      'format_unavailable',
      'option_unavailable',
      'unknown_pack',
      'idempotency_key_reused',
      'webhook_target_refused',
      'storage_unavailable',
      'storage_refused',
    ],
  },
  {
    method: 'get',
    path: '/v1/jobs',
    operationId: 'listJobs',
    tag: 'jobs',
    summary: 'Jobs, newest first',
    parameters: inQuery(JobListQuery.shape),
    responses: json('One page.', 'JobList'),
    problems: ['invalid_request', ...STORED],
  },
  {
    method: 'get',
    path: '/v1/jobs/{id}',
    operationId: 'getJob',
    tag: 'jobs',
    summary: 'One job; with `wait`, once it has ended or the time is over',
    parameters: [JOB_ID, ...inQuery(JobQuery.shape)],
    responses: json('The job as it is now.', 'Job'),
    problems: ['invalid_request', ...STORED, 'not_found', 'storage_unavailable', 'storage_refused'],
  },
  {
    method: 'delete',
    path: '/v1/jobs/{id}',
    operationId: 'cancelJob',
    tag: 'jobs',
    summary: 'Cancel a job; of a finished one, delete the audio',
    parameters: [JOB_ID],
    responses: {
      ...json('Cancelled, or its audio deleted. Repeating it changes nothing.', 'Job'),
      '202': {
        description: 'A worker is rendering it and stops within one segment.',
        content: { 'application/json': 'Job' },
      },
    },
    problems: [...STORED, 'not_found', 'storage_unavailable', 'storage_refused'],
  },
  {
    method: 'post',
    path: '/v1/jobs/{id}/retry',
    operationId: 'retryJob',
    tag: 'jobs',
    summary: 'A new job with the same request; the ended one stays as it is',
    parameters: [JOB_ID, IDEMPOTENCY],
    responses: { '202': ACCEPTED },
    problems: [
      ...STORED,
      ...SPEAKABLE,
      'invalid_request',
      'not_found',
      'job_not_finished',
      'idempotency_key_reused',
      'unknown_pack',
      'webhook_target_refused',
      'storage_unavailable',
      'storage_refused',
    ],
  },
  {
    method: 'get',
    path: '/v1/jobs/{id}/events',
    operationId: 'followJob',
    tag: 'jobs',
    summary: 'Follow a job live (server-sent events)',
    description:
      'First `job.state` with the whole job, then `job.progress`, `job.segment` and one of `job.completed`, `job.failed`, `job.cancelled`, which ends the stream.',
    parameters: [JOB_ID, LAST_EVENT_ID, ...inQuery(EventsQuery.shape)],
    responses: {
      '200': { description: 'The stream.', content: { 'text/event-stream': TEXT } },
      '204': { description: 'The event after which to continue was the last one.' },
    },
    problems: ['invalid_request', ...STORED, 'not_found'],
  },
  {
    method: 'get',
    path: '/v1/jobs/{id}/audio',
    operationId: 'getAudio',
    tag: 'jobs',
    summary: 'The audio',
    parameters: [JOB_ID, RANGE, ...inQuery(AudioQuery.shape)],
    responses: {
      '200': {
        description: 'All of it.',
        headers: { ETag: 'sha256 of the audio.', 'Accept-Ranges': 'bytes' },
        content: { 'audio/*': BINARY },
      },
      '206': {
        description: 'The range asked for.',
        headers: { 'Content-Range': 'Which bytes of how many.' },
        content: { 'audio/*': BINARY },
      },
      '302': {
        description: 'A presigned address of the object store.',
        headers: { Location: 'Valid for some minutes.' },
      },
      '304': { description: 'Unchanged (If-None-Match).' },
    },
    problems: [
      'invalid_request',
      ...STORED,
      'not_found',
      'job_not_finished',
      'job_without_audio',
      'audio_deleted',
      'range_not_satisfiable',
      'storage_unavailable',
      'storage_refused',
    ],
  },
  {
    method: 'get',
    path: '/v1/voices',
    operationId: 'listVoices',
    tag: 'voices',
    summary: 'Who can speak, and which languages',
    responses: json('All voices of the deployment.', 'VoiceList'),
    problems: KEYED,
  },
  {
    method: 'post',
    path: '/v1/text/explain',
    operationId: 'explainText',
    tag: 'text',
    summary: 'What synthesis would make of a text: segments, languages, readings',
    body: 'ExplainRequest',
    responses: json('The plan.', 'ExplainResponse'),
    problems: [...WITH_BODY, ...KEYED, 'text_too_long', 'empty_text', 'invalid_text', 'language_unavailable'],
  },
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
      'engine_failed',
      'engine_hung',
      'engine_bad_output',
      'attempts_exhausted',
      'storage_unavailable',
      'storage_refused',
      'cancelled',
      'not_ready',
      'timed_out',
    ],
  },
  {
    method: 'get',
    path: '/healthz',
    operationId: 'health',
    tag: 'service',
    summary: 'Whether the process answers',
    responses: json('It does.', 'Health'),
    problems: ['internal'],
    open: true,
  },
  {
    method: 'get',
    path: '/readyz',
    operationId: 'readiness',
    tag: 'service',
    summary: 'Whether a job submitted now would be rendered',
    responses: json('It would.', 'Readiness'),
    problems: ['not_ready', 'internal'],
    open: true,
  },
  page('/openapi.json', 'openapi', 'This document', {
    'application/json': { type: 'object', additionalProperties: true },
  }),
  page('/docs', 'docs', 'This document as a page', { 'text/html': TEXT }),
  page('/docs/errors', 'errorDocs', 'The error codes as a page', { 'text/html': TEXT }),
];

function json(description: string, schema: SchemaName): Record<'200', OperationResponse> {
  return { '200': { description, content: { 'application/json': schema } } };
}

function page(
  path: string,
  operationId: string,
  summary: string,
  content: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Operation {
  return {
    method: 'get',
    path,
    operationId,
    tag: 'service',
    summary,
    responses: { '200': { description: summary, content } },
    problems: ['internal'],
    open: true,
  };
}

function inQuery(shape: Readonly<Record<string, z.ZodType>>): readonly Parameter[] {
  return Object.entries(shape).map(([name, schema]) => ({ name, in: 'query', schema }));
}
