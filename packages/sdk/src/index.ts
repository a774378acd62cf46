export {
  createClient,
  type CallOptions,
  type ClientOptions,
  type ExplainInput,
  type JobInput,
  type LectorClient,
  type TtsInput,
} from './client.js';
export { LectorApiError, LectorConnectionError } from './errors.js';
export type { FollowOptions, JobStreamEvent, SegmentEvent } from './job-events.js';
