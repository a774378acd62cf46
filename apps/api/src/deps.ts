import type { EncoderDeps } from '@lector/audio';
import type { EmojiReading, Language, SubmittedText } from '@lector/contract';
import type {
  JobNotifier,
  JobStore,
  JobTransport,
  LaneBacklogs,
  LexiconStore,
  LexiconUse,
  ObjectStore,
} from '@lector/jobs';
import type { Logger, Tracing } from '@lector/process-kit';
import type { Candidate, PinFinder, Plan } from '@lector/text';
import type { ApiMetrics } from './api-metrics.js';
import type { AuthConfig } from './middleware/auth.js';
import type { ServedPack, ServedPacks } from './served-packs.js';

/** Everything the routes need, handed in by `main`. Tests hand in their own. */
export interface ApiDeps {
  readonly store: JobStore;
  readonly notifier: JobNotifier;
  readonly transport: JobTransport;
  readonly objects: ObjectStore;
  readonly lexicons: LexiconStore;
  /** What lexicons fix in a text; undefined for none. */
  readonly lexiconPins: (uses: readonly LexiconUse[]) => Promise<PinFinder | undefined>;
  readonly packs: ServedPacks;
  readonly text: TextFrontend;
  readonly probes: Probes;
  readonly load: QueueLoad;
  readonly settings: ApiSettings;
  readonly logger: Logger;
  readonly metrics: ApiMetrics;
  readonly tracing: Tracing;
  /** Milliseconds since 1970, for what is stored and shown. */
  readonly nowMs: () => number;
  /** Milliseconds of a clock that nobody sets, for waiting. */
  readonly monotonicMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Where a text too long for the record is kept. */
  readonly textKey: (jobId: string) => string;
  /** Where what a lexicon says is kept. */
  readonly lexiconKey: (tenant: string, token: string) => string;
  /** Where one attempt keeps its audio. */
  readonly audioKey: (jobId: string, fence: number, extension: string) => string;
  /** Where one attempt keeps its timings. */
  readonly timingsKey: (jobId: string, fence: number) => string;
  /** Where a finished segment is kept. */
  readonly segmentKey: (tenant: string, contentKey: string) => string;
  /** Finds ffmpeg, or fetches it, at the first call. */
  readonly ffmpeg: EncoderDeps['ffmpeg'];
  /** Where the sample of a listed voice is kept. */
  readonly sampleKey: (sample: {
    readonly pack: string;
    readonly voice: string;
    readonly language: Language;
  }) => string;
  /** Aborts when the process begins to end: waiters and streams, whose clients simply ask again, let go. */
  readonly closing: AbortSignal;
  /** Aborts when calls in progress have had their time to end and are about to be cut off. */
  readonly drainOver: AbortSignal;
}

/** The part of the text frontend that needs more than the text; the pure rules are imported where they are used. */
export interface TextFrontend {
  /** As workers that hold the pack plan. Loads the dictionaries at the first call. */
  plan(pack: ServedPack, text: SubmittedText, read: ReadWith): Promise<Plan>;
  /** The words of a text that may need an entry in a lexicon. */
  candidates(pack: ServedPack, text: SubmittedText, read: ReadWith): Promise<readonly Candidate[]>;
}

/** How a text is to be read. */
export interface ReadWith {
  readonly language: 'auto' | Language;
  readonly emoji?: EmojiReading | undefined;
  /** Of its lexicons. */
  readonly findPins?: PinFinder | undefined;
}

/** Looks for `/readyz`; each may throw or hang, the route bounds it. */
export interface Probes {
  queue(): Promise<void>;
  storage(): Promise<void>;
  /** Live workers that hold the pack. */
  workers(pack: string): Promise<number>;
}

/** A worker process that gave a sign of life a moment ago. */
export interface LiveWorker {
  readonly id: string;
  readonly pack: string;
  readonly sinceMs: number;
  /** Jobs it renders at a time. */
  readonly slots: number;
  /** null before it has measured any. */
  readonly charactersPerSecond: number | null;
}

/** How much the workers have to do and how fast they do it, for estimates and metrics. */
export interface QueueLoad {
  /** The pack’s open jobs, running ones included. */
  backlog(pack: string): Promise<LaneBacklogs>;
  /** Of all live workers of the pack together; null until one has measured its speed. */
  charactersPerSecond(pack: string): Promise<number | null>;
  /** Of every pack, as they told of themselves last. */
  workers(): Promise<readonly LiveWorker[]>;
  /** Jobs and units that workers of the pack are at now. */
  slotsInUse(pack: string): Promise<number>;
  /** When the job was accepted that has waited longest, ms since 1970; null when none waits. */
  oldestWaitingMs(): Promise<number | null>;
}

export interface ApiSettings {
  readonly version: string;
  /** Where clients reach the API, without a trailing slash; empty: links of answers are paths, see `api-url.ts`. */
  readonly publicUrl: string;
  readonly auth: AuthConfig;
  /** Longest text of a job, code points. */
  readonly maxCharacters: number;
  readonly webhookAllowCidrs: readonly string[];
  /** How long an idempotency key is remembered. */
  readonly idempotencyTtlMs: number;
  /** Longest a call waits for the object store before it answers 503. */
  readonly storeMs: number;
  /** Longest a `/tts` call is held open. */
  readonly ttsTimeoutMs: number;
  readonly sse: { readonly lookMs: number; readonly heartbeatMs: number };
}
