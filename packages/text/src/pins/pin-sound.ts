import { joinTokens } from '../align-words.js';
import { READING_SYSTEMS } from '../languages/reading-systems.js';
import type { LanguageRoom, WrittenAround } from '../languages/room.js';
import { PLACEHOLDER } from '../markup/mask-pinned.js';
import { heardTail, withHeardTail } from '../languages/word-tails.js';
import type { Stretch } from '../stretch.js';
import { unreadIn, type Unread } from '../unread.js';
import type { Pin } from './pin.js';

/** What is heard in place of a pinned stretch. */
export interface PinSound {
  readonly ipa: string;
  readonly spoken: string;
  /** The stretch itself where some of its other words have no reading, or are read by other letters. */
  readonly unread: readonly Unread[];
}

/**
 * The sound of a pin by itself, in the language of the room.
 * @param own the sound of its reading among the words beside it, where the room has said it
 */
export function pinSound(text: string, pin: Pin, room: LanguageRoom, own = ''): PinSound {
  const { tail = '' } = pin;
  const word = wordSound(text, { ...pin, end: pin.end - tail.length }, room);
  const said = own === '' ? word : { ...word, ipa: own };
  return tail === '' ? said : withHeardTail(said, tail);
}

function wordSound(text: string, pin: Pin, room: LanguageRoom): PinSound {
  const { reading } = pin;
  const written = writtenIn(text, pin);
  switch (reading.kind) {
    case 'ipa':
      return { ipa: reading.ipa, spoken: written, unread: [] };
    case 'system': {
      const { toIpa, joined } = READING_SYSTEMS[reading.system];
      // Where words are written in the notation, the reading is what is to be spoken; pinyin is no text.
      return {
        ipa: toIpa(reading.reading) ?? '',
        spoken: joined === undefined ? written : reading.reading,
        unread: [],
      };
    }
    case 'alias':
      return otherWords(reading.text, pin, room);
    case 'written':
      return otherWords(reading.texts[room.language], pin, room);
  }
}

/**
 * The sound of a pin in a word that has more before or behind it (行《い》く, Qin's, 박은); undefined where only the room's own word could
 * tell how they sound together.
 */
export function joinedSound(text: string, pin: Pin, around: WrittenAround, room: LanguageRoom): PinSound | undefined {
  const { reading } = pin;
  const { before, after } = around;
  switch (reading.kind) {
    case 'ipa': {
      const ipa = room.joinIpa?.(reading.ipa, around);
      return ipa === undefined ? undefined : { ipa, spoken: before + writtenIn(text, pin) + after, unread: [] };
    }
    case 'system': {
      const ipa = READING_SYSTEMS[reading.system].joined?.(reading.reading, around);
      return ipa === undefined ? undefined : { ipa, spoken: before + reading.reading + after, unread: [] };
    }
    case 'alias': {
      if (before !== '' || heardTail(text, pin.end) !== after)
        return otherWords(before + reading.text + after, pin, room);
      const words = otherWords(reading.text, pin, room);
      return withHeardTail({ ...words, spoken: withoutMarks(words.spoken) }, after);
    }
    case 'written':
      return undefined;
  }
}

function writtenIn(text: string, { start, end }: Stretch): string {
  return text.slice(start, end).replaceAll(PLACEHOLDER, ' ').replaceAll(/\s+/gu, ' ').trim();
}

function otherWords(words: string, { start, end }: Stretch, room: LanguageRoom): PinSound {
  const tokens = room.normalise(words);
  const { spoken } = joinTokens(tokens);
  const { ipa } = room.toIpa(spoken);
  // Marks at its end belong to the sentence around it.
  const bare = withoutMarks(ipa);
  const [lost] = bare === '' ? ['no_reading' as const] : unreadIn(words, tokens).map(({ reason }) => reason);
  return { ipa: bare, spoken, unread: lost === undefined ? [] : [{ start, end, reason: lost }] };
}

function withoutMarks(words: string): string {
  return words.replace(/[,.!?;:\s，。！？；：、]+$/u, '');
}
