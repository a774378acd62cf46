import { z } from 'zod';

/** What becomes of emoji: left out, or read by their short names in the language around them. */
export const EmojiReading = z.enum(['drop', 'name']);
export type EmojiReading = z.infer<typeof EmojiReading>;

/** The field of every request that has something read. */
export const EmojiField = EmojiReading.optional().describe(
  'What becomes of emoji: `name` reads their short names (CLDR) in the language around them; `drop`, which leaves them out, when absent.',
);
