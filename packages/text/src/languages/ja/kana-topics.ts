import type { Dictionaries, Morpheme } from '../room.js';

/**
 * Sentences in kana alone, as in books for children: the analyser takes a particle for the beginning of the next word (おじいさん|はやま,
 * かわ|へせんたく). Behind words that are hardly anything else, the particle ends its phrase.
 */
const TOPIC =
  '(?:さん|くん|ちゃん|さま|せんせい|わたし|わたしたち|ぼく|ぼくたち|おれ|あなた|かのじょ|これ|それ|ここ|そこ|あそこ|きょう|あした|きのう|こども|みんな|ひと|いぬ|ねこ)は';
const PLACE =
  '(?:やま|かわ|うみ|まち|むら|もり|うち|いえ|にわ|がっこう|こうえん|えき|みせ|そと|なか|うえ|した|ほう|どこ|ここ|そこ)へ';
/** `は|ない`, `は|いい`: what follows is no word of は either way. */
const PHRASE_END = new RegExp(`(?:(?:${TOPIC})|(?:${PLACE}))(?=[ぁ-ん])(?![なんいはへ]|た(?:[、。]|$))`, 'gu');
const HIRAGANA_BEFORE = /(?:^|[、。！？「『\s]|[はがをにのとも])$/u;

/** The analysis of a text, phrase by phrase where kana tell it. */
export function byPhrases(analyse: Dictionaries['japanese']['analyse']): Dictionaries['japanese']['analyse'] {
  return (text) => {
    const phrases = phrasesOf(text);
    return phrases.length === 1 ? analyse(text) : phrases.flatMap((phrase): readonly Morpheme[] => analyse(phrase));
  };
}

function phrasesOf(text: string): readonly string[] {
  const phrases: string[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(PHRASE_END)) {
    const end = index + found.length;
    // さん ends a name of any kind; a word by itself begins behind a particle or at a mark.
    if (!/^(?:さん|くん|ちゃん|さま)/u.test(found) && !HIRAGANA_BEFORE.test(text.slice(Math.max(0, index - 1), index)))
      continue;
    phrases.push(text.slice(at, end));
    at = end;
  }
  phrases.push(text.slice(at));
  return phrases;
}
