import type { Language } from '@lector/contract';
import { UNREAD, type Beside, type LanguageRoom, type SpokenToken } from '../languages/room.js';
import { type EmojiNames, emojiNames } from './emoji-names.js';
import { type Emoji, findEmoji } from './find-emoji.js';

/**
 * Rooms that read emoji by their names, `emoji: "name"` of a request. A name is words of the language and is written out by its
 * room; in the plan it is one token, the emoji. What has no name is listed as unread: the English name among Chinese words
 * would be understood by nobody.
 */
export function sayEmoji(rooms: ReadonlyMap<Language, LanguageRoom>): ReadonlyMap<Language, LanguageRoom> {
  return new Map(Array.from(rooms, ([language, room]) => [language, naming(room)] as const));
}

function naming(room: LanguageRoom): LanguageRoom {
  const names = emojiNames(room.emojiNames ?? '');
  /** As the room writes them out. A long sentence is read many times until its parts fit. */
  const written = new Map<string, string | undefined>();
  const said = (sequence: string): string | undefined => {
    if (written.has(sequence)) return written.get(sequence);
    const spoken = names(sequence);
    const name =
      spoken &&
      room
        .normalise(spoken)
        .map((token) => token.spoken)
        .join('')
        .trim();
    if (written.size < MOST_KEPT) written.set(sequence, name);
    return name;
  };
  return { ...room, normalise: (source, beside) => normalise(source, room, said, beside) };
}

/** About as many as there are; of what people join themselves there is no end. */
const MOST_KEPT = 4_000;

/** What stands on both sides of an emoji is read by itself: no number or word goes through a picture. */
function normalise(
  source: string,
  room: LanguageRoom,
  names: EmojiNames,
  beside: Beside | undefined,
): readonly SpokenToken[] {
  const found = withoutRepeats(findEmoji(source));
  if (found.length === 0) return room.normalise(source, beside);
  const tokens: SpokenToken[] = [];
  let at = 0;
  const readTo = (end: number): void => {
    if (at >= end) return;
    for (const token of room.normalise(source.slice(at, end))) {
      tokens.push({ ...token, start: token.start + at, end: token.end + at });
    }
  };
  let listed = false;
  for (const [index, { sequence, start, end }] of found.entries()) {
    const name = names(sequence);
    // From another by a comma.
    const lead = listed && source.slice(at, start).trim() === '' ? ', ' : ' ';
    readTo(start);
    const closed = found[index + 1]?.start === end || PARTICLE.test(source.slice(end, end + 1));
    if (name === undefined) tokens.push({ start, end, spoken: ' ', rule: UNREAD });
    else tokens.push({ start, end, spoken: `${lead}${name}${closed ? '' : ' '}`, rule: 'emoji' });
    listed = name !== undefined;
    at = end;
  }
  readTo(source.length);
  return tokens;
}

/** Kana and hangul behind an emoji may be its particle, and stay at its name; other words stand apart. */
const PARTICLE = /^[\p{Script=Hiragana}\p{Script=Hangul}]/u;

/** A row of the same emoji is said once. */
function withoutRepeats(found: readonly Emoji[]): readonly Emoji[] {
  const kept: Emoji[] = [];
  for (const emoji of found) {
    const last = kept.at(-1);
    if (last?.sequence === emoji.sequence && last.end === emoji.start)
      kept[kept.length - 1] = { ...last, end: emoji.end };
    else kept.push(emoji);
  }
  return kept;
}
