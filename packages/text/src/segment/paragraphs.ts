import { STEP, type Steps } from '../steps.js';
import { trim, type Stretch } from '../stretch.js';

/**
 * A paragraph, heading or list entry: where a line ends, speech stops. `blankAfter`: an empty line follows, which is
 * heard as a longer pause.
 */
export interface Paragraph extends Stretch {
  readonly heading: boolean;
  readonly blankAfter: boolean;
}

/** Marks that open a line and are not read: Markdown headings, bullets, quotes. */
const MARKER = /(?:#{1,6}[ \t]+|[-*+•·▪◦‣>][ \t]+)+/y;
/** NEL (U+0085) is one too: mainframes and old converters write it. */
export const LINE_END = /\r\n?|[\n\u0085\u2028\u2029]/gu;
/** Below this a line is not wrapped text but an entry of its own (verse, list). */
const WRAPPED_LINE_MIN = 40;

/** `neigh-` at the end of a line. */
const BROKEN_WORD = /\p{Ll}-$/u;

/** Cuts a text into paragraphs at its line ends. Linear. */
export function* paragraphsOf(text: string): Steps<readonly Paragraph[]> {
  const paragraphs: { start: number; end: number; heading: boolean; blankAfter: boolean }[] = [];
  let previousLength = 0;
  let lines = 0;
  for (const line of linesOf(text)) {
    lines += 1;
    if (lines % STEP === 0) yield;
    const { start, end } = trim(text, line.start, line.end);
    const last = paragraphs.at(-1);
    if (start === end) {
      if (last !== undefined) last.blankAfter = true;
      continue;
    }
    MARKER.lastIndex = start;
    const marker = MARKER.exec(text)?.[0] ?? '';
    if (last !== undefined && !last.blankAfter && marker === '' && continues(text, last.end, start, previousLength)) {
      last.end = end;
    } else if (start + marker.length < end) {
      paragraphs.push({ start: start + marker.length, end, heading: marker.startsWith('#'), blankAfter: false });
    }
    previousLength = end - start;
  }
  return paragraphs;
}

/** Mail and old e-books break lines at a column: a long line that stops inside a sentence goes on in the next. */
function continues(text: string, previousEnd: number, start: number, previousLength: number): boolean {
  if (BROKEN_WORD.test(text.slice(Math.max(0, previousEnd - 2), previousEnd)))
    return /\p{Ll}/u.test(text.charAt(start));
  return (
    previousLength >= WRAPPED_LINE_MIN &&
    /[\p{Script=Latin}\d,;’']/u.test(text.charAt(previousEnd - 1)) &&
    /[\p{Ll}]/u.test(text.charAt(start))
  );
}

/** The same of white space with one line end in it, wherever that stands in a text. */
export function isLineWrap(text: string, start: number, end: number): boolean {
  const line = text.slice(Math.max(0, start - WRAPPED_LINE_MIN), start);
  const length = start < WRAPPED_LINE_MIN || line.search(LINE_END) >= 0 ? 0 : WRAPPED_LINE_MIN;
  return continues(text, start, end, length);
}

function* linesOf(text: string): Generator<Stretch> {
  LINE_END.lastIndex = 0;
  let start = 0;
  for (const match of text.matchAll(LINE_END)) {
    yield { start, end: match.index };
    start = match.index + match[0].length;
  }
  yield { start, end: text.length };
}
