import type { Language } from '@lector/contract';

/**
 * The one interface every model family implements. `Utterance` is plain data: it is built on the main thread by the
 * family's pure `encode`, crosses to the inference thread as a message, and, hashed, is a segment's content key.
 */

/** What the engine is asked to say: the spans of one segment in one voice. */
export interface Speech {
  readonly spans: readonly { readonly language: Language; readonly spoken: string; readonly ipa: string }[];
  readonly voice: string;
  readonly speed: number;
  readonly seed: number;
}

/** A family's exact input for one segment. JSON-serialisable; the same value always gives the same audio (but for
 * the last bits of samples, which the number of threads changes: sums are split differently). */
export type Utterance = { readonly family: string } & Readonly<Record<string, unknown>>;

/** Audio of one utterance. */
export interface Rendered {
  /** float32 samples in [-1, 1], mono, at the engine's sample rate. */
  readonly pcm: Float32Array;
  /** Audio frames per input unit (token), where the model tells; a frame is `samplesPerFrame` samples. */
  readonly durations: readonly number[] | null;
  readonly samplesPerFrame: number | null;
}

/** An utterance being decoded. */
export interface Slot {
  readonly id: number;
}

export type StepResult =
  | { readonly slot: Slot; readonly kind: 'more' }
  | { readonly slot: Slot; readonly kind: 'done'; readonly rendered: Rendered };

/** A loaded model. Lives on the inference thread and may block it. */
export interface Engine {
  readonly sampleRate: number;
  /** How many utterances one step can advance together. */
  readonly slots: number;
  /** Takes an utterance in; cheap, no forward pass. */
  open(utterance: Utterance): Slot;
  /** One pass for all slots given. */
  step(slots: readonly Slot[]): Promise<readonly StepResult[]>;
  /** Lets a finished or cancelled slot go. */
  close(slot: Slot): void;
  dispose(): Promise<void>;
}

/** Threads of one engine, decided by the supervisor. */
export interface EngineThreads {
  /** Threads that compute one operator together, the calling thread included. */
  readonly intraOp: number;
  /** CPU numbers (0-based) the engine owns, one per thread; null: leave placement to the kernel. */
  readonly cpus: readonly number[] | null;
}

/** A voice as the pack's manifest describes it, ready to list. */
export interface EngineVoice {
  readonly id: string;
  readonly name: string;
  readonly gender: 'female' | 'male';
  readonly languages: readonly { readonly language: Language; readonly quality: 'native' | 'cross-lingual' }[];
}

/** The main-thread half of a model family: pure, no model loaded. */
export interface EngineModel {
  /** Part of every content key: raised when the same utterance would sound different. */
  readonly revision: string;
  readonly sampleRate: number;
  readonly voices: readonly EngineVoice[];
  /** The voice `default` stands for. */
  readonly defaultVoice: string;
  /** How segments are sized; see `SegmentLimit` in `@lector/text`. */
  readonly limit: {
    readonly maxSize: number;
    readonly targetSize: number;
    size(span: { readonly ipa: string; readonly spoken: string; readonly language: Language }): number;
  };
  /**
   * The exact input for a segment.
   * @throws LectorError `unknown_voice`, `voice_language_unavailable`
   */
  encode(speech: Speech): Utterance;
  /** Rough seconds of audio the utterance should have, for the output check and the ETA. */
  expectedSeconds(utterance: Utterance): number;
}
