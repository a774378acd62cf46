import type { Dictionaries } from '../room.js';
import { modernForm } from './old-kanji.js';
import { onyomi } from './onyomi.js';
import type { Reading } from './readings.js';

const HAN = /\p{Script=Han}/u;

/**
 * Characters the dictionary cannot read where they stand: old forms become present ones (會社), others get their
 * Sino-Japanese reading. What has none keeps its place under the rule `unknown`, so that the plan shows the loss.
 */
export function readUnknown(text: string, analyse: Dictionaries['japanese']['analyse']): readonly Reading[] {
  if (!HAN.test(text)) return [];
  const readings: Reading[] = [];
  let start = 0;
  for (const { surface, pronunciation } of analyse(text)) {
    // One old form by itself may be a name to the dictionary (學 まなぶ); inside a word it knows, it is at home (龍馬).
    if (HAN.test(surface) && (pronunciation === undefined || modernForm(surface) !== undefined)) {
      let at = start;
      for (const character of surface) {
        // A repeated character is read from the one before it.
        if (HAN.test(character) && character !== '々') {
          const reading = rescue(character, analyse);
          if (reading !== undefined) readings.push({ start: at, end: at + character.length, ...reading });
        }
        at += character.length;
      }
    }
    start += surface.length;
  }
  return readings;
}

function rescue(
  character: string,
  analyse: Dictionaries['japanese']['analyse'],
): Pick<Reading, 'spoken' | 'rule'> | undefined {
  const modern = modernForm(character);
  if (modern !== undefined) return { spoken: modern, rule: 'kanji:old-form' };
  const reading = onyomi(character);
  if (reading !== undefined) return { spoken: reading, rule: 'kanji:onyomi' };
  // A run of unknown characters may hold one that the dictionary knows alone.
  const alone = analyse(character)[0]?.pronunciation;
  return alone === undefined ? { spoken: character, rule: 'unknown' } : undefined;
}
