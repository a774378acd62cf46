import type { ErrorCode } from '@lector/contract';
import type { EngineThreads, Utterance } from '@lector/engines';
import type { PreparedPack } from '@lector/packs';

/**
 * The whole protocol between a worker's main thread and its inference thread. Utterances go one way, finished audio
 * the other; the id is the sender's and comes back unchanged.
 */
export type ToInference =
  /** `urgent`: somebody waits for it; it comes before those that nobody does. */
  | { readonly kind: 'open'; readonly id: number; readonly utterance: Utterance; readonly urgent: boolean }
  /** Nobody waits for it any more: its slot is closed before the next step. */
  | { readonly kind: 'close'; readonly id: number }
  | { readonly kind: 'stop' };

export type FromInference =
  | { readonly kind: 'ready'; readonly sampleRate: number; readonly slots: number; readonly loadMs: number }
  /** After every step: also the sign that the thread lives. */
  | ({ readonly kind: 'stepped' } & EngineStep)
  | {
      readonly kind: 'rendered';
      readonly id: number;
      /** float32 samples; the buffer is transferred, not copied. */
      readonly pcm: Float32Array;
      readonly durations: readonly number[] | null;
      readonly samplesPerFrame: number | null;
      /** Wall time of the steps this utterance took part in. */
      readonly inferenceMs: number;
    }
  | { readonly kind: 'failed'; readonly id: number; readonly code: ErrorCode; readonly message: string };

/** What one step of the engine was about. */
export interface EngineStep {
  /** Utterances it advanced together. */
  readonly occupied: number;
  /** Tokens it decoded for all of them; 0 where the model decodes none. */
  readonly tokens: number;
}

/** What the thread is started with (`workerData`). */
export interface InferenceStart {
  readonly pack: PreparedPack;
  readonly threads: EngineThreads;
}
