import { MEANINGFUL } from '../../meaningful.js';
import { UNREAD, type Dictionaries } from '../room.js';
import { exceptionAt } from './exceptions.js';
import { givenName } from './given-names.js';
import { letterName, signName } from './letters.js';
import { modernForm } from './old-kanji.js';
import { onyomi } from './onyomi.js';
import type { Reading } from './readings.js';

const HAN = /\p{Script=Han}/u;

/** Neither kana nor kanji, and no other reader's: a letter without a name, a sign of mathematics. */
const FOREIGN = new RegExp(`(?![ぁ-ゖァ-ヺ\\p{Script=Han}])(?:${MEANINGFUL.source})`, 'gu');

/**
 * Characters that are not read where they stand: old forms of kanji become present ones (會社), other kanji without a
 * word get their Sino-Japanese reading. What has none keeps its place under a rule of its own, so that the plan shows
 * the loss.
 */
export function readUnknown(text: string, analyse: Dictionaries['japanese']['analyse']): readonly Reading[] {
  const readings = [...readKanji(text, analyse)];
  for (const { 0: spoken, index } of text.matchAll(FOREIGN)) {
    if (letterName(spoken) === undefined && signName(spoken) === undefined) {
      readings.push({ start: index, end: index + spoken.length, spoken, rule: UNREAD });
    }
  }
  return readings.sort((one, other) => one.start - other.start);
}

function readKanji(text: string, analyse: Dictionaries['japanese']['analyse']): readonly Reading[] {
  if (!HAN.test(text)) return [];
  const readings: Reading[] = [];
  let start = 0;
  const morphemes = analyse(text);
  // Up to where a name is known: its characters are no words, yet the name has its reading.
  let named = 0;
  for (const [index, { surface, pronunciation }] of morphemes.entries()) {
    named = Math.max(named, index + ((exceptionAt(morphemes, index) ?? givenName(morphemes, index))?.count ?? 0));
    // One old form by itself may be a name to the dictionary (學 まなぶ); inside a word it knows, it is at home (龍馬).
    if (index >= named && HAN.test(surface) && (!isSound(pronunciation) || modernForm(surface) !== undefined)) {
      let at = start;
      for (const character of surface) {
        // A repeated character is read from the one before it.
        if (HAN.test(character) && character !== '々') {
          const reading = rescue(character, analyse);
          if (reading !== undefined) readings.push({ start: at, end: at + character.length, ...reading });
        }
        at += character.length;
      }
    }
    start += surface.length;
  }
  return readings.some(({ rule }) => rule === OLD_FORM) ? checked(text, readings, analyse) : readings;
}

/** A present form is no help where the dictionary has it in other words only (勵 励): then it is read by itself. */
function checked(
  text: string,
  readings: readonly Reading[],
  analyse: Dictionaries['japanese']['analyse'],
): readonly Reading[] {
  let modern = '';
  let at = 0;
  /** By place in the modern text: the old form that stood there. */
  const places = new Map<number, number>();
  for (const [index, { start, end, spoken, rule }] of readings.entries()) {
    modern += text.slice(at, start);
    if (rule === OLD_FORM) places.set(modern.length, index);
    modern += rule === OLD_FORM ? spoken : text.slice(start, end);
    at = end;
  }
  modern += text.slice(at);
  const result = [...readings];
  let place = 0;
  for (const { surface, pronunciation } of analyse(modern)) {
    for (let unit = place; !isSound(pronunciation) && unit < place + surface.length; unit += 1) {
      const index = places.get(unit);
      const reading = index === undefined ? undefined : readings[index];
      if (index === undefined || reading === undefined) continue;
      const alone = rescue(reading.spoken, analyse);
      if (alone !== undefined) result[index] = { ...reading, ...alone };
    }
    place += surface.length;
  }
  return result;
}

/** The dictionary gives signs themselves for a pronunciation (仝). */
function isSound(pronunciation: string | undefined): boolean {
  return pronunciation !== undefined && /^[ァ-ヶー]+$/u.test(pronunciation);
}

const OLD_FORM = 'kanji:old-form';

function rescue(
  character: string,
  analyse: Dictionaries['japanese']['analyse'],
): Pick<Reading, 'spoken' | 'rule'> | undefined {
  const modern = modernForm(character);
  if (modern !== undefined) return { spoken: modern, rule: OLD_FORM };
  const reading = onyomi(character);
  if (reading !== undefined) return { spoken: reading, rule: 'kanji:onyomi' };
  // A run of unknown characters may hold one that the dictionary knows alone.
  const alone = analyse(character)[0]?.pronunciation;
  return !isSound(alone) ? { spoken: character, rule: UNREAD } : undefined;
}
