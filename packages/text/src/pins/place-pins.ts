import type { WrittenWord } from '../align-words.js';
import type { LanguageRoom, Seam, WrittenAround } from '../languages/room.js';
import type { Stretch } from '../stretch.js';
import { ipaBetween } from './ipa-between.js';
import type { Unread } from '../unread.js';
import { joinedSound, pinSound } from './pin-sound.js';
import type { Pin } from './pin.js';

/** A pin among the words of its span: what it takes of the text and of the IPA, and what is heard instead. */
export interface PlacedPin extends Stretch {
  readonly pin: Pin;
  readonly ipaStart: number;
  readonly ipaEnd: number;
  readonly ipa: string;
  readonly spoken: string;
  readonly unread: readonly Unread[];
  /** What a word of the room has before and behind it; empty stretches for most. */
  readonly before: Rest;
  readonly after: Rest;
}

/** What a word has beside its pinned part, with its sound where the room's reading of the whole word tells it. */
interface Rest extends Stretch {
  readonly ipa?: string;
}

/** Words of a span as its room reads it. */
interface Words {
  readonly words: readonly WrittenWord[];
  readonly ipa: string;
  /** The pins whose readings the room has said itself. */
  readonly said: ReadonlySet<Pin>;
}

/**
 * Finds the words each pin takes the place of. A pin takes whole words; where the room has a longer one it takes all of it, if it is
 * known how the parts sound together (行く for 行《い》く); else what is left keeps the sound it has in the word (君 of 田中《たなか》君), where the
 * pin takes the place of one of its parts. What then has no sound is read by itself.
 * @returns the first pin that shares a word with another, where there is one
 */
export function placePins(
  text: string,
  whole: Words,
  pins: readonly Pin[],
  room: LanguageRoom,
): { readonly pins: readonly PlacedPin[] } | { readonly crossed: Pin } {
  const { words, ipa } = whole;
  const placed: PlacedPin[] = [];
  let at = 0;
  let taken = 0;
  for (const [index, pin] of pins.entries()) {
    while ((words[at]?.end ?? Infinity) <= pin.start) at += 1;
    let after = at;
    while ((words[after]?.start ?? Infinity) < pin.end) after += 1;
    const [first, last] = after > at ? [words[at], words[after - 1]] : [];
    const start = Math.min(pin.start, first?.start ?? pin.start);
    const end = Math.max(pin.end, last?.end ?? pin.end);
    if (taken > start || (pins[index + 1]?.start ?? end) < end) return { crossed: pin };
    const ipaStart = first?.ipaStart ?? words[after]?.ipaStart ?? ipa.length;
    const ipaEnd = last?.ipaEnd ?? ipaStart;
    // One word, whatever words the room makes of it.
    const own = whole.said.has(pin) ? ipa.slice(ipaStart, ipaEnd).replaceAll(/[\s,.!?;:]/gu, '') : '';
    placed.push({ pin, ipaStart, ipaEnd, ...soundOf(text, pin, { start, end }, whole, room, own) });
    at = after;
    taken = end;
  }
  return { pins: placed };
}

type Sound = Pick<PlacedPin, 'start' | 'end' | 'ipa' | 'spoken' | 'unread' | 'before' | 'after'>;

/** @param own its sound as the room has said it; empty where it has not */
function soundOf(
  text: string,
  pin: Pin,
  { start, end }: Stretch,
  whole: Words,
  room: LanguageRoom,
  own: string,
): Sound {
  const around = { before: text.slice(start, pin.start), after: text.slice(pin.end, end) };
  const alone = (start === pin.start && end === pin.end) || keepsRest(pin, around, room);
  const joined = alone ? undefined : joinedSound(text, pin, around, room);
  const none = { before: { start, end: start }, after: { start: end, end } };
  if (own !== '' && start === pin.start && end === pin.end)
    return { start, end, ...pinSound(text, pin, room, own), ...none };
  if (joined !== undefined) return { start, end, ...joined, ...none };
  const sound = pinSound(text, pin, room);
  return {
    start: pin.start,
    end: pin.end,
    ...sound,
    ...restsOf(pin, sound.ipa, { start, end }, whole),
  };
}

/** Other words in kana tell less of an ending in kanji than what is written. */
function keepsRest({ reading }: Pin, { before, after }: WrittenAround, { standIn }: LanguageRoom): boolean {
  return reading.kind === 'alias' && standIn !== undefined && /\p{Script=Han}/u.test(before + after);
}

function restsOf(pin: Pin, said: string, { start, end }: Stretch, whole: Words): Pick<PlacedPin, 'before' | 'after'> {
  // The room has one word for both and the same sound for the pinned part: 中 of 世界《せかい》中.
  const word = ipaBetween(whole, start, end) ?? '';
  const agrees =
    start === pin.start && word.startsWith(said) && VOWELS.test(said) && STARTS_SOUND.test(word.slice(said.length));
  const behindSaid = agrees ? word.slice(said.length) : undefined;
  const rest = (from: number, to: number): Rest => {
    const ipa = isOnePart(pin, whole) ? ipaBetween(whole, from, to) : from === pin.end ? behindSaid : undefined;
    return { start: from, end: to, ...(ipa === undefined ? {} : { ipa }) };
  };
  return { before: rest(start, pin.start), after: rest(pin.end, end) };
}

/** A whole syllable, so that what is behind begins one. */
const VOWELS = /[aeioɯɨɴ]$/u;
const STARTS_SOUND = /^[^ː\s]/u;

/** Of a name that the room cuts up (月見里《やまなし》家) it knows the ending no better than the name. */
function isOnePart({ start, end }: Stretch, whole: Words): boolean {
  const inside = ({ at }: Seam): boolean => start < at && at < end;
  const cut = whole.words.some((word) => (start < word.start && word.start < end) || word.seams?.some(inside) === true);
  return !cut && ipaBetween(whole, start, end) !== undefined;
}
