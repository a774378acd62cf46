import { pairs } from './pairs.js';

/** Marks that shape a sentence, as ASCII. Brackets, quotes and ・ are silent; a dash or … is a short halt. */
const MARKS = pairs('、=, ,=, ，=, …=, ‥=, —=, ―=, –=, ─=, 。=. .=. ．=. !=! ！=! ?=? ？=? :=: ：=: ;=; ；=;');

export function marksOf(surface: string): readonly string[] {
  return [...surface].map((sign) => MARKS.get(sign)).filter((mark) => mark !== undefined);
}

/** Of several marks in a row the last of these stays: 「えっ！？」 ends in a question. */
const WEAK_TO_STRONG = ',:;.!?';

export function stronger(one: string, other: string): string {
  return WEAK_TO_STRONG.indexOf(one) > WEAK_TO_STRONG.indexOf(other) ? one : other;
}
