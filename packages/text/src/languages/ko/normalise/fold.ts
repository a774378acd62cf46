import { foldWidth } from '../../../numerals/scan.js';

/**
 * One spelling for each sign before anything is read: full-width forms become ASCII, and jamo that belong to one syllable
 * (file names of macOS are decomposed) become that syllable. Every unit of the folded text remembers where it came from.
 */
export interface Folded {
  readonly text: string;
  /** `origin(i)`: UTF-16 index of the source at which folded unit `i` begins; also for the end. */
  readonly origin: (index: number) => number;
}

const CONJOINING = /[\u1100-\u1112][\u1161-\u1175][\u11A8-\u11C2]?/gu;

/** Linear in the length of `source`. */
export function fold(source: string): Folded {
  const wide = foldWidth(source);
  if (!/[\u1100-\u11FF]/u.test(wide)) return { text: wide, origin: (index) => index };
  const starts: number[] = [];
  let text = '';
  let at = 0;
  const copy = (end: number) => {
    for (; at < end; at += 1) {
      starts.push(at);
      text += wide.charAt(at);
    }
  };
  for (const { 0: jamo, index } of wide.matchAll(CONJOINING)) {
    copy(index);
    starts.push(index);
    text += jamo.normalize('NFC');
    at = index + jamo.length;
  }
  copy(wide.length);
  starts.push(wide.length);
  return { text, origin: (index) => starts[index] ?? wide.length };
}
