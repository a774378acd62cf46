import type { Stretch } from '../stretch.js';

/**
 * Where a sentence too long for one pass may be cut, best first: after a clause, between words written apart or of
 * different scripts, between words as the Unicode dictionaries see them, between characters. A numeral such as
 * `1,234.5` is one word and survives all but the last.
 */
export const RANK = { clause: 4, space: 3, word: 2, character: 1 } as const;

const CLAUSE_END = /[,，、､;；:：—…‥。！？!?]/u;
const AFTER_CLAUSE =
  /[\s)\]}»”’」』》〉】〕）］｝"'\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const CLOSING = /[)\]}»”’」』》〉】〕）］｝]/u;
const CJK_PUNCTUATION = /[，、､；：。！？—…‥]/u;

/**
 * Built once: making one reads the dictionaries, which costs milliseconds. The locale only has to be the same everywhere:
 * words of Han, kana and Latin come out alike in all of them.
 */
const segmenters = {
  word: new Intl.Segmenter('zh', { granularity: 'word' }),
  grapheme: new Intl.Segmenter('zh', { granularity: 'grapheme' }),
};

/**
 * Rank of a cut before each UTF-16 index of the stretch (0: none). Only for bounded stretches: the dictionaries are
 * slower than the rest of planning.
 */
export function breakRanks(text: string, { start, end }: Stretch): Uint8Array {
  const slice = text.slice(start, end);
  const ranks = new Uint8Array(slice.length + 1);
  for (const { index } of segmenters.grapheme.segment(slice)) ranks[index] = RANK.character;
  for (const { index } of segmenters.word.segment(slice)) ranks[index] = RANK.word;
  for (let index = 1; index < slice.length; index += 1) {
    if (ranks[index] === 0) continue;
    ranks[index] = Math.max(ranks[index] ?? 0, rankAt(slice, index));
  }
  ranks[0] = 0;
  return ranks;
}

function rankAt(slice: string, index: number): number {
  const before = slice.charAt(index - 1);
  const after = slice.charAt(index);
  // Nothing is cut off from the sign that closes it.
  if (CLAUSE_END.test(after) || CLOSING.test(after)) return 0;
  if (CLAUSE_END.test(before) && (CJK_PUNCTUATION.test(before) || AFTER_CLAUSE.test(after))) return RANK.clause;
  if (/\s/u.test(before)) return /[,;:!?]/u.test(slice.charAt(index - 2)) ? RANK.clause : RANK.space;
  if (/[)\]}」』》〉】〕）］｝”]/u.test(before)) return RANK.space;
  return 0;
}
