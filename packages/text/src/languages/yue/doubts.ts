import type { Doubt } from '../room.js';
import { hanWords, type Word } from './words.js';

/** Characters that stand as words of their own and have readings of different meaning; surnames read otherwise among them. */
const POLYPHONES =
  /^[行樂乐重長长傳传曾朝調调降散數数處处彈弹興兴應应種种載载藏宿惡恶省盛稱称切奇區区單单解任查蓋盖翟朴]$/u;

/** Single characters of several readings: one is taken by the dictionary, or by what stands beside. */
export function doubtsIn(source: string): readonly Doubt[] {
  const found: Doubt[] = [];
  for (const { 0: han, index } of source.matchAll(/\p{Script=Han}+/gu)) {
    const words = hanWords(han);
    for (const [at, word] of words.entries()) {
      if (!POLYPHONES.test(han.slice(word.start, word.end))) continue;
      const from = at + 1 < words.length ? at : Math.max(0, at - 1);
      const phrase = words.slice(from, from + 2);
      found.push({
        ...placed([word], index),
        kind: 'polyphone',
        alphabet: 'x-jyutping',
        ...(phrase.length < 2 ? {} : { phrase: placed(phrase, index) }),
      });
    }
  }
  return found;
}

function placed(words: readonly Word[], offset: number): Pick<Doubt, 'start' | 'end' | 'reading'> {
  return {
    start: offset + (words[0]?.start ?? 0),
    end: offset + (words.at(-1)?.end ?? 0),
    reading: words.flatMap(({ syllables }) => syllables).join(' '),
  };
}
