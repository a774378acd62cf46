import type { Language, VoiceQuality } from '@lector/contract';
import type { SpeedRange } from './speed.js';

/**
 * The one interface every model family implements. `Utterance` is plain data: it is built on the main thread by the
 * family's pure `encode`, crosses to the inference thread as a message, and, hashed, is a segment's content key.
 */

/** What the engine is asked to say: the spans of one segment in one voice. */
export interface Speech {
  readonly spans: readonly { readonly language: Language; readonly spoken: string; readonly ipa: string }[];
  /** An id, `default`, or a blend `a(2)+b(1)`. */
  readonly voice: string;
  /** As asked for; what a model does not reach is left to `splitSpeed`. */
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
  /** Goes on. `tokens`: how many the model decoded for it in this step. */
  | { readonly slot: Slot; readonly kind: 'more'; readonly tokens: number }
  | { readonly slot: Slot; readonly kind: 'done'; readonly rendered: Rendered }
  /** This one cannot go on; the others of the step can. */
  | { readonly slot: Slot; readonly kind: 'failed'; readonly error: unknown };

/** A loaded model. Lives on the inference thread and may block it. */
export interface Engine {
  readonly sampleRate: number;
  /** How many utterances one step can advance together. */
  readonly slots: number;
  /**
   * Takes an utterance in; cheap, no forward pass.
   * @param urgent somebody is waiting for it: where not everything can be done in one step, it comes first
   */
  open(utterance: Utterance, options?: { readonly urgent: boolean }): Slot;
  /**
   * One pass for all slots given.
   * @throws LectorError where none of them can go on
   */
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

/** What a request names as its voice: a voice or a blend of them. */
export interface AskedVoice {
  /** Of a blend, its canonical name: equal blends have the same. */
  readonly id: string;
  readonly languages: readonly { readonly language: Language; readonly quality: VoiceQuality }[];
}

/** A voice of the pack, ready to list. */
export interface EngineVoice extends AskedVoice {
  readonly name: string;
  readonly gender: 'female' | 'male';
  /** `preset`: put together by the manifest. `style`: a vector of the model itself. */
  readonly kind: 'preset' | 'style';
  /** BCP 47 tags of what it was trained on, whether there is a room for that language or not. */
  readonly trainedOn: readonly string[];
}

/** `exact`: from the durations the model itself gives each sound; `estimated`: from the lengths of the words. */
export type TimingPrecision = 'exact' | 'estimated';

/** What a family can say about when its words are spoken. */
export interface EngineTimings {
  readonly precision: TimingPrecision;
  /** The smallest piece it can time: some models tell no more than where a sentence begins and ends. */
  readonly finest: 'sentence' | 'word';
}

/** For each span of a speech, where its words stand in its IPA: UTF-16 indices, in order. */
export type WordPlaces = readonly (readonly { readonly ipaStart: number; readonly ipaEnd: number }[])[];

/** A segment's audio as far as timings need it. */
export interface RenderedAudio {
  readonly durations: readonly number[] | null;
  readonly samplesPerFrame: number | null;
  readonly sampleRate: number;
  /** How long it is. */
  readonly seconds: number;
  /** Stretches without sound, in order; see `findSilences` in `@lector/audio`. No word begins or ends inside one. */
  readonly silences: readonly WordTime[];
}

/** Seconds from the beginning of the segment's audio. */
export interface WordTime {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface WordTimes {
  readonly precision: TimingPrecision;
  /** As the words were given: in order, none before the end of the one before it. */
  readonly spans: readonly (readonly WordTime[])[];
}

/** The main-thread half of a model family: pure, no model loaded. */
export interface EngineModel {
  /** Part of every content key: raised when the same utterance would sound different. */
  readonly revision: string;
  readonly sampleRate: number;
  readonly voices: readonly EngineVoice[];
  /** The voice `default` stands for. */
  readonly defaultVoice: string;
  /**
   * The voice or blend a request names.
   * @throws LectorError `unknown_voice`, `invalid_voice_blend`
   */
  voice(asked: string): AskedVoice;
  /** Speeds the model reaches; `splitSpeed` says what is left for stretching the audio. */
  readonly speed: SpeedRange;
  /** How segments are sized; see `SegmentLimit` in `@lector/text`. */
  readonly limit: {
    readonly maxSize: number;
    readonly targetSize: number;
    size(span: { readonly ipa: string; readonly spoken: string; readonly language: Language }): number;
  };
  /**
   * The exact input for a segment, at the nearest speed the model reaches.
   * @throws LectorError `unknown_voice`, `invalid_voice_blend`, `voice_language_unavailable`
   */
  encode(speech: Speech): Utterance;
  /** Rough seconds of audio the utterance should have, for the output check and the ETA. */
  expectedSeconds(utterance: Utterance): number;
  /** The best it can do about timings; null: none at all. */
  readonly timings: EngineTimings | null;
  /** When the words of a segment are spoken, pauses left out. Only where `timings` is not null. */
  wordTimes(speech: Speech, words: WordPlaces, rendered: RenderedAudio): WordTimes;
}
