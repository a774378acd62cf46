import { LINE_END } from '../segment/paragraphs.js';
import { STEP, type Steps } from '../steps.js';
import { trim, type Stretch } from '../stretch.js';

/**
 * Text wrapped at a column, as old e-books and mails are: where a line broke only because the next word had no room left.
 * A line is judged beside the other lines of its block (between empty lines, headings and list entries): verse, lists and
 * dialogue break where they mean to, before the line is full.
 */
export interface LineWrap extends Stretch {
  /** What stands in place of the line end: nothing between characters that are written without spaces. */
  readonly instead: '' | ' ';
}

interface Block {
  readonly lines: Stretch[];
  /** Length of its longest line. */
  column: number;
  /** Lines behind the first that begin with a small letter: they go on. */
  small: number;
}

const ENTRY = /(?:#{1,6}|[-*+•·▪◦‣>|]|\d{1,3}[.)、．]|[（(]\d{1,3}[）)])[ \t]?|[-=_*]{3}/uy;
/** Shorter lines are verse or entries, whatever they look like. */
const LEAST_COLUMN = { latin: 45, cjk: 16, hangul: 22 };
const MOST_COLUMN = 120;
/** A line of Chinese or Japanese may be short of its column by a mark that must not begin the next. */
const SHORT_BY = 2;

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々';
const CJK_ENDS = new RegExp(`[${CJK}，、；]$`, 'u');
const CJK_BEGINS = new RegExp(`^[${CJK}]`, 'u');
const STOPS = /[。．.！？!?…」』”"’）)]$/u;
const LATIN_ENDS = /[\p{Script=Latin}\d,;’']$/u;
const LATIN_BEGINS = /^(?:["“‘'(_]\p{L}|[\p{Lu}\d])/u;
/** Korean that ends a sentence without a stop. */
const HANGUL_ENDS = /[\p{Script=Hangul},](?<![다요까죠])$/u;

export function* lineWraps(text: string): Steps<readonly LineWrap[]> {
  const wraps: LineWrap[] = [];
  let block: Block = { lines: [], column: 0, small: 0 };
  let start = 0;
  let count = 0;
  const add = (from: number, to: number): void => {
    const line = trim(text, from, to);
    ENTRY.lastIndex = line.start;
    if (line.start === line.end || ENTRY.test(text)) {
      collect(text, block, wraps);
      block = { lines: [], column: 0, small: 0 };
      return;
    }
    if (block.lines.length > 0 && /^["“‘'(_]?\p{Ll}/u.test(text.slice(line.start, line.start + 2))) block.small += 1;
    block.lines.push(line);
    block.column = Math.max(block.column, line.end - line.start);
  };
  for (const { 0: mark, index } of text.matchAll(LINE_END)) {
    add(start, index);
    start = index + mark.length;
    count += 1;
    if (count % STEP === 0) yield;
  }
  add(start, text.length);
  collect(text, block, wraps);
  return wraps;
}

function collect(text: string, { lines, column, small }: Block, wraps: LineWrap[]): void {
  const last = lines.at(-1);
  if (lines.length < 2 || column > MOST_COLUMN || last === undefined) return;
  const prose = STOPS.test(text.slice(last.end - 1, last.end));
  // Capitals at the head of most lines are verse.
  const latin = column >= LEAST_COLUMN.latin && small > 0 && small * 3 >= lines.length - 1;
  for (const [index, next] of lines.entries()) {
    const line = lines[index - 1];
    if (line === undefined) continue;
    const length = line.end - line.start;
    const tail = text.slice(Math.max(line.start, line.end - 2), line.end);
    const head = text.slice(next.start, Math.min(next.end, next.start + MOST_COLUMN));
    const word = /^\S*/u.exec(head)?.[0] ?? '';
    const full = length + 1 + word.length > column;
    const at = { start: line.end, end: next.start };
    if (CJK_ENDS.test(tail) && CJK_BEGINS.test(head)) {
      if (prose && column >= LEAST_COLUMN.cjk && length + SHORT_BY >= column) wraps.push({ ...at, instead: '' });
    } else if (HANGUL_ENDS.test(tail) && /^[\p{Script=Hangul}"“‘']/u.test(head)) {
      if (prose && full && column >= LEAST_COLUMN.hangul) wraps.push({ ...at, instead: ' ' });
    } else if (latin && full && LATIN_ENDS.test(tail) && LATIN_BEGINS.test(head)) wraps.push({ ...at, instead: ' ' });
  }
}
