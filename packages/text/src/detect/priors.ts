import type { Language } from '@lector/contract';
import { addEvidence, emptyEvidence, mergeEvidence } from './evidence.js';
import { documentLanguage, type Priors } from './han.js';
import { STEP, type Steps } from '../steps.js';
import { scriptOf, type Script } from './scripts.js';
import { isHanLanguage, OWN_SCRIPTS, type OwnScript } from './writing.js';

/** What stands in front of any evidence in the sentence: the request's language and the look of the document. */
export function* priorsOf(text: string, language: 'auto' | Language): Steps<Priors> {
  const evidence = emptyEvidence();
  const quoted = emptyEvidence();
  let depth = 0;
  let plain = 0;
  const counts: Record<Script, number> = {
    han: 0,
    hiragana: 0,
    katakana: 0,
    hangul: 0,
    latin: 0,
    digit: 0,
    neutral: 0,
    other: 0,
  };
  let pause = STEP;
  for (let index = 0; index < text.length;) {
    const codePoint = text.codePointAt(index) ?? 0;
    const after = index + (codePoint > 0xffff ? 2 : 1);
    const script = scriptOf(codePoint);
    counts[script] += 1;
    if (script === 'han') {
      addEvidence(depth === 0 ? evidence : quoted, text, index, after);
      if (depth === 0) plain += 1;
    } else if (script === 'neutral') depth = depthAfter(text.charAt(index), depth);
    if (index >= pause) {
      pause = index + STEP;
      yield;
    }
    index = after;
  }
  // What somebody is quoted with says nothing about the text around it, unless there is hardly any.
  if (plain < ENOUGH_PLAIN) mergeEvidence(evidence, quoted);
  const document = documentLanguage(evidence, counts.hiragana);
  const weigh = ({ language: written, scripts, perHan }: OwnScript): readonly [Language, number] => [
    written,
    scripts.reduce((sum, script) => sum + counts[script], 0) / perHan,
  ];
  const [first, ...rest] = OWN_SCRIPTS;
  const weights: readonly (readonly [Language, number])[] = [
    weigh(first),
    [document, counts.han],
    ...rest.map((row) => weigh(row)),
  ];
  const [heaviest] = weights.reduce((best, next) => (next[1] > best[1] ? next : best));
  return {
    asked: language !== 'auto' && isHanLanguage(language) ? language : undefined,
    document,
    any: language === 'auto' ? heaviest : language,
  };
}

/** Han characters outside of quotes that are enough to judge a text by. */
const ENOUGH_PLAIN = 4;

/** A line end closes what was left open. */
function depthAfter(sign: string, depth: number): number {
  if (sign === '“' || sign === '「' || sign === '『') return depth + 1;
  if (sign === '”' || sign === '」' || sign === '』') return Math.max(0, depth - 1);
  return sign === '\n' ? 0 : depth;
}
