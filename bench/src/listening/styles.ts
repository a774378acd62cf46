import type { Language } from '@lector/contract';
import type { Machine } from '../report.js';
import type { Count } from './result.js';
import { parseRows } from './sentences.js';

/** A style, or blend of styles, that may speak a language for a preset. */
export interface StyleCandidate {
  readonly preset: string;
  readonly language: Language;
  /** As a request names it: `zf_xiaoni` or `jf_alpha(1)+zf_xiaoxiao(1)`. */
  readonly voice: string;
}

export interface StyleTrial extends StyleCandidate, Count {
  readonly sentences: number;
  readonly p808: number;
  /** Mean cosine with what the preset speaks its other native languages in, by the manifest of the run; null: nothing to compare. */
  readonly likeness: number | null;
  /** Whether the manifest has it so now. */
  readonly current: boolean;
}

/** Content of `models/eval/results/styles.json`. */
export interface StylesResult {
  readonly version: 1;
  readonly at: string;
  readonly commit: string;
  readonly machine: Machine;
  readonly limit: number | null;
  readonly trials: readonly StyleTrial[];
}

/** `models/eval/styles.tsv`. @throws Error for a line without a voice */
export function parseCandidates(tsv: string): readonly StyleCandidate[] {
  return parseRows(tsv).map(({ preset, language, voice }, index) => {
    if (!preset || !language || !voice) throw new Error(`a candidate lacks a column [line=${index + 2}]`);
    return { preset, language: language as Language, voice };
  });
}

/** Styles of a manifest as a request names them: `{zf: 0.5, jf: 0.25}` as `jf(0.25)+zf(0.5)`. */
export function voiceOfStyles(styles: Readonly<Record<string, number>>): string {
  const parts = Object.entries(styles).sort(([a], [b]) => (a < b ? -1 : 1));
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only[0];
  return parts.map(([name, weight]) => `${name}(${weight})`).join('+');
}
