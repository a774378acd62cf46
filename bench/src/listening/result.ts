import type { Machine } from '../report.js';
import type { SentenceLanguage, Split } from './sentences.js';

/** What the judge says, and what a run keeps: content of `models/eval/results/*.json`. */

/** Who spoke: Lector, Lector from hand-checked IPA, or somebody else on the same model file. */
export type System = 'lector' | 'floor' | 'kokoro-onnx espeak' | 'kokoro-onnx misaki';

export interface Count {
  readonly errors: number;
  readonly units: number;
}

export interface JudgedSpan extends Count {
  readonly language: string;
  readonly expected: string;
  readonly hypothesis: string;
  readonly start: number;
  readonly end: number;
}

/** One line of the judge's answer. */
export interface Judgement extends Count {
  readonly seconds: number;
  readonly hypothesis?: string;
  readonly judge?: string;
  readonly dnsmos?: { readonly p808: number; readonly overall: number };
  /** A second opinion. Korean: another recogniser; Cantonese: errors in syllables, without tones and whatever the characters. */
  readonly second?: Count & { readonly judge: string };
  readonly spans?: readonly JudgedSpan[];
}

export interface Judged extends Judgement {
  readonly id: string;
  readonly system: System;
  readonly voice: string;
  readonly language: SentenceLanguage;
  /** Languages planning found, in order; what a peer does not tell is absent. */
  readonly found?: readonly string[];
  /** Code or words of what went wrong when it could not be spoken; every unit of it then counts as an error. */
  readonly failed?: string;
}

/** Cosine between the mean voices of two groups, each named `SYSTEM/VOICE/LANGUAGE`. */
export interface Likeness {
  readonly a: string;
  readonly b: string;
  readonly cosine: number;
}

/** What every run that is heard says of itself: the head of `models/eval/results/*.json`. */
export interface RunHead {
  readonly version: 1;
  /** When it began, ISO 8601. */
  readonly at: string;
  /** `+changes` stands for a working tree that differs from it. */
  readonly commit: string;
  readonly machine: Machine;
  readonly pack: string;
  /** Packages of those who listened, and of the peers. */
  readonly versions: Readonly<Record<string, string>>;
  readonly wallSeconds: number;
}

export interface EvalResult extends RunHead {
  readonly call: { readonly limit: number | null; readonly split: Split | null };
  readonly sentences: Readonly<
    Record<string, { readonly text: string; readonly expected: string; readonly split: Split }>
  >;
  readonly utterances: readonly Judged[];
  readonly likeness: readonly Likeness[];
}

/** Errors as a share of the units; NaN where there is nothing to be heard. */
export function errorRate(counts: readonly Count[]): number {
  const units = counts.reduce((sum, count) => sum + count.units, 0);
  return counts.reduce((sum, count) => sum + count.errors, 0) / (units === 0 ? NaN : units);
}
