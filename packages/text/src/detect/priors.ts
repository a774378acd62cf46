import type { Language } from '@lector/contract';
import { addEvidence, emptyEvidence } from './evidence.js';
import { isCantonese, type HanLanguage, type Priors } from './han.js';
import { STEP, type Steps } from '../steps.js';
import { scriptOf, type Script } from './scripts.js';

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
    if (script === 'han') addEvidence(evidence, text.slice(index, after), text.charAt(after));
    if (index >= pause) {
      pause = index + STEP;
      yield;
    }
    index = after;
  }
  const japanese = counts.hiragana + 2 * evidence.japanese;
  const chinese = 2 * evidence.simplified + 2 * evidence.mandarinStrong + evidence.mandarinWeak;
  const document: HanLanguage = isCantonese(evidence, false) ? 'yue' : japanese > chinese ? 'ja' : 'zh';
  const asked = language === 'auto' || language === 'en' ? undefined : language;
  // A Latin word has about five letters where Han and kana have two.
  const weights: readonly (readonly [Language, number])[] = [
    ['en', counts.latin / 2.5],
    [document, counts.han],
    ['ja', counts.hiragana + counts.katakana],
    ['ko', counts.hangul],
  ];
  const heaviest = weights.reduce((best, next) => (next[1] > best[1] ? next : best));
  return { asked, document, any: language === 'auto' ? heaviest[0] : language };
}
