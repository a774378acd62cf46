import type { Dictionaries, Doubt } from '../room.js';
import { kanaReading } from './kana-reading.js';

const HAN = /\p{Script=Han}/u;

/**
 * Words in kanji that the analyser does not know, and names of people, which have as many readings as bearers.
 * @param readKana what the room reads a word as, in katakana
 */
export function doubtsIn(
  source: string,
  analyse: Dictionaries['japanese']['analyse'],
  readKana: (word: string) => string,
): readonly Doubt[] {
  const found: Doubt[] = [];
  let start = 0;
  for (const { surface, reading, pronunciation, pos } of analyse(source)) {
    const place = { start, end: start + surface.length };
    start = place.end;
    if (!HAN.test(surface)) continue;
    const isName = pos[1] === '固有名詞' && pos[2] === '人名';
    const known = reading ?? pronunciation;
    if (known !== undefined && !isName) continue;
    const kana = known ?? readKana(surface).replaceAll(/\s/gu, '');
    // What has no reading at all is told by the plan.
    if (kanaReading(kana) === undefined) continue;
    found.push({ ...place, kind: isName ? 'name' : 'unknown_word', reading: kana, alphabet: 'x-kana' });
  }
  return found;
}
