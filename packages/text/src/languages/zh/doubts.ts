import type { Doubt } from '../room.js';
import { isPolyphone } from './polyphones.js';
import { isSurname } from './surnames.js';
import type { Syllable } from './syllable.js';
import { wordsOf, type Word } from './words.js';

/** Polyphones of grammar: they are everywhere, rules read them, and an entry for one would do harm. */
const GRAMMAR = /[了着地得还都为中给将只大和看没相场打尽更种便过好要待干少]/u;
/** Single characters that are words of their own in any text: no part of a name. */
const COMMON =
  /[我你他她它们您的是在有不也就这那哪谁很太最又再才去来到从对把被让叫向跟与或但而且因所如若吗呢吧啊呀个一二三四五六七八九十百千万两几年月日时点分人说想做用能会可上下里外前后左右之其此以于则即乃]/u;
/** Characters of a surname and a given name. */
const NAME_MAX = 3;

/**
 * What stands by itself, outside of every word of the dictionaries, and has several readings: characters that rules tell apart,
 * and names of a surname read otherwise elsewhere (单依纯), which fall into single characters.
 */
export function doubtsIn(source: string): readonly Doubt[] {
  return Array.from(source.matchAll(/\p{Script=Han}+/gu), ({ 0: han, index }) => doubtsOf(wordsOf(han), index)).flat();
}

function doubtsOf(words: readonly Word[], offset: number): readonly Doubt[] {
  const found: Doubt[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || !isSingle(word)) continue;
    if (isSurname(word.text) && !isPolyphone(word.text)) {
      let end = at + 1;
      while (end < at + NAME_MAX && isSingle(words[end])) end += 1;
      found.push(end - at > 1 ? doubt('name', words.slice(at, end), offset) : polyphone(words, at, offset));
      at = end - 1;
    } else if (isPolyphone(word.text)) found.push(polyphone(words, at, offset));
  }
  return found;
}

function isSingle(word: Word | undefined): boolean {
  if (word?.syllables.length !== 1 || [...word.text].length !== 1) return false;
  return !GRAMMAR.test(word.text) && !COMMON.test(word.text);
}

function polyphone(words: readonly Word[], at: number, offset: number): Doubt {
  const from = at + 1 < words.length ? at : Math.max(0, at - 1);
  const phrase = words.slice(from, from + 2);
  const one = doubt('polyphone', words.slice(at, at + 1), offset);
  return phrase.length < 2 ? one : { ...one, phrase: placed(phrase, offset) };
}

function doubt(kind: Doubt['kind'], words: readonly Word[], offset: number): Doubt {
  return { ...placed(words, offset), kind, alphabet: 'x-pinyin' };
}

function placed(words: readonly Word[], offset: number): Pick<Doubt, 'start' | 'end' | 'reading'> {
  return {
    start: offset + (words[0]?.start ?? 0),
    end: offset + (words.at(-1)?.end ?? 0),
    reading: words.flatMap(({ syllables }) => syllables.map(written)).join(' '),
  };
}

/** A syllable as `x-pinyin` takes it: 5 is the neutral tone. */
function written({ base, tone, rhotic }: Syllable): string {
  return `${base}${rhotic === true ? 'r' : ''}${tone === 0 ? 5 : tone}`;
}
