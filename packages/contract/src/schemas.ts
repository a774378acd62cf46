import { AuditionRequest } from './audition.js';
import { Candidate, CandidatesRequest, CandidatesResponse } from './candidates.js';
import { Capacity } from './capacity.js';
import { ExplainRequest, ExplainResponse } from './explain.js';
import { Health, Readiness } from './health.js';
import {
  Job,
  JobAccepted,
  JobError,
  JobProgress,
  JobRequest,
  JobResult,
  JobSummary,
  SpanView,
  WebhookRequest,
} from './job.js';
import { Lexicon, LexiconDocument, LexiconEntry, LexiconList, LexiconView } from './lexicons.js';
import { Problem } from './problem.js';
import { JobList } from './queries.js';
import { Model, ModelList, SpeechRequest, SpeechVoiceList } from './speech.js';
import { Timings } from './timings.js';
import { TtsRequest, TtsResponse } from './tts.js';
import { Voice, VoiceList } from './voices.js';
import { WebhookBody } from './webhook.js';

/** Schemas shown by name in the OpenAPI document. Requests are described as sent: defaults make a field optional. */
export const REQUEST_SCHEMAS = {
  AuditionRequest,
  CandidatesRequest,
  ExplainRequest,
  JobRequest,
  Lexicon,
  LexiconEntry,
  SpeechRequest,
  TtsRequest,
  WebhookRequest,
} as const;

/** Responses are described as received: every default is filled in. */
export const RESPONSE_SCHEMAS = {
  Candidate,
  CandidatesResponse,
  Capacity,
  ExplainResponse,
  Health,
  Job,
  JobAccepted,
  JobError,
  JobList,
  JobProgress,
  JobResult,
  JobSummary,
  LexiconDocument,
  LexiconEntry,
  LexiconList,
  LexiconView,
  Model,
  ModelList,
  Problem,
  Readiness,
  Span: SpanView,
  SpeechVoiceList,
  Timings,
  TtsResponse,
  Voice,
  VoiceList,
  WebhookBody,
} as const;

export type SchemaName = keyof typeof REQUEST_SCHEMAS | keyof typeof RESPONSE_SCHEMAS;
