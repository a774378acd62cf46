import { MEANINGFUL } from '../../../meaningful.js';
import { UNREAD, WIDTH, type Dictionaries, type SpokenToken } from '../../room.js';
import { counterAt } from '../counters.js';
import { isSyllable, lastCoda } from '../hangul.js';
import { cardinal } from '../numbers.js';
import { fold, type Folded } from './fold.js';
import { readHanja } from './hanja.js';
import { readFixed, readFormulas, readLatin, readRomans } from './latin.js';
import { readMagnitudes } from './magnitudes.js';
import { readNumerals } from './numerals.js';
import { readParticles } from './particles.js';
import { merge, type Reading } from './reading.js';
import { readSigns } from './signs.js';
import { SPECIAL_FORMS } from './special.js';
import { readFiles, readLinks, readWeb } from './web.js';

/**
 * Writes numbers, signs, hanja and Latin letters of Korean text out in Hangul; everything else stays as it is. Readers stand in
 * the order in which one gives way to another. Linear in the length of `source`.
 */
export function normalise(source: string, english: Dictionaries['english']): readonly SpokenToken[] {
  const folded = fold(source);
  const { text } = folded;
  const readers: readonly (() => readonly Reading[])[] = [
    () => readLinks(text),
    () => readWeb(text, english),
    ...SPECIAL_FORMS.map((read) => () => read(text)),
    () => readFixed(text),
    () => readFormulas(text),
    () => readMagnitudes(text),
    () => readNumerals(text),
    () => readRomans(text),
    () => readFiles(text),
    () => readParticles(text),
    () => readLatin(text, english),
    () => readHanja(text),
    () => readSigns(text),
  ];
  const readings = readers.reduce<readonly Reading[]>((found, read) => merge(found, read()), []);
  return toTokens(source, folded, readings);
}

/** Readings and the text between them, in the offsets of the source, without gaps. */
function toTokens(source: string, { text, origin }: Folded, readings: readonly Reading[]): readonly SpokenToken[] {
  const tokens: SpokenToken[] = [];
  /** What was said last, for particles that depend on it. */
  let said = '';
  const push = (start: number, end: number, spoken: string, rule: string) => {
    tokens.push({ start: origin(start), end: origin(end), spoken, rule });
    if (/[가-힣]/u.test(spoken)) said = spoken.slice(-12).replace(/[^가-힣]+$/u, '');
  };
  let at = 0;
  for (const reading of readings) {
    plain(at, reading.start);
    const lead = leads(text, reading) ? ' ' : '';
    const spoken = fitted(lead + reading.spoken, said);
    push(reading.start, reading.end, spoken + (trails(text, reading) ? ' ' : ''), reading.rule);
    at = reading.end;
  }
  plain(at, text.length);
  return tokens;

  /** Text read as it stands; a character without a reading stays in the plan under a rule of its own. */
  function plain(start: number, end: number): void {
    let from = start;
    const flush = (to: number) => {
      if (from < to) {
        const spoken = text.slice(from, to);
        push(from, to, spoken, spoken === source.slice(origin(from), origin(to)) ? '' : WIDTH);
      }
      from = to;
    };
    for (const { 0: character, index } of text.slice(start, end).matchAll(NOT_HANGUL)) {
      flush(start + index);
      const after = start + index + character.length;
      if (/^\d/u.test(character)) {
        // Digits that a reading cut off from their numeral.
        push(from, after, cardinal(character), 'number:cardinal');
        from = after;
        continue;
      }
      const lost = MEANINGFUL.test(character);
      if (lost || PICTURE.test(character)) push(from, after, lost ? character : '', lost ? UNREAD : 'picture');
      else push(from, after, character, '');
      from = after;
    }
    flush(end);
  }
}

const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200D|\uFE0F|\u20E3/u;
const NOT_HANGUL = new RegExp(`\\d+|(?![가-힣])(?:${MEANINGFUL.source}|${PICTURE.source})`, 'gu');

/** A number behind Hangul is a word of its own (코로나 십구), but 제 is a prefix. */
function leads(text: string, { start, rule, spoken }: Reading): boolean {
  const before = text.charAt(start - 1);
  // v2.0.1: the letter is the name of the number.
  const named = rule === 'number:dotted' && /[vV]/u.test(before);
  return isNumber(rule) && (named || (isSyllable(before) && before !== '제')) && !spoken.startsWith(' ');
}

/** The counter behind a number is a word of its own: 세 개. */
function trails(text: string, { end, rule, spoken }: Reading): boolean {
  if (!isNumber(rule) || spoken.endsWith(' ') || spoken === '') return false;
  const after = text.slice(end, end + 8);
  if (/^(?:번째|째)/u.test(after)) return after.startsWith('번째');
  return (
    counterAt(after) !== undefined && !/^(?:이(?:다|고|며|라|나|지)|인데|부터)/u.test(after) && !NOT_COUNTED.has(rule)
  );
}

const isNumber = (rule: string): boolean =>
  /^(?:number:(?:cardinal|decimal|code|phone|fraction|ratio|dotted)|range)/u.test(rule);
const NOT_COUNTED = new Set(['number:phone', 'number:code']);

/** `{은}`, `{와}`: the form of a particle that fits the word before it. */
function fitted(spoken: string, said: string): string {
  return spoken.replaceAll(/\{([은와])\}/gu, (_, particle: string, offset: number) => {
    const open = lastCoda(spoken.slice(0, offset).trim() === '' ? said : spoken.slice(0, offset).trimEnd()) === '';
    if (particle === '은') return open ? '는' : '은';
    return open ? '와' : '과';
  });
}
