import type { AudioFormat, Language } from '@lector/contract';
import type { EngineModel } from '@lector/engines';
import type { JobNotifier, JobStore, JobTransport, ObjectStore } from '@lector/jobs';
import type { Logger } from '@lector/process-kit';
import type { Plan } from '@lector/text';
import type { AuthConfig } from './middleware/auth.js';

/** Everything the routes need, handed in by `main`. Tests hand in their own. */
export interface ApiDeps {
  readonly store: JobStore;
  readonly notifier: JobNotifier;
  readonly transport: JobTransport;
  readonly objects: ObjectStore;
  readonly pack: ServedPack;
  readonly text: TextFrontend;
  readonly probes: Probes;
  readonly settings: ApiSettings;
  readonly logger: Logger;
  /** Milliseconds since 1970, for what is stored and shown. */
  readonly nowMs: () => number;
  /** Milliseconds of a clock that nobody sets, for waiting. */
  readonly monotonicMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Where a text too long for the record is kept. */
  readonly textKey: (jobId: string) => string;
  /** Aborts when the process is about to end: waiters and streams let go. */
  readonly closing: AbortSignal;
}

/** The model pack this deployment serves, as far as an API needs it: no weights, nothing loaded. */
export interface ServedPack {
  readonly name: string;
  readonly model: EngineModel;
}

/** The part of the text frontend that needs more than the text; the pure rules are imported where they are used. */
export interface TextFrontend {
  /** Languages with a room. */
  readonly languages: readonly Language[];
  /** Loads the dictionaries at the first call. */
  plan(text: string, language: 'auto' | Language): Promise<Plan>;
}

/** Looks for `/readyz`; each may throw or hang, the route bounds it. */
export interface Probes {
  queue(): Promise<void>;
  storage(): Promise<void>;
  /** Live workers that hold the pack. */
  workers(): Promise<number>;
}

export interface ApiSettings {
  readonly version: string;
  /** Where clients reach the API, without a trailing slash; empty: links are paths. */
  readonly publicUrl: string;
  readonly auth: AuthConfig;
  readonly formats: readonly AudioFormat[];
  /** Longest text of a job, code points. */
  readonly maxCharacters: number;
  readonly webhookAllowCidrs: readonly string[];
  /** How long an idempotency key is remembered. */
  readonly idempotencyTtlMs: number;
  /** Longest a `/tts` call is held open. */
  readonly ttsTimeoutMs: number;
  readonly sse: { readonly lookMs: number; readonly heartbeatMs: number };
}
