import type { Language } from '@lector/contract';
import type { Machine } from '../report.js';
import type { Count, Judgement, Likeness } from './result.js';
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

/** Languages the pack's styles were trained on: what a preset sounds like, whatever else it reaches. */
export const NATIVE: readonly Language[] = ['zh', 'en', 'ja'];

/** What was judged of a candidate; `present` are the styles of the manifest, which its likeness is taken to. */
export function trialOf(
  candidate: StyleCandidate,
  own: readonly Judgement[],
  likeness: readonly Likeness[],
  present: readonly StyleCandidate[],
): StyleTrial {
  const others = present.filter(
    ({ preset, language }) =>
      preset === candidate.preset && language !== candidate.language && NATIVE.includes(language),
  );
  const name = ({ language, voice }: Pick<StyleCandidate, 'language' | 'voice'>) => `lector/${voice}/${language}`;
  const cosines = others.flatMap((other) => {
    const pair = likeness.find(
      ({ a, b }) => [a, b].includes(name(candidate)) && [a, b].includes(name(other)) && a !== b,
    );
    return pair === undefined ? [] : [pair.cosine];
  });
  const p808 = own.flatMap(({ dnsmos }) => (dnsmos === undefined ? [] : [dnsmos.p808]));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    ...candidate,
    sentences: own.length,
    errors: own.reduce((sum, { errors }) => sum + errors, 0),
    units: own.reduce((sum, { units }) => sum + units, 0),
    p808: p808.length === 0 ? 0 : Math.round(mean(p808) * 1000) / 1000,
    likeness: cosines.length === 0 ? null : Math.round(mean(cosines) * 1000) / 1000,
    current: present.some(
      ({ preset, language, voice }) =>
        preset === candidate.preset && language === candidate.language && voice === candidate.voice,
    ),
  };
}
