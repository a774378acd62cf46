import { romanSigns } from './roman.js';

/**
 * One spelling for each sign before anything is read: full-width letters and digits become ASCII, half-width katakana
 * full-width, squared words (㌔, ㈱, ㍻) are written out, the iteration marks ゝゞ become the kana they repeat, and kana whose
 * voicing mark is a character of its own (ｶﾞ, か with U+3099 as files of macOS have it) become one.
 * Every unit of the folded text remembers where it came from, so that offsets stay those of the submitted text.
 */
export interface Folded {
  readonly text: string;
  /** `origin[i]`: UTF-16 index of the source at which folded unit `i` begins; one more entry for the end. */
  readonly origin: readonly number[];
}

/** What NFKC would get wrong for reading aloud; an empty value keeps the sign as it is. */
const OWN: ReadonlyMap<string, string> = new Map([
  ['…', ''],
  ['‥', ''],
  ['゛', ''],
  ['゜', ''],
  ['～', '〜'],
  ['−', '-'],
  ['‐', '-'],
  ['‑', '-'],
  ['㈱', '株式会社'],
  ['㈲', '有限会社'],
  ['№', 'ナンバー'],
  ['〒', '郵便番号'],
  ['ゟ', 'より'],
  ['ヿ', 'コト'],
  // NFKC writes a fraction with U+2044, which no pattern of numerals knows.
  ['½', '1/2'],
  ['⅓', '1/3'],
  ['⅔', '2/3'],
  ['¼', '1/4'],
  ['¾', '3/4'],
]);

/** Marks that voice the kana before them, as the combining ones that NFC composes, and the stroke that negates (≠). */
const VOICING: ReadonlyMap<string, string> = new Map([
  ['ﾞ', '\u3099'],
  ['ﾟ', '\u309A'],
  ['\u3099', '\u3099'],
  ['\u309A', '\u309A'],
  ['\u0338', '\u0338'],
]);

/** A raised number on a number, a variable or a bracket is a power; on a unit (m²) it is folded with it. */
const RAISED = /[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,8}|\^\{?[-+]?\d{1,8}\}?/uy;
const POWER_OF = /(?:(?<![A-Za-zμ])[A-Za-z]{1,2}|\d|\))$/u;
const LENGTH = /(?<![A-Za-z])[kcmμn]?m$/u;
const ROMAN = /[Ⅰ-Ⅿⅰ-ⅿ]{1,12}/uy;
const BELOW = /[₀-₉]/u;
const CIRCLED = /[①-⑳㉑-㉟㊱-㊿⓪❶-❿➀-➉➊-➓]/u;
/** What the patterns above may look back at. */
const LOOK_BACK = 8;

/** Newspapers write the decimal point as 0・2. */
const MIDDLE_DOT = /(?<=\d)・(?=\d{1,4}(?:%|パーセント|ポイント|倍|万|億|兆|キロ|度))/gu;

/** Numerals of deeds and cheques, which nobody can alter: 金参百圓. Only beside another numeral or the money. */
const FORMAL_DIGITS: Readonly<Record<string, string>> = {
  壱: '一',
  壹: '一',
  弐: '二',
  貳: '二',
  貮: '二',
  参: '三',
  參: '三',
  拾: '十',
};
const FORMAL =
  /[壱壹弐貳貮参參](?=[拾百千万佰阡萬億円圓])|拾(?=[壱壹弐貳貮参參一二三四五六七八九萬万円圓])|(?<=[壱壹弐貳貮参參一二三四五六七八九])拾/gu;

/** The same in kanji, 一・五倍: digits, so that one reader knows them. */
const KANJI_DECIMAL =
  /(?<![〇一二三四五六七八九十百千])[〇一二三四五六七八九]・[〇一二三四五六七八九]{1,4}(?=[%％倍万億兆度秒]|パーセント|ポイント|キロ|メートル|グラム|トン|ミリ)|〇・[〇一二三四五六七八九]{1,4}/gu;
const asDigits = (kanji: string) =>
  kanji.replaceAll(/[^・]/gu, (digit) => String('〇一二三四五六七八九'.indexOf(digit))).replace('・', '.');

/** Linear in the length of `source`. */
export function fold(source: string): Folded {
  const origin: number[] = [];
  let text = '';
  // The end of `text`, kept apart: to slice a growing string again and again would copy it each time.
  let tail = '';
  let at = 0;
  while (at < source.length) {
    const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
    let length = character.length;
    let folded = iterated(character, tail.slice(-1)) ?? OWN.get(character) ?? character.normalize('NFKC');
    // Digits below the line are told apart from those on it: H₂O is a formula.
    if (folded === '' || BELOW.test(character)) folded = character;
    // A circled number marks an item and counts nothing: ②次に is two, then next.
    if (CIRCLED.test(character)) folded += ' ';
    const several = numeralAt(source, at, tail);
    if (several !== undefined) ({ folded, length } = several);
    const mark = VOICING.get(source.charAt(at + length));
    if (mark !== undefined) {
      const composed = `${folded}${mark}`.normalize('NFC');
      if (composed.length === folded.length) {
        folded = composed;
        length += 1;
      }
    }
    for (let unit = 0; unit < folded.length; unit += 1) origin.push(unit === 0 ? at : at + length);
    text += folded;
    tail = (tail + folded).slice(-LOOK_BACK);
    at += length;
  }
  origin.push(source.length);
  // Index for index, as offsets count.
  return {
    text: text
      .replaceAll(MIDDLE_DOT, '.')
      .replaceAll(KANJI_DECIMAL, asDigits)
      .replaceAll(FORMAL, (sign) => FORMAL_DIGITS[sign] ?? sign),
    origin,
  };
}

/** Signs that are one number together: ⅩⅣ -> 14, x⁻² -> xの-2乗. */
function numeralAt(source: string, at: number, before: string): { folded: string; length: number } | undefined {
  ROMAN.lastIndex = at;
  const roman = ROMAN.exec(source)?.[0];
  if (roman !== undefined) {
    return { folded: (/\d$/u.test(before) ? ' ' : '') + romanSigns(roman), length: roman.length };
  }
  if (!POWER_OF.test(before) || LENGTH.test(before)) return undefined;
  RAISED.lastIndex = at;
  const raised = RAISED.exec(source)?.[0];
  if (raised === undefined) return undefined;
  const digits = raised
    .normalize('NFKC')
    .replaceAll(/[{}^+]/gu, '')
    .replaceAll('\u2212', '-');
  return { folded: `の${digits}乗`, length: raised.length };
}

/** こゝろ -> こころ, いすゞ -> いすず; hiragana and katakana marks alike. */
function iterated(mark: string, before: string): string | undefined {
  if (!/[ゝゞヽヾ]/u.test(mark) || !/[ぁ-ゖァ-ヶ]/u.test(before)) return undefined;
  const base = before.normalize('NFD').slice(0, 1);
  return /[ゞヾ]/u.test(mark) ? `${base}\u3099`.normalize('NFC') : base;
}
