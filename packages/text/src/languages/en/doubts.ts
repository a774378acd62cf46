import type { Dictionaries, Doubt, SpokenToken } from '../room.js';
import { normalise } from './normalise/normalise.js';
import { alone, wordKey, type Pronouncer } from './pronounce.js';
import { sentenceIpa } from './to-ipa.js';

const WORD = /\p{L}[\p{L}\p{M}]+(?:['’]\p{L}+)*/gu;
const POSSESSIVE = /['’]s$/u;

/** Words outside of the dictionary that nothing composes, made-up spellings (`PyTorch`), and initials said by their letters. */
export function doubtsIn(source: string, english: Dictionaries['english'], pronounce: Pronouncer): readonly Doubt[] {
  return normalise(source, english).flatMap((token) => {
    if (token.rule === '') return unknownWords(source, token, pronounce);
    const doubt = written(source, token, pronounce);
    return doubt === undefined ? [] : [doubt];
  });
}

function unknownWords(source: string, { start, end }: SpokenToken, pronounce: Pronouncer): readonly Doubt[] {
  const found: Doubt[] = [];
  for (const { 0: matched, index } of source.slice(start, end).matchAll(WORD)) {
    const word = matched.replace(POSSESSIVE, '');
    const key = wordKey(word);
    const said = pronounce(key, { ...alone(key), written: word });
    if (said.source !== 'spelling' && said.source !== 'name') continue;
    const isName = said.source === 'name' || /^\p{Lu}/u.test(word);
    const place = { start: start + index, end: start + index + word.length };
    found.push({ ...place, kind: isName ? 'name' : 'unknown_word', reading: said.ipa, alphabet: 'ipa' });
  }
  return found;
}

function written(source: string, { start, end, spoken, rule }: SpokenToken, pronounce: Pronouncer): Doubt | undefined {
  const word = source.slice(start, end).replace(POSSESSIVE, '');
  if (!/^[\p{L}\p{M}]{2,}$/u.test(word)) return undefined;
  const reading = (text: string): string => sentenceIpa(text.replace(POSSESSIVE, ''), pronounce).ipa;
  const place = { start, end: start + word.length, alphabet: 'ipa' } as const;
  if (rule === 'acronym' && /^\p{Lu}(?: \p{Lu})*(?:['’]s)?$/u.test(spoken)) {
    return { ...place, kind: 'abbreviation', reading: reading(spoken) };
  }
  if (rule !== 'camel-case') return undefined;
  const guessed = (spoken.match(WORD) ?? []).some((part) => {
    const key = wordKey(part);
    return ['spelling', 'name'].includes(pronounce(key, alone(key)).source);
  });
  return guessed ? { ...place, kind: 'name', reading: reading(spoken) } : undefined;
}
