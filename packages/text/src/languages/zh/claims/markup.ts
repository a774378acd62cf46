import { token, whole, type Finder } from './claim.js';

/** Markdown, hashtags and emoji: layout and decoration, of which nothing is said but the text they dress. */

const RULE = 'markup';

/** A pair of marks around a text: both are silent, the text is read. */
function around(mark: string, pattern: RegExp): Finder {
  return {
    pattern,
    read: ({ 0: written, index }) => [
      token(index, mark, '', RULE),
      token(index + written.length - mark.length, mark, '', RULE),
    ],
  };
}

/** `[text](address)` and `![text](address)`: the text is read, the address is not. */
const LINK: Finder = {
  pattern: /(!?\[)([^[\]\n]{0,200})(\]\([^()\s]{0,500}\))/gu,
  read: ({ 1: open = '', 2: text = '', 3: rest = '', index }) => [
    token(index, open, '', RULE),
    token(index + open.length + text.length, rest, '', RULE),
  ],
};

/** Emoji with their joiners, skin tones, flags and boxes; ㊗ and ㊙ are characters in a ring, and letters as signs stay. */
const EMOJI =
  /(?:(?![㊗㊙©®™ℹ])(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator})|[\ufe0e\ufe0f]|\u200d|\u20e3|[\u{E0020}-\u{E007F}])+/gu;

export const MARKUP: readonly Finder[] = [
  LINK,
  whole(/(?<=^|\n)[ \t]{0,3}(?:#{1,6}|[-*+•]|>)[ \t]{1,3}/gu, RULE, () => ''),
  around('**', /\*\*(?=\S)[^*\n]{1,200}\*\*/gu),
  around('~~', /~~[^~\n]{1,200}~~/gu),
  around('*', /(?<![\d*])\*(?=[^\s*])[^*\n]{0,200}[^\s*]\*(?![\d*])/gu),
  around('`', /`[^`\n]{1,200}`/gu),
  whole(EMOJI, 'emoji', () => ''),
  // 3#楼 is building three; elsewhere the sign only opens and closes a topic.
  whole(/(?<=\d)[#＃](?=[楼机线炉井门库栋])/gu, 'sign', () => '号'),
  whole(/[#＃]{1,10}/gu, RULE, () => ''),
];
