export { lexiconTag } from '@lector/contract/lexicon-tag';
export { createClient, type ClientOptions } from './client.js';
export type {
  AuditionInput,
  CandidatesInput,
  ExplainInput,
  JobCalls,
  JobInput,
  LectorClient,
  LexiconCalls,
  LexiconConditions,
  SpeechInput,
  SubmitOptions,
  TtsInput,
} from './client-types.js';
export {
  LectorApiError,
  LectorAuthError,
  LectorConflictError,
  LectorConnectionError,
  LectorJobError,
  LectorNotFoundError,
  LectorRateLimitError,
  LectorRequestError,
  LectorServerError,
  LectorTimeoutError,
  LectorUnavailableError,
} from './errors.js';
export type { ApiErrorFacts } from './errors.js';
export type { FollowOptions, JobStreamEvent, SegmentEvent } from './job-events.js';
export type { CallOptions } from './transport.js';
export { verifyWebhook, type ReceivedHeaders, type WebhookVerdict } from './webhook.js';
