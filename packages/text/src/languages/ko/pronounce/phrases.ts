import { decompose, isSyllable, type Syllable } from '../hangul.js';
import { linkOf } from './links.js';
import { meet, soundOfVowel, type Junction } from './phonology.js';
import { respell } from './respell.js';

/** A word (eojeol) as it sounds; half-open UTF-16 indices into the text it was read from. */
export interface SoundedWord {
  readonly start: number;
  readonly end: number;
  readonly syllables: readonly Syllable[];
}

/** Words said without a pause, and the mark behind them: `, . ! ? ; :` or none. */
export interface Phrase {
  readonly words: readonly SoundedWord[];
  readonly mark: string;
}

interface WrittenWord {
  start: number;
  end: number;
  /** Hangul syllables only. */
  text: string;
}

/** Reads a text phrase by phrase. Linear: each stage looks a bounded way around the syllable it is at. */
export function readPhrases(spoken: string): readonly Phrase[] {
  const phrases: Phrase[] = [];
  let words: WrittenWord[] = [];
  let open: WrittenWord | undefined;
  let mark = '';
  const finish = () => {
    if (words.length > 0) phrases.push({ words: sound(words), mark });
    words = [];
    open = undefined;
    mark = '';
  };
  for (let at = 0; at < spoken.length; at += 1) {
    const character = spoken.charAt(at);
    if (isSyllable(character)) {
      if (mark !== '') finish();
      if (open === undefined) {
        open = { start: at, end: at, text: '' };
        words.push(open);
      }
      open.end = at + 1;
      open.text += character;
      continue;
    }
    const sign = markOf(character);
    if (sign !== '') {
      open = undefined;
      if (words.length > 0 && STRENGTH.indexOf(sign) >= STRENGTH.indexOf(mark)) mark = sign;
    } else if (/\s/u.test(character)) {
      open = undefined;
    }
    // Anything else (quotes, joiners) is silent and does not part a word: “안녕”이라고.
  }
  finish();
  return phrases;
}

/** From the weakest to the strongest; of several in a row one is kept. */
const STRENGTH = ',:;.!?';

const MARKS: readonly (readonly [RegExp, string])[] = [
  [/[?？]/u, '?'],
  [/[!！]/u, '!'],
  [/[.。…‥．]/u, '.'],
  [/[;；]/u, ';'],
  [/[:：]/u, ':'],
  [/[,，、()（）[\]［］{}｛｝〔〕【】—–·・ㆍ]/u, ','],
];

function markOf(character: string): string {
  for (const [pattern, mark] of MARKS) if (pattern.test(character)) return mark;
  return '';
}

function sound(words: readonly WrittenWord[]): readonly SoundedWord[] {
  const sounded = words.map(({ start, end, text }, index) => {
    const before = words[index - 1]?.text ?? '';
    const after = words[index + 1]?.text ?? '';
    return { start, end, text, syllables: lettersOf(respell(text, before, after)) };
  });
  for (const [index, word] of sounded.entries()) {
    for (let at = 0; at < word.syllables.length - 1; at += 1) join(word.syllables, at, 'inside');
    const next = sounded[index + 1];
    const [left, right] = [word.syllables.at(-1), next?.syllables[0]];
    if (left === undefined) continue;
    if (next === undefined || right === undefined) {
      meet(left, { onset: '', vowel: '', coda: '' }, 'apart');
      continue;
    }
    const { junction, onset } = linkOf(word.text, next.text);
    if (onset !== undefined) right.onset = onset;
    meet(left, right, junction);
  }
  for (const { syllables } of sounded) {
    for (const syllable of syllables) syllable.vowel = soundOfVowel(syllable);
  }
  return sounded;
}

function join(syllables: readonly Syllable[], at: number, junction: Junction): void {
  const [left, right] = [syllables[at], syllables[at + 1]];
  if (left !== undefined && right !== undefined) meet(left, right, junction);
}

function lettersOf(text: string): readonly Syllable[] {
  return [...text].flatMap((character) => {
    const letters = decompose(character);
    return letters === undefined ? [] : [letters];
  });
}
