import type {
  AuditionRequest,
  Candidate,
  CandidatesRequest,
  Capacity,
  ExplainRequest,
  ExplainResponse,
  Health,
  Job,
  JobAccepted,
  JobList,
  JobRequest,
  JobStatus,
  JobSummary,
  Lexicon,
  LexiconDocument,
  LexiconList,
  LexiconView,
  Model,
  Readiness,
  SpeechRequest,
  Timings,
  TtsRequest,
  TtsResponse,
  Voice,
  VoiceListQuery,
} from '@lector/contract';
import type { FollowOptions, JobStreamEvent } from './job-events.js';
import type { CallOptions } from './transport.js';

/** Plain text or an SSML document. */
type OneText = { readonly text: string; readonly ssml?: never } | { readonly ssml: string; readonly text?: never };

/** What is needed to say, the rest has defaults. */
export type JobInput = OneText & Partial<Omit<JobRequest, 'text' | 'ssml'>>;
export type ExplainInput = OneText & Partial<Omit<ExplainRequest, 'text' | 'ssml'>>;
export type CandidatesInput = OneText & Partial<Omit<CandidatesRequest, 'text' | 'ssml'>>;
export type AuditionInput = OneText & Partial<Omit<AuditionRequest, 'text' | 'ssml'>>;
export type TtsInput = Pick<TtsRequest, 'text'> & Partial<TtsRequest>;
/** Without `stream_format`: the events of `sse` hold the same audio as base64. */
export type SpeechInput = Pick<SpeechRequest, 'model' | 'input' | 'voice'> &
  Partial<Omit<SpeechRequest, 'stream_format'>>;

/** Jobs are found again by this key, so that trying again never makes a second one. Made by the client when absent. */
export type SubmitOptions = CallOptions & { readonly idempotencyKey?: string };

/** Methods throw what `errors.ts` lists, or the reason of their signal. */
export interface LectorClient {
  readonly jobs: JobCalls;
  readonly voices: {
    list(options?: CallOptions & Partial<VoiceListQuery>): Promise<readonly Voice[]>;
    /** A short WAV of a voice or a blend, in its own language or the one asked for; rendered at the first call. */
    sample(
      id: string,
      options?: CallOptions & { readonly language?: string; readonly pack?: string },
    ): Promise<Uint8Array<ArrayBuffer>>;
  };
  readonly models: {
    /** The names `speech` takes as `model`. */
    list(options?: CallOptions): Promise<readonly Model[]>;
  };
  readonly lexicons: LexiconCalls;
  /** The words of a text that may need an entry in a lexicon, the most doubtful and most frequent first. */
  candidates(input: CandidatesInput, options?: CallOptions): Promise<readonly Candidate[]>;
  /** What synthesis would make of a text. */
  explain(input: ExplainInput, options?: CallOptions): Promise<ExplainResponse>;
  /** Short text in, the whole WAV as base64 out; aborting cancels the work. Never sent twice. */
  tts(input: TtsInput, options?: CallOptions): Promise<TtsResponse>;
  /**
   * OpenAI's call: short text in, audio out while it is still being rendered. The body of the answer is the audio; its
   * header `x-job-id` names the job. Aborting, or cancelling the body, cancels the work. Never sent twice.
   */
  speech(input: SpeechInput, options?: CallOptions): Promise<Response>;
  /** Who holds which pack, what waits for it, and how long that takes. */
  capacity(options?: CallOptions): Promise<Capacity>;
  health(options?: CallOptions): Promise<Health>;
  /** @throws LectorUnavailableError `not_ready` with what is missing in `errors` */
  ready(options?: CallOptions): Promise<Readiness>;
  /** Asks until everything a job needs is there. @throws what the last look said when the time is over */
  waitUntilReady(options: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Promise<Readiness>;
}

/** For which version a change is meant; any when absent. `lexiconTag` makes the tag of a version. */
export interface LexiconConditions {
  /** That one. @throws LectorApiError `lexicon_changed` where another holds */
  readonly ifMatch?: string;
  /** None: only where there is no such lexicon. */
  readonly ifNoneMatch?: '*';
}

export interface LexiconCalls {
  /** Makes it, or its next version; as PLS where the second argument is a text. */
  put(id: string, lexicon: Lexicon | string, options?: CallOptions & LexiconConditions): Promise<LexiconView>;
  get(id: string, options?: CallOptions & { readonly version?: number }): Promise<LexiconDocument>;
  /** The same as PLS. */
  pls(id: string, options?: CallOptions & { readonly version?: number }): Promise<string>;
  /** One page, by their ids. */
  list(options?: CallOptions & { readonly limit?: number; readonly cursor?: string }): Promise<LexiconList>;
  /** All of them, page by page as they are asked for. */
  all(options?: CallOptions): AsyncGenerator<LexiconView, void, undefined>;
  delete(id: string, options?: CallOptions & Pick<LexiconConditions, 'ifMatch'>): Promise<void>;
  /** A short text with entries that are not kept yet, as WAV; aborting cancels the work. Never sent twice. */
  audition(input: AuditionInput, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
}

export interface JobCalls {
  create(input: JobInput, options?: SubmitOptions): Promise<JobAccepted>;
  /** @param options.wait seconds (0 to 60) to wait for the end before answering */
  get(id: string, options?: CallOptions & { readonly wait?: number; readonly include?: 'text' }): Promise<Job>;
  /** Waits until the job has ended, well or not. Without `timeoutMs`: however long it takes. */
  untilEnded(id: string, options?: CallOptions): Promise<Job>;
  /** The same for those who want the audio. @throws LectorJobError when the job has failed or was cancelled */
  untilCompleted(id: string, options?: CallOptions): Promise<Job>;
  /** One page, newest first. */
  list(
    options?: CallOptions & { readonly status?: JobStatus; readonly limit?: number; readonly cursor?: string },
  ): Promise<JobList>;
  /** All of them, newest first, page by page as they are asked for. */
  all(options?: CallOptions & { readonly status?: JobStatus }): AsyncGenerator<JobSummary, void, undefined>;
  /** Cancels; of a finished job, deletes the audio. */
  cancel(id: string, options?: CallOptions): Promise<Job>;
  /** A new job with the same request; the ended one stays as it is. */
  retry(id: string, options?: SubmitOptions): Promise<JobAccepted>;
  /** Follows a job live to its end; connects again by itself. */
  events(id: string, options?: FollowOptions): AsyncGenerator<JobStreamEvent, void, undefined>;
  /** The whole audio. `proxy` fetches it through the API where it would redirect to the object store. */
  audio(id: string, options?: CallOptions & { readonly proxy?: boolean }): Promise<Uint8Array<ArrayBuffer>>;
  /** The same as an answer whose body is still to be read, or a range of it (`bytes=0-99`). */
  audioResponse(
    id: string,
    options?: CallOptions & { readonly range?: string; readonly proxy?: boolean },
  ): Promise<Response>;
  /** When each sentence or word is heard, of a job created with `timings`. */
  timings(id: string, options?: CallOptions): Promise<Timings>;
  /** The same as a file of subtitles. */
  subtitles(id: string, format: 'srt' | 'vtt', options?: CallOptions): Promise<string>;
}
