import type { WrittenWord } from '../align-words.js';
import type { LanguageRoom } from '../languages/room.js';
import type { Stretch } from '../stretch.js';
import { joinedSound, pinSound } from './pin-sound.js';
import type { Pin } from './pin.js';

/** A pin among the words of its span: what it takes of the text and of the IPA, and what is heard instead. */
export interface PlacedPin extends Stretch {
  readonly pin: Pin;
  readonly ipaStart: number;
  readonly ipaEnd: number;
  readonly ipa: string;
  readonly spoken: string;
  readonly unread: readonly Stretch[];
  /** What a word of the room has before and behind it that is read by itself; empty stretches for most. */
  readonly before: Stretch;
  readonly after: Stretch;
}

/**
 * Finds the words each pin takes the place of. A pin takes whole words; where the room has a longer one it takes all of it, if it is
 * known how the parts sound together (行く for 行《い》く); else what is left of the word is read by itself.
 * @returns the first pin that shares a word with another, where there is one
 */
export function placePins(
  text: string,
  {
    words,
    ipa,
    said,
  }: { readonly words: readonly WrittenWord[]; readonly ipa: string; readonly said: ReadonlySet<Pin> },
  pins: readonly Pin[],
  room: LanguageRoom,
): { readonly pins: readonly PlacedPin[] } | { readonly crossed: Pin } {
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
    const own = said.has(pin) ? ipa.slice(ipaStart, ipaEnd).replaceAll(/[\s,.!?;:]/gu, '') : '';
    placed.push({ pin, ipaStart, ipaEnd, ...soundOf(text, pin, { start, end }, room, own) });
    at = after;
    taken = end;
  }
  return { pins: placed };
}

type Sound = Pick<PlacedPin, 'start' | 'end' | 'ipa' | 'spoken' | 'unread' | 'before' | 'after'>;

/** @param own its sound as the room has said it; empty where it has not */
function soundOf(text: string, pin: Pin, { start, end }: Stretch, room: LanguageRoom, own: string): Sound {
  const around = { before: text.slice(start, pin.start), after: text.slice(pin.end, end) };
  const joined = start === pin.start && end === pin.end ? undefined : joinedSound(text, pin, around, room);
  const none = { before: { start, end: start }, after: { start: end, end } };
  if (own !== '' && start === pin.start && end === pin.end)
    return { start, end, ...pinSound(text, pin, room), ipa: own, ...none };
  if (joined !== undefined) return { start, end, ...joined, ...none };
  return {
    start: pin.start,
    end: pin.end,
    ...pinSound(text, pin, room),
    before: { start, end: pin.start },
    after: { start: pin.end, end },
  };
}
