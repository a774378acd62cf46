import type { WrittenWord } from '../align-words.js';
import { READING_SYSTEMS } from '../languages/reading-systems.js';
import type { LanguageRoom } from '../languages/room.js';
import type { Stretch } from '../stretch.js';
import { pinSound } from './pin-sound.js';
import type { Pin } from './pin.js';

/** A pin among the words of its span: what it takes of the text and of the IPA, and what is heard instead. */
export interface PlacedPin extends Stretch {
  readonly pin: Pin;
  readonly ipaStart: number;
  readonly ipaEnd: number;
  readonly ipa: string;
  readonly spoken: string;
  readonly unread: readonly Stretch[];
}

/**
 * Finds the words each pin takes the place of. A pin takes whole words; where the room has a longer one (行く for 行《い》く) it takes
 * all of it, if what is left over is written as the reading is.
 * @returns the first pin whose edge a word crosses, where there is one
 */
export function placePins(
  text: string,
  { words, ipa }: { readonly words: readonly WrittenWord[]; readonly ipa: string },
  pins: readonly Pin[],
  room: LanguageRoom,
): { readonly pins: readonly PlacedPin[] } | { readonly crossed: Pin } {
  const placed: PlacedPin[] = [];
  let at = 0;
  for (const [index, pin] of pins.entries()) {
    while ((words[at]?.end ?? Infinity) <= pin.start) at += 1;
    let after = at;
    while ((words[after]?.start ?? Infinity) < pin.end) after += 1;
    const [first, last] = after > at ? [words[at], words[after - 1]] : [];
    const start = Math.min(pin.start, first?.start ?? pin.start);
    const end = Math.max(pin.end, last?.end ?? pin.end);
    const free = (placed.at(-1)?.end ?? 0) <= start && (pins[index + 1]?.start ?? end) >= end;
    const sound = free ? soundOf(text, pin, { start, end }, room) : undefined;
    if (sound === undefined) return { crossed: pin };
    const ipaStart = first?.ipaStart ?? words[after]?.ipaStart ?? ipa.length;
    placed.push({ pin, start, end, ipaStart, ipaEnd: last?.ipaEnd ?? ipaStart, ...sound });
    at = after;
  }
  return { pins: placed };
}

function soundOf(
  text: string,
  pin: Pin,
  { start, end }: Stretch,
  room: LanguageRoom,
): Pick<PlacedPin, 'ipa' | 'spoken' | 'unread'> | undefined {
  const { reading } = pin;
  if (start === pin.start && end === pin.end) return pinSound(text, pin, room);
  if (reading.kind !== 'system') return undefined;
  const [before, after] = [text.slice(start, pin.start), text.slice(pin.end, end)];
  const ipa = READING_SYSTEMS[reading.system].joined?.(reading.reading, { before, after });
  return ipa === undefined ? undefined : { ipa, spoken: before + reading.reading + after, unread: [] };
}
