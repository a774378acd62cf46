import type { Doubt } from '../room.js';
import { hanWords } from './words.js';

/** Characters that stand as words of their own and have readings of different meaning; surnames read otherwise among them. */
const POLYPHONES =
  /^[行樂乐重長长傳传曾朝調调降散數数處处彈弹興兴應应種种載载藏宿惡恶省盛稱称切奇區区單单解任查蓋盖翟朴]$/u;

/** Single characters of several readings: one is taken by the dictionary, or by what stands beside. */
export function doubtsIn(source: string): readonly Doubt[] {
  const found: Doubt[] = [];
  for (const { 0: han, index } of source.matchAll(/\p{Script=Han}+/gu)) {
    for (const { start, end, syllables } of hanWords(han)) {
      if (!POLYPHONES.test(han.slice(start, end))) continue;
      const place = { start: index + start, end: index + end };
      found.push({ ...place, kind: 'polyphone', reading: syllables.join(' '), alphabet: 'x-jyutping' });
    }
  }
  return found;
}
