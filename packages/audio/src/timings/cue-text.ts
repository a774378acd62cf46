import { visible, type SentenceTiming } from './sentence-timing.js';

/** A piece of a cue that is never cut: a word with its punctuation. */
export interface CuePiece {
  /** As written, with white space at its end where the text has some. */
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Opening signs stand at the word behind them; everything else at the one before. */
const OPENING = /[([{«“‘「『《〈【〔（［｛¿¡"']+$/u;

/** The words of a sentence with the signs around them: joined, the text of the sentence. */
export function piecesOf({ start, text, words }: SentenceTiming): readonly CuePiece[] {
  const characters = [...text];
  const between = (from: number, to: number) => characters.slice(from - start, to - start).join('');
  let lead = between(start, words[0]?.start ?? start);
  return words.map((word, index) => {
    const next = words[index + 1];
    const behind = visible(between(word.end, next?.start ?? start + characters.length));
    const opening = next === undefined ? '' : (OPENING.exec(behind)?.[0] ?? '');
    // A straight quotation mark closes where no space stands before it.
    const cut = behind.length - opening.length;
    const opens = opening !== '' && (/\s$/u.test(behind.slice(0, cut)) || !/["']/u.test(opening));
    const piece = lead + between(word.start, word.end) + (opens ? behind.slice(0, cut) : behind);
    lead = opens ? opening : '';
    return { text: visible(piece), startMs: milliseconds(word.startSeconds), endMs: milliseconds(word.endSeconds) };
  });
}

export function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

/** Characters of East Asian width. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** A line of a subtitle: 42 letters, or 20 characters of Chinese, Japanese or Korean, as broadcasters have it. */
export const LINE_COLUMNS = 42;
const WIDE_COLUMNS = LINE_COLUMNS / 20;

/** Width of a line, without white space at its ends. */
export function columns(text: string): number {
  let width = 0;
  for (const character of oneLine(text)) width += WIDE.test(character) ? WIDE_COLUMNS : 1;
  return width;
}

/** White space as one space, none at the ends: a line end inside a cue would end it. Without markup. */
export function oneLine(text: string): string {
  return visible(text).replace(/\s+/gu, ' ').trim();
}

/** Puts pieces into lines of the width given; a piece that is wider has a line of its own. */
export function wrap<T extends { readonly text: string }>(pieces: readonly T[]): readonly (readonly T[])[] {
  const lines: T[][] = [];
  let width = '';
  for (const piece of pieces) {
    const line = lines.at(-1);
    if (line !== undefined && columns(width + piece.text) <= LINE_COLUMNS) {
      line.push(piece);
      width += piece.text;
    } else {
      lines.push([piece]);
      width = piece.text;
    }
  }
  return lines;
}

/** Made once: it reads the dictionaries. Words of Han and kana come out alike in every locale. */
const words = new Intl.Segmenter('zh', { granularity: 'word' });
const CLOSES = /^[\p{Pe}\p{Pf}\p{Po}\s]/u;
const OPENS = /[\p{Ps}\p{Pi}]$/u;

/** Where a text without timed words may be parted into lines: at spaces, and between words in wide characters. */
export function breakable(text: string): readonly { readonly text: string }[] {
  const pieces: { text: string }[] = [];
  for (const { segment } of words.segment(text)) {
    const last = pieces.at(-1);
    const before = last?.text ?? '';
    const parted = /\s$/u.test(before) || WIDE.test([...before].at(-1) ?? '') || WIDE.test([...segment][0] ?? '');
    if (last === undefined || (parted && !CLOSES.test(segment) && !OPENS.test(before))) pieces.push({ text: segment });
    else last.text += segment;
  }
  return pieces;
}
