import type { Morpheme } from '../room.js';
import { type HomographRow, STEMS, WORDS } from './homograph-table.js';

/** Characters the conditions of the table may look at on either side. */
const BEFORE = 16;
const AFTER = 12;

/** The reading of a word with several, by its neighbours; undefined where the analyser's stands. */
export function homograph(morphemes: readonly Morpheme[], at: number): string | undefined {
  const { surface = '', pos = [] } = morphemes[at] ?? {};
  const words = Object.hasOwn(WORDS, surface) ? WORDS[surface] : undefined;
  const inflected = /^(\p{Script=Han})([ぁ-ん]*)$/u.exec(surface);
  const kanji = inflected?.[1] ?? '';
  const stems = /^(?:動詞|形容詞)$/u.test(pos[0] ?? '') && Object.hasOwn(STEMS, kanji) ? STEMS[kanji] : undefined;
  if (words === undefined && stems === undefined) return undefined;
  const before = textBefore(morphemes, at);
  const after = textAfter(morphemes, at);
  const holds = (row: HomographRow) =>
    (row.before?.test(before) ?? true) && (row.after?.test(after) ?? true) && (row.pos?.test(pos.join('-')) ?? true);
  const word = words?.find(holds);
  if (word !== undefined) return word.kana.replaceAll('_', ' ');
  const ending = inflected?.[2] ?? '';
  const stem = stems?.find((row) => (row.ending?.test(ending) ?? true) && holds(row));
  return stem === undefined ? undefined : stem.kana + katakana(ending);
}

function textBefore(morphemes: readonly Morpheme[], at: number): string {
  let text = '';
  for (let index = at - 1; index >= 0 && text.length < BEFORE; index -= 1) {
    const surface = morphemes[index]?.surface ?? '';
    if (/[。！？!?\n]/u.test(surface)) break;
    text = surface + text;
  }
  return text.slice(-BEFORE);
}

function textAfter(morphemes: readonly Morpheme[], at: number): string {
  let text = '';
  for (let index = at + 1; index < morphemes.length && text.length < AFTER; index += 1) {
    text += morphemes[index]?.surface ?? '';
  }
  return text.slice(0, AFTER);
}

function katakana(kana: string): string {
  return kana.replaceAll(/[ぁ-ゖ]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0x60));
}
