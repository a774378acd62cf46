import type { Reading } from './readings.js';

/**
 * Marks of Markdown that would be said, or that hold what nobody wants to hear: the target of a link, the # of a
 * heading, the + of a list, the tildes of struck text. Emphasis, code and quotes are silent anyway.
 */
export function readMarkdown(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const match of text.matchAll(MARKS)) {
    const [whole, label] = match;
    // Of a link only the part behind the label is silent.
    const start = match.index + (label === undefined ? 0 : label.length);
    readings.push({ start, end: match.index + whole.length, spoken: '', rule: 'markdown' });
  }
  return readings;
}

/** Every repetition is bounded, so a text of opening brackets alone is read in linear time. */
const LINK =
  /(!?\[[^[\]\n]{1,300}\])\((?:https?:|mailto:|[./#]|[\w-]{1,60}[./])[^()\s]{0,2000}(?: "[^"\n]{0,200}")?\)/u;
const HEADING = /(?<=^|\n)[ \t]{0,3}#{1,6}[ \t]/u;
const ITEM = /(?<=^|\n)[ \t]{0,12}[-+*][ \t](?=\S)/u;
const STRUCK = /~~(?=[^~\n]{1,300}~~)|(?<=~~[^~\n]{1,300})~~/u;
const MARKS = new RegExp([LINK, HEADING, ITEM, STRUCK].map(({ source }) => source).join('|'), 'gu');
