import type { Stretch } from '../stretch.js';

/** An emoji of a text: a sequence as people see it, one picture. UTF-16 indices. */
export interface Emoji extends Stretch {
  readonly sequence: string;
}

const PICTURE = String.raw`\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}){0,2}`;
/** Flags of two letters, keycaps, flags of tags (Scotland), pictures joined by U+200D, and a skin tone alone. */
const SEQUENCE = new RegExp(
  String.raw`\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|\u{1F3F4}[\u{E0020}-\u{E007E}]{1,16}\u{E007F}|${PICTURE}(?:\u200D${PICTURE})*|\p{Emoji_Modifier}`,
  'gu',
);
/**
 * Signs older than emoji (™ ‼ ↔ ▶ 〰 ㊗): without U+FE0F behind them they are text, and the room's. Pictures of things (⌚ ⏱ ☎ ❤) are
 * emoji with and without, whatever Unicode has them shown as.
 */
const SIGN = /^(?!\p{Emoji_Presentation})[\0-\u22FF\u2400-\u25FF\u3000-\u32FF]$/u;

/** The emoji of a text, in order. Linear. */
export function findEmoji(text: string): readonly Emoji[] {
  return Array.from(text.matchAll(SEQUENCE), ({ 0: sequence, index }) => ({
    sequence,
    start: index,
    end: index + sequence.length,
  })).filter(({ sequence }) => !SIGN.test(sequence));
}
