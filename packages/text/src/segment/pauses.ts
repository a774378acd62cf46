import type { Paragraph } from './paragraphs.js';

/**
 * Silence put between segments, milliseconds. The engine already fades a sentence out over some 100 to 300 ms, so
 * these are what a reader adds to that; measured pauses of audiobook readers are 0.3 to 0.5 s between sentences and about
 * a second between paragraphs.
 */
export const PAUSE_MS = {
  /** A sentence cut where there is no punctuation: speech must run on. */
  none: 0,
  comma: 90,
  /** ; : and dashes. */
  semicolon: 150,
  sentence: 220,
  /** Dots and the like let the thought hang. */
  ellipsis: 320,
  line: 380,
  paragraph: 550,
  heading: 700,
} as const;

const TAIL = /[\s)\]}»”’」』》〉】〕）］｝"'*_]/u;

/** The pause after a segment inside a paragraph, from the punctuation it ends with. */
export function pauseAfter(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && TAIL.test(text.charAt(last - 1))) last -= 1;
  const sign = text.charAt(last - 1);
  if (/[…‥]/u.test(sign) || text.slice(Math.max(start, last - 2), last) === '..') return PAUSE_MS.ellipsis;
  if (/[。｡！？!?．.]/u.test(sign)) return PAUSE_MS.sentence;
  if (/[;；:：—–]/u.test(sign)) return PAUSE_MS.semicolon;
  if (/[,，、､]/u.test(sign)) return PAUSE_MS.comma;
  return PAUSE_MS.none;
}

/** The pause after the last segment of a paragraph. */
export function pauseAfterParagraph(paragraph: Paragraph): number {
  if (paragraph.heading) return PAUSE_MS.heading;
  return paragraph.blankAfter ? PAUSE_MS.paragraph : PAUSE_MS.line;
}
