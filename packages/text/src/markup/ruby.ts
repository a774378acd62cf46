import { notationOf, READING_SYSTEMS, type ReadingSystem } from '../languages/reading-systems.js';
import type { Pin } from '../pins/pin.js';
import type { ReadingBuilder } from '../reading/reading-builder.js';

/**
 * Ruby: a reading written beside its word. The reading is what is said, and it is never said a second time. HTML's
 * `<ruby>漢字<rt>かんじ</rt></ruby>`, Aozora's `漢字《かんじ》` and `｜漢字《かんじ》`, and readings in brackets, `漢字(かんじ)` and
 * `汉字（hànzì）` and `漢字(한자)`, where what the brackets hold can be one.
 */
export const RUBY = 'ruby';

/** Longest `<ruby>` element looked for, and longest word in front of a bracket, UTF-16 units. */
const ELEMENT_MAX = 1_000;
const WORD_MAX = 20;

const HAN_BEFORE = /[\p{Script=Han}々〆〇ヶ]+$/u;
/** The same with the kana of a word: 食べ物, お茶, 取り扱い. */
const MIXED_BEFORE = /[\p{Script=Han}々〆〇ヶ\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;
/** A full name, parted as its reading is. */
const NAME_BEFORE = /[\p{Script=Han}々ヶ]{1,5}[ \u3000][\p{Script=Han}々ヶ]{1,5}$/u;
const AOZORA = /《([\p{Script=Hiragana}\p{Script=Katakana}ー・\s]{1,40})》/uy;
const AOZORA_MARKED = /[｜|]([^｜|《》\n]{1,40})《([^《》\n]{1,40})》/uy;
const BRACKETED =
  /[(（]([\p{Script=Hiragana}\p{Script=Katakana}ー・]{1,30}(?:[ \u3000][\p{Script=Hiragana}\p{Script=Katakana}ー]{1,20})?|\p{Script=Hangul}{1,20}|[\p{Script=Latin}\p{M}\d'’ ]{2,60})[)）]/uy;

/** As encyclopaedias open, where more follows in the bracket: 東京(とうきょう、英: Tokyo). */
const OPENING =
  /[(（]([\p{Script=Hiragana}\p{Script=Katakana}ー・]{1,30}(?:[ \u3000][\p{Script=Hiragana}\p{Script=Katakana}ー]{1,20})?)(?=[、，,;；])/uy;

/** Whether kana can be the reading of a word in kanji, which others may stand before (`inside`); needs a dictionary. */
export type IsReading = (word: string, kana: string, inside?: boolean) => boolean;

/** `漢字《かんじ》` at its bracket. @returns whether it was one */
export function readAozora(source: string, at: number, builder: ReadingBuilder, isReading: IsReading): boolean {
  AOZORA.lastIndex = at;
  const [whole, reading = ''] = AOZORA.exec(source) ?? [];
  if (whole === undefined) return false;
  const kanji = wordBefore(source, at, builder);
  // In 思い出《おもいで》 the reading is for more than the kanji before it; in 思い出《で》 it is not.
  const mixed = annotatedByKana(source, at, builder, reading, isReading);
  const word = mixed !== undefined && mixed.length > kanji.length ? mixed : kanji;
  if (word === kanji && !(isPlausible(word, reading) && isJapaneseAround(source, at))) return false;
  pinWord(builder, { start: at - word.length, end: at, outerEnd: at + whole.length, system: 'kana', reading });
  return true;
}

/** `｜any word《かんじ》` at its bar. */
export function readMarkedAozora(source: string, at: number, builder: ReadingBuilder): boolean {
  AOZORA_MARKED.lastIndex = at;
  const [whole, word = '', reading = ''] = AOZORA_MARKED.exec(source) ?? [];
  if (whole === undefined || word.trim() !== word || word === '') return false;
  const system = notationOf(reading);
  if (system === undefined) return false;
  builder.copy(at);
  builder.put('', at + 1);
  const start = at + 1;
  pinWord(builder, { start, end: start + word.length, outerStart: at, outerEnd: at + whole.length, system, reading });
  return true;
}

/** `漢字(かんじ)` at its bracket. */
export function readBracketed(source: string, at: number, builder: ReadingBuilder, isReading: IsReading): boolean {
  BRACKETED.lastIndex = at;
  OPENING.lastIndex = at;
  const [whole, reading = ''] = BRACKETED.exec(source) ?? OPENING.exec(source) ?? [];
  const system = whole === undefined ? undefined : notationOf(reading);
  if (whole === undefined || system === undefined) return false;
  const word =
    system === 'kana'
      ? annotatedByKana(source, at, builder, reading, isReading)
      : annotated([...wordBefore(source, at, builder)], system, reading);
  if (word === undefined) return false;
  pinWord(builder, { start: at - word.length, end: at, outerEnd: at + whole.length, system, reading });
  return true;
}

/** How much of the characters before a bracket a reading is for that has one syllable for each of them. */
function annotated(characters: readonly string[], system: ReadingSystem, reading: string): string | undefined {
  const syllables = READING_SYSTEMS[system].count?.(reading) ?? 0;
  return syllables > 0 && syllables <= characters.length ? characters.slice(-syllables).join('') : undefined;
}

/** The same for kana: the longest word that can be read so, with its own kana inside. */
function annotatedByKana(
  source: string,
  at: number,
  builder: ReadingBuilder,
  reading: string,
  isReading: IsReading,
): string | undefined {
  const parts = reading.trim().split(/[ \u3000]/u);
  const before = unreadBefore(source, at, builder);
  const name = parts.length > 1 ? NAME_BEFORE.exec(before)?.[0] : undefined;
  const names = name?.split(/[ \u3000]/u);
  if (names?.every((one, index) => isReading(one, parts[index] ?? '')) === true) return name;
  const characters = [...(MIXED_BEFORE.exec(before)?.[0] ?? '')];
  const kana = parts.join('');
  for (let from = 0; from < characters.length; from += 1) {
    const word = characters.slice(from).join('');
    if (isReading(word, kana, HAN_BEFORE.test(characters[from - 1] ?? ''))) return word;
  }
  return undefined;
}

const SENTENCE_MAX = 200;
/** What Japanese does not write, though kana may stand in the sentence: 優の良品. */
const CHINESE = /[你您她很这這们們吗嗎呢吧么沒咱谁嘛说听欢佢哋嘅咗喺唔啲嚟冇]/u;
const IN_BRACKETS = /《[^《》\n]*》|[（(][^（()）\n]*[)）]/gu;

/** Hiragana outside of brackets: in Chinese 《》 are the quotes of titles (看动画《ナルト》). */
function isJapaneseAround(source: string, at: number): boolean {
  const before =
    source
      .slice(Math.max(0, at - SENTENCE_MAX), at)
      .split(/[。！？!?\n]/u)
      .at(-1) ?? '';
  const [after = ''] = source.slice(at, at + SENTENCE_MAX).split(/[。！？!?\n]/u);
  const sentence = (before + after).replaceAll(IN_BRACKETS, '');
  return /\p{Script=Hiragana}/u.test(sentence) && !CHINESE.test(sentence);
}

/** The kanji directly before `at` that nothing was done with yet. */
function wordBefore(source: string, at: number, builder: ReadingBuilder): string {
  return HAN_BEFORE.exec(unreadBefore(source, at, builder))?.[0] ?? '';
}

function unreadBefore(source: string, at: number, { position }: ReadingBuilder): string {
  return source.slice(Math.max(position, at - WORD_MAX), at);
}

/**
 * Without a dictionary: 志《こころざし》 has five kana for one kanji and 糎《センチメートル》 seven, but a title in Chinese
 * quotes (看《となりのトトロ》) mixes both kinds or is longer.
 */
function isPlausible(word: string, reading: string): boolean {
  const { length } = [...word];
  const hiragana = /\p{Script=Hiragana}/u.test(reading);
  const katakana = /[ァ-ヺ]/u.test(reading);
  if (length === 0 || (hiragana && katakana)) return false;
  return [...reading].length <= length * (hiragana ? 6 : 8);
}

interface PinnedWord {
  readonly start: number;
  readonly end: number;
  readonly outerStart?: number;
  readonly outerEnd: number;
  readonly system: ReadingSystem;
  readonly reading: string;
}

function pinWord(
  builder: ReadingBuilder,
  { start, end, outerStart = start, outerEnd, system, reading }: PinnedWord,
): void {
  builder.copy(start);
  const from = builder.length;
  builder.copy(end);
  builder.pin(rubyPin(from, builder.length, { start: outerStart, end: outerEnd }, system, reading));
  builder.put('', outerEnd);
}

function rubyPin(start: number, end: number, outer: Pin['outer'], system: ReadingSystem, reading: string): Pin {
  const { language } = READING_SYSTEMS[system];
  return { start, end, outer, language, reading: { kind: 'system', system, reading: reading.trim() }, rule: RUBY };
}

// HTML ----------------------------------------------------------------------------------------------------------------

const CLOSE = /<\/ruby\s{0,8}>/iu;
const PIECE = /<(\/?)([a-z][a-z0-9]{0,20})(?:\s[^<>]{0,200})?>|[^<]+|</giu;

interface Group {
  readonly from: number;
  to: number;
  /** Its characters in the submitted text. */
  readonly outer: { readonly start: number; end: number };
  reading: string;
}

/** A `<ruby>` element that begins at `at`; false when it has no end nearby. */
export function readRubyElement(source: string, at: number, builder: ReadingBuilder): boolean {
  const close = CLOSE.exec(source.slice(at, at + ELEMENT_MAX));
  if (close === null) return false;
  const innerEnd = at + close.index;
  const end = innerEnd + close[0].length;
  builder.copy(at);
  const groups: Group[] = [];
  let inside: 'base' | 'rt' | 'other' = 'base';
  let group: Group | undefined;
  for (const { 0: piece, 1: slash, 2: name, index } of source.slice(at, innerEnd).matchAll(PIECE)) {
    const pieceEnd = at + index + piece.length;
    if (name !== undefined) {
      inside = slash === '/' ? 'base' : modeOf(name.toLowerCase());
      builder.put('', pieceEnd);
    } else if (inside === 'base' && piece.trim() !== '') {
      if (group === undefined || group.reading !== '') {
        const outer = { start: pieceEnd - piece.trimStart().length, end: pieceEnd };
        group = { from: builder.length, to: builder.length, outer, reading: '' };
        groups.push(group);
      }
      copyTrimmed(builder, piece, pieceEnd);
      group.to = builder.length;
      group.outer.end = pieceEnd - piece.length + piece.trimEnd().length;
    } else {
      // Readings of `<rb>東</rb><rb>京</rb><rt>とう</rt><rt>きょう</rt>` follow their words together.
      if (inside === 'rt' && group !== undefined) group.reading = `${group.reading} ${piece.trim()}`.trim();
      builder.put('', pieceEnd);
    }
  }
  builder.put('', end);
  pinGroups(builder, groups, { start: at, end });
  return true;
}

function modeOf(name: string): 'base' | 'rt' | 'other' {
  if (name === 'rt') return 'rt';
  return name === 'rp' ? 'other' : 'base';
}

function copyTrimmed(builder: ReadingBuilder, piece: string, end: number): void {
  builder.put('', end - piece.trimStart().length);
  builder.copy(end - piece.length + piece.trimEnd().length);
  builder.put('', end);
}

/** One pin for the whole word where every part has its reading: 東(とう)京(きょう) is one word for whoever reads it. */
function pinGroups(builder: ReadingBuilder, groups: readonly Group[], outer: Pin['outer']): void {
  const systems = groups.map(({ reading }) => notationOf(joined([reading])));
  const [first, last] = [groups[0], groups.at(-1)];
  const [system] = systems;
  if (first === undefined || last === undefined) return;
  if (system !== undefined && systems.every((one) => one === system)) {
    const reading = joined(groups.map((group) => group.reading));
    builder.pin(rubyPin(first.from, last.to, outer, system, reading));
    return;
  }
  for (const [index, group] of groups.entries()) {
    const own = systems[index];
    if (own !== undefined) builder.pin(rubyPin(group.from, group.to, group.outer, own, joined([group.reading])));
    else if (group.reading !== '') builder.note(outer.start, outer.end, 'not_a_reading');
  }
}

/** Kana of the parts of a word are one word; syllables of pinyin stand apart. */
function joined(readings: readonly string[]): string {
  const reading = readings.join(' ');
  return /^[\p{Script=Hiragana}\p{Script=Katakana}ー\s]+$/u.test(reading) ? reading.replaceAll(/\s+/gu, '') : reading;
}
