import { WIDTH, type Dictionaries, type SpokenToken } from '../room.js';
import { readAbbreviations } from './abbreviations.js';
import { readEmoticons } from './emoticons.js';
import { fold, type Folded } from './fold.js';
import { readFormulas } from './formulas.js';
import { readLoneUnits } from './lone-units.js';
import { readMarkdown } from './markdown.js';
import { readNumerals } from './numerals.js';
import { readOldKana } from './old-kana.js';
import type { Reading } from './readings.js';
import { readRoman } from './roman.js';
import { readSigns } from './signs.js';
import { readUnknown } from './unknown.js';
import { readWeekdays } from './weekdays.js';
import { readWeb } from './web.js';

/**
 * Writes numbers, signs, letters and characters the dictionary lacks out as Japanese. Readings that must not be guessed
 * again (三本 is さんぼん) are given in katakana, which the analyser leaves alone; the rest of the text stays as written.
 * Linear in the length of `source`.
 */
export function normalise(source: string, analyse: Dictionaries['japanese']['analyse']): readonly SpokenToken[] {
  const folded = fold(source);
  const { text } = folded;
  // What comes first has precedence: an address is no row of numbers and signs.
  const readers = [
    readMarkdown,
    readWeb,
    readEmoticons,
    readAbbreviations,
    readFormulas,
    readLoneUnits,
    readRoman,
    readWeekdays,
    readNumerals,
    readOldKana,
    readSigns,
  ];
  let readings: readonly Reading[] = [];
  for (const reader of readers) readings = merge(readings, reader(text));
  readings = merge(readings, readUnknown(text, analyse));
  return toTokens(source, folded, readings);
}

/** Two ordered lists as one; what overlaps a reading of `first` gives way to it. */
function merge(first: readonly Reading[], second: readonly Reading[]): readonly Reading[] {
  const merged: Reading[] = [];
  let next = 0;
  let covered = 0;
  for (const reading of first) {
    for (let other = second[next]; other !== undefined && other.start < reading.end; other = second[next]) {
      if (other.end <= reading.start && other.start >= covered) merged.push(other);
      next += 1;
    }
    merged.push(reading);
    covered = reading.end;
  }
  for (const other of second.slice(next)) if (other.start >= covered) merged.push(other);
  return merged;
}

const KATAKANA_ENDS = /[ァ-ヶー]$/u;
/** A pinned reading behind hiragana is a word of its own: りんご3個 is not りん and ゴサンコ. */
const HIRAGANA_ENDS = /[ぁ-ゖ]$/u;
const KATAKANA_STARTS = /^[ァ-ヶー]/u;
const WORD_STARTS = /^[ァ-ヶ]/u;

/** Readings and the text between them, in the offsets of the source, without gaps. */
function toTokens(source: string, { text, origin }: Folded, readings: readonly Reading[]): readonly SpokenToken[] {
  const tokens: SpokenToken[] = [];
  let before = '';
  const push = (start: number, end: number, spoken: string, rule: string) => {
    const from = origin[start] ?? source.length;
    const to = origin[end] ?? source.length;
    const last = tokens.at(-1);
    if (last !== undefined && (from === to || from < last.end)) {
      // The sign that folded into several letters (㍻) was cut in the middle: both halves are one token.
      tokens[tokens.length - 1] = {
        ...last,
        end: to,
        spoken: last.spoken + spoken,
        rule: last.rule === '' ? rule : last.rule,
      };
    } else {
      tokens.push({ start: from, end: to, spoken, rule });
    }
    before = spoken;
  };
  let at = 0;
  for (const reading of readings) {
    if (reading.start > at) pushPlain(at, reading.start);
    const apart = reading.rule !== 'letters';
    const joins =
      (KATAKANA_ENDS.test(before) && KATAKANA_STARTS.test(reading.spoken)) ||
      (HIRAGANA_ENDS.test(before) && WORD_STARTS.test(reading.spoken));
    const lead = apart && joins ? ' ' : '';
    const trail =
      apart && KATAKANA_ENDS.test(reading.spoken) && KATAKANA_STARTS.test(text.charAt(reading.end)) ? ' ' : '';
    push(reading.start, reading.end, lead + reading.spoken + trail, reading.rule);
    at = reading.end;
  }
  if (at < text.length) pushPlain(at, text.length);
  return tokens;

  /** A character that folding made longer or shorter is a token of its own; the others are their source unit by unit. */
  function pushPlain(start: number, end: number): void {
    let from = start;
    for (let unit = start; unit < end;) {
      const after = Math.min(characterEnd(unit), end);
      if ((origin[after] ?? 0) - (origin[unit] ?? 0) !== after - unit) {
        pushSlice(from, unit);
        pushSlice(unit, after);
        from = after;
      }
      unit = after;
    }
    pushSlice(from, end);
  }

  /** End of what one character of the source became: all its units but the first have the origin of what follows it. */
  function characterEnd(unit: number): number {
    let after = unit + 1;
    while (origin[after + 1] !== undefined && origin[after + 1] === origin[after]) after += 1;
    return after;
  }

  function pushSlice(start: number, end: number): void {
    if (start === end) return;
    const spoken = text.slice(start, end);
    push(start, end, spoken, spoken === source.slice(origin[start], origin[end]) ? '' : WIDTH);
  }
}
