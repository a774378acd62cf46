import { SEQUENCES } from './sequences.js';

/** The short name of an emoji in one language; undefined where it has none. */
export type EmojiNames = (sequence: string) => string | undefined;

/**
 * Names by a table of them in the order of `sequences.ts`. What stands in none is put together as CLDR does: skin tones behind
 * the name without them, joined pictures one by one.
 */
export function emojiNames(table: string): EmojiNames {
  const listed = table.replaceAll('\n', '').split('|');
  const names = new Map(
    SEQUENCES.trim()
      .split(/\s+/u)
      .map((sequence, index) => [sequence, listed[index] ?? ''] as const)
      .filter(([, name]) => name !== ''),
  );

  const single = (sequence: string): string | undefined => {
    const whole = names.get(sequence);
    if (whole !== undefined) return whole;
    const tones = [...new Set(sequence.match(TONES))].map((tone) => names.get(tone));
    const bare = names.get(sequence.replaceAll(TONES, ''));
    if (tones.length === 0 || bare === undefined || tones.includes(undefined)) return undefined;
    return `${bare}: ${tones.join(', ')}`;
  };
  return (sequence) => {
    const plain = sequence.replaceAll('\uFE0F', '');
    const name = single(plain);
    const parts = plain.split('\u200D');
    if (name !== undefined || parts.length === 1) return name;
    const named = parts.map(single);
    return named.includes(undefined) ? undefined : named.join(', ');
  };
}

const TONES = /\p{Emoji_Modifier}/gu;
