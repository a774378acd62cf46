import { cardinalWords, integerWords } from './number-words.js';
import { stickyMatch, type Reading } from './reading.js';

/** Feet and inches: `6'2"`, `5 ft 4 in`, `12″`. */

const HEIGHT = /(\d{1,2}) ?(?:['’′]|ft\.?) ?(\d{1,2})([¼½¾])?(?: ?in(?:\.(?=,| \p{Ll}))?(?![\p{L}\d])|["”″]|'')/uy;
const FEET = /(\d{1,3})['’′](?= (?:tall|long|wide|high|deep)(?!\p{L}))/uy;
const INCHES =
  /(\d{1,3})(?:″| in\.(?=[,;)]|$| \p{Ll})|["”](?=[ -](?:screen|monitor|display|TV|tablet|laptop|pizza|pipe|nail|disk|vinyl|wheel|tall|long|wide|high|deep|thick)))/uy;

const counted = (digits: string, one: string, many: string): string =>
  `${cardinalWords(digits)} ${digits === '1' ? one : many}`;

const PARTS: Readonly<Record<string, string>> = { '¼': 'one quarter', '½': 'one half', '¾': 'three quarters' };

export function heightAt(text: string, at: number): Reading | undefined {
  if (/[\d.,]/.test(text.charAt(at - 1))) return undefined;
  const rule = 'measure';
  const found = stickyMatch(HEIGHT, text, at);
  if (found !== undefined) {
    const part = PARTS[found[3] ?? ''];
    const inches =
      part === undefined
        ? counted(found[2] ?? '', 'inch', 'inches')
        : `${cardinalWords(found[2] ?? '')} and ${part} inches`;
    const spoken = `${counted(found[1] ?? '', 'foot', 'feet')} ${inches}`;
    return { end: at + found[0].length, spoken, rule };
  }
  const feet = stickyMatch(FEET, text, at);
  if (feet !== undefined) return { end: at + feet[0].length, spoken: counted(feet[1] ?? '', 'foot', 'feet'), rule };
  const inches = stickyMatch(INCHES, text, at);
  if (inches === undefined) return undefined;
  // A screen of 27″ is a twenty-seven inch screen.
  const end = at + inches[0].length;
  const describes =
    /^[ -]\p{L}/u.test(text.slice(end, end + 2)) &&
    !/^ (?:tall|long|wide|high|deep|thick)/.test(text.slice(end, end + 6));
  const spoken = describes ? `${integerWords(inches[1] ?? '')} inch` : counted(inches[1] ?? '', 'inch', 'inches');
  return { end, spoken, rule };
}
