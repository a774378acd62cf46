import type { Language } from '@lector/contract';
import { addEvidence, emptyEvidence } from './evidence.js';
import { documentLanguage, type Priors } from './han.js';
import { STEP, type Steps } from '../steps.js';
import { scriptOf, type Script } from './scripts.js';
import { isHanLanguage, OWN_SCRIPTS, type OwnScript } from './writing.js';

/** What stands in front of any evidence in the sentence: the request's language and the look of the document. */
export function* priorsOf(text: string, language: 'auto' | Language): Steps<Priors> {
  const evidence = emptyEvidence();
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
    if (script === 'han') addEvidence(evidence, text, index, after);
    if (index >= pause) {
      pause = index + STEP;
      yield;
    }
    index = after;
  }
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
