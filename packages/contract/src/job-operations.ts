import { z } from 'zod';
import {
  BINARY,
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
import { AudioQuery, EventsQuery, JobListQuery, JobQuery } from './queries.js';
import { TimingsQuery } from './timings.js';

const JOB_ID = inPath('id', 'The job’s id.');
const LAST_EVENT_ID = inHeader('Last-Event-ID', 'Id of the last event seen; what came after it is sent again.');
const IDEMPOTENCY = inHeader(
  'Idempotency-Key',
  'The same key with the same body gives the same job.',
  z.string().min(1).max(255),
);
const RANGE = inHeader('Range', 'One byte range.');

const ACCEPTED: OperationResponse = {
  description: 'The job is taken and will reach exactly one terminal state.',
  headers: { Location: 'Where the job is.', 'Idempotency-Replayed': '`true` when an earlier answer is repeated.' },
  content: { 'application/json': 'JobAccepted' },
};

/** Jobs: submitting, looking, following, and what they leave. */
export const JOB_OPERATIONS: readonly Operation[] = [
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
      'sample_rate_unavailable',
      'timings_unavailable',
      'unknown_lexicon',
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
      'sample_rate_unavailable',
      'timings_unavailable',
      'unknown_lexicon',
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
    path: '/v1/jobs/{id}/timings',
    operationId: 'getTimings',
    tag: 'jobs',
    summary: 'When each sentence, or each word, is heard',
    description: 'Of a job that asked for it with `timings`. Deleted with the audio.',
    parameters: [JOB_ID, ...inQuery(TimingsQuery.shape)],
    responses: {
      '200': {
        description: 'All of it, in the format asked for.',
        headers: { ETag: 'Changes with the audio and the format.' },
        content: { 'application/json': 'Timings', 'application/x-subrip': TEXT, 'text/vtt': TEXT },
      },
      '304': { description: 'Unchanged (If-None-Match).' },
    },
    problems: [
      'invalid_request',
      ...STORED,
      'not_found',
      'job_not_finished',
      'job_without_timings',
      'audio_deleted',
      'storage_unavailable',
      'storage_refused',
    ],
  },
];
