import { correction } from './corrections.js';
import type { Follower } from './function-words.js';
import { lettersIpa } from './letters.js';
import type { IpaWord, SpokenIpa } from '../room.js';
import { wordKey, type Pronouncer } from './pronounce.js';

/**
 * A sentence as IPA. Words are found first, then read from the end to the beginning, because the form of `the`, `a`,
 * `to` and their kind depends on the sound that follows.
 */

interface Piece {
  readonly kind: 'word' | 'letters' | 'pause';
  /** As written; for letters, the letters without spaces, the last perhaps with `'s`. */
  readonly text: string;
  /** Where it stands in the text, UTF-16. */
  readonly start: number;
  readonly end: number;
}

const TOKEN = /[\p{L}\p{M}\p{Nd}]+(?:['’‘-][\p{L}\p{M}\p{Nd}]+)*['’]?|[,.!?;:…—–、。！？；：，]+/gu;

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Normalised text holds no digits; should one come through it is read rather than lost. */
function withDigitsNamed(spoken: string): { readonly text: string; readonly origin: (index: number) => number } {
  if (!/\p{Nd}/u.test(spoken)) return { text: spoken, origin: (index) => index };
  let text = '';
  const origins: number[] = [];
  let at = 0;
  for (const character of spoken) {
    const next = at + character.length;
    const name = /\p{Nd}/u.test(character) ? ` ${DIGITS[Number(character.normalize('NFKC'))] ?? ''} ` : undefined;
    // The space behind a name is where the digit ends.
    for (let unit = 0; unit < (name ?? character).length; unit += 1) {
      origins.push(name === undefined ? at + unit : unit === name.length - 1 ? next : at);
    }
    text += name ?? character;
    at = next;
  }
  return { text, origin: (index) => origins[index] ?? spoken.length };
}

const isCapital = (text: string): boolean => /^\p{Lu}$/u.test(text);

/** `A` is the article at the head of a clause and in titles (`Once Upon A Time`), else the letter (`plan A is`). */
function isArticle(before: string | undefined, after: string | undefined): boolean {
  if (after === undefined || isCapital(after) || !/^\p{L}/u.test(after)) return false;
  return before === undefined || !/^\p{L}/u.test(before) || /^\p{Lu}/u.test(after);
}

const NUMBER_WORD =
  /^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\p{L}+)?)$/u;

function pieces(spoken: string): readonly Piece[] {
  const { text: named, origin } = withDigitsNamed(spoken);
  const matches = [...named.matchAll(TOKEN)];
  const found: Piece[] = [];
  matches.forEach(({ 0: text, index }, at) => {
    const previous = found[found.length - 1];
    const [before, after, second] = [matches[at - 1]?.[0], matches[at + 1]?.[0], matches[at + 2]?.[0]];
    const place = { start: origin(index), end: origin(index + text.length) };
    if (!/^[\p{L}\p{M}]/u.test(text)) {
      found.push({ kind: 'pause', text, ...place });
      return;
    }
    const run = previous?.kind === 'letters' || (after !== undefined && isCapital(after));
    // `U's` closes a run (C P U's) and is a letter on its own too (`mind your P's`).
    const letter = isCapital(text)
      ? text === 'A'
        ? // `A4` alone; before a noun (`A four-day trip`) it is the article.
          run || !isArticle(before, after) || (NUMBER_WORD.test(after ?? '') && !/^\p{L}/u.test(second ?? ''))
        : text !== 'I' || run
      : /^\p{Lu}['’]s$/u.test(text) && text.charAt(0) !== 'I';
    // `five P M E T`: the hour's half, then its zone.
    const half =
      previous !== undefined && /^[AP]M$/.test(previous.text) && NUMBER_WORD.test(found[found.length - 2]?.text ?? '');
    if (letter && previous?.kind === 'letters' && !previous.text.endsWith('s') && !half)
      found[found.length - 1] = { ...previous, text: previous.text + text, end: place.end };
    else found.push({ kind: letter ? 'letters' : 'word', text, ...place });
  });
  return found;
}

/** One mark for a run of them: what ends a sentence outweighs what only parts it. */
function mark(run: string): string {
  const plain = run.normalize('NFKC');
  const end = /[?!]/u.exec(plain)?.[0];
  if (end !== undefined) return end;
  if (/[.…。]/u.test(plain)) return '.';
  const first = plain.charAt(0);
  return first === ';' || first === ':' ? first : ',';
}

function follower(nextIpa: string | undefined): Follower {
  const sound = nextIpa?.replace(/^[ˈˌ]+/u, '').charAt(0) ?? '';
  if (!/\p{L}/u.test(sound)) return 'pause';
  return 'aeiouæɑɐɔəɛɜɪʊʌᵻ'.includes(sound) ? 'vowel' : 'consonant';
}

const weight = (ipa: string): number => (ipa.match(/[aeiouæɑɔəɛɜɪʊʌᵻ]/gu) ?? []).length;

const TENS = /^(?:twen|thir|for|fif|six|seven|eigh|nine)ty$/;

/** A hyphenated word is one phrase with one main stress: the lighter half gives way. Numbers keep both (twenty-six). */
function hyphenated(parts: readonly string[], keys: readonly string[]): string {
  if (TENS.test(keys[0] ?? '')) return parts.join(' ');
  const main = parts.reduce((best, part, at) => (weight(part) >= weight(parts[best] ?? '') ? at : best), 0);
  return parts.map((part, at) => (at === main ? part : part.replaceAll('ˌ', '').replaceAll('ˈ', 'ˌ'))).join('');
}

/**
 * `Wi-Fi` and `e-mail` are listed as one word. Elsewhere the parts say more than a listed whole, which has no phrase stress.
 */
const joinedKey = (key: string): string => {
  const joined = key.includes('-') ? key.replaceAll('-', '') : key;
  return correction(joined) === undefined ? key : joined;
};

/** Prefixes that sound otherwise as words of their own. */
const PREFIXES: Readonly<Record<string, string>> = { re: 'ɹˌi', de: 'dˌi', pre: 'pɹˌi', bi: 'bˌaɪ', ex: 'ˌɛks' };

/** Within a compound its parts are each other's company (read-only, to-do). */
function compoundParts(parts: readonly string[], pronounce: Pronouncer): readonly string[] {
  const sounds: string[] = [];
  for (let at = parts.length - 1; at >= 0; at -= 1) {
    const part = parts[at] ?? '';
    const prefix = at === 0 && Object.hasOwn(PREFIXES, part) ? PREFIXES[part] : undefined;
    if (prefix !== undefined) {
      sounds.unshift(prefix);
      continue;
    }
    sounds.unshift(pronounce(part, { words: parts, at, written: part, follower: follower(sounds[0]) }).ipa);
  }
  return sounds;
}

export function sentenceIpa(spoken: string, pronounce: Pronouncer): SpokenIpa {
  const all = pieces(spoken);
  const keys = all.map((piece) => (piece.kind === 'pause' ? mark(piece.text) : wordKey(piece.text)));
  const reversed: Sound[] = [];
  let next: string | undefined;
  for (let at = all.length - 1; at >= 0; at -= 1) {
    const piece = all[at];
    if (piece === undefined) continue;
    let ipa: string;
    if (piece.kind === 'pause') ipa = mark(piece.text);
    else if (piece.kind === 'letters') {
      // By their keys: É is named like E, Ł like L.
      const letters = keys[at] ?? '';
      ipa = lettersIpa(letters.replace(/'s$/u, ''), letters.endsWith("'s"));
    } else {
      const place = { words: keys, at, written: piece.text, follower: follower(next) };
      const parts = joinedKey(keys[at] ?? '').split('-');
      ipa =
        parts.length === 1 ? pronounce(parts[0] ?? '', place).ipa : hyphenated(compoundParts(parts, pronounce), parts);
    }
    if (ipa === '') continue;
    reversed.push({ piece, ipa });
    next = ipa;
  }
  return joinWithMarks(reversed.reverse());
}

interface Sound {
  readonly piece: Piece;
  readonly ipa: string;
}

function joinWithMarks(sounds: readonly Sound[]): SpokenIpa {
  let ipa = '';
  const words: IpaWord[] = [];
  for (const { piece, ipa: part } of sounds) {
    if (piece.kind === 'pause') {
      if (ipa !== '' && !/[,.!?;:]$/.test(ipa)) ipa += part;
      continue;
    }
    if (ipa !== '') ipa += ' ';
    words.push({ start: piece.start, end: piece.end, ipaStart: ipa.length, ipaEnd: ipa.length + part.length });
    ipa += part;
  }
  return { ipa, words };
}
