import type { SpokenToken } from '../room.js';

/**
 * What stands in a text for the eye: marks of markdown, the address behind the words of a link, emoji. It is not said, and
 * the spoken form leaves it out. Every pattern is bounded, so the whole is linear.
 */
const KINDS: readonly (readonly [rule: string, pattern: string])[] = [
  // The words of a link stay, its address goes; hashes and mentions are said by their words.
  [
    'markdown',
    [
      String.raw`\[(?=[^[\]\n]{1,500}\]\()|\]\([^()\s]{0,2000}\)`,
      String.raw`(?<![^\n])[ ]{0,3}(?:#{1,6}|[-*+]|>{1,4})[ ]{1,8}`,
      String.raw`\*{1,3}|~~|\x60{1,3}|(?<!\S)[#＃@＠](?=\p{Script=Han})`,
    ].join('|'),
  ],
  // Keycaps and flags are emoji too; ㊗, ‼ and their like are characters and marks to read.
  [
    'emoji',
    String.raw`(?:(?![㊗㊙‼⁉〰Ⓜ])\p{Extended_Pictographic}|\p{Regional_Indicator}|[\uFE0E\uFE0F\u20E3\u200D\u{1F3FB}-\u{1F3FF}\u{E0020}-\u{E007F}])+`,
  ],
];

const MARKS = new RegExp(KINDS.map(([, pattern]) => `(${pattern})`).join('|'), 'gu');

export function marksIn(source: string): readonly SpokenToken[] {
  return Array.from(source.matchAll(MARKS), ({ 0: mark, 1: markdown, index }) => ({
    start: index,
    end: index + mark.length,
    spoken: '',
    rule: KINDS[markdown === undefined ? 1 : 0]?.[0] ?? '',
  }));
}
