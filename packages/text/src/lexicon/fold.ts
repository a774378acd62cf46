import { PIN_MAX } from '../pins/pin.js';
import { isLineWrap, LINE_END } from '../segment/paragraphs.js';

/**
 * A stretch of text as lexicons compare it: compatibility forms (ＮＡＳＡ, ｱﾒﾘｶ), composed, one apostrophe, one hyphen, a run of white
 * space one space, invisible joiners left out; in small letters. Characters are folded cluster by cluster (a character with
 * the marks on it), and the way back knows the cluster of every unit.
 */
export interface Folded {
  /** UTF-16 units, one string. */
  readonly text: string;
  /** Of the cluster each unit belongs to: half-open, in the text folded. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Stands for a line end that ends a paragraph: no entry holds it, so no word goes over it. */
const BREAK = '\n';

/** Folds from `start` on until there are `units` of it, or the text ends. */
export function fold(text: string, start = 0, units = Infinity): Folded {
  const folded: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = start;
  while (at < text.length && starts.length < units) {
    const end = clusterEnd(text, at);
    const cluster = foldCluster(text, at, end);
    for (let unit = 0; unit < cluster.length; unit += 1) {
      starts.push(at);
      ends.push(end);
    }
    folded.push(cluster);
    at = end;
  }
  return { text: folded.join(''), starts, ends };
}

/** The same with capitals kept. */
export function foldExact(text: string): string {
  const folded: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = clusterEnd(text, at);
    folded.push(/\s/u.test(text.charAt(at)) ? ' ' : plain(text.slice(at, end)));
    at = end;
  }
  return folded.join('');
}

function foldCluster(text: string, start: number, end: number): string {
  const code = text.charCodeAt(start);
  if (end === start + 1 && isPlain(code)) {
    return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 0x20) : text.charAt(start);
  }
  if (/\s/u.test(text.charAt(start))) return isBreak(text, start, end) ? BREAK : ' ';
  return plain(text.slice(start, end)).toLowerCase();
}

function plain(cluster: string): string {
  return cluster
    .normalize('NFKC')
    .replaceAll(/[’‘ʼ]/gu, "'")
    .replaceAll('\u2010', '-')
    .replaceAll(/[\u00ad\u200b-\u200d\u2060\ufeff]/gu, '');
}

/** Digits, letters of ASCII, Han, kana and Hangul: nothing but small letters is made of them. */
function isPlain(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x3041 && code <= 0x3096) ||
    (code >= 0x30a1 && code <= 0x30fa) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3)
  );
}

/**
 * A run of white space, or a character and what is written onto it: marks, vowels of decomposed Hangul, ﾞ of narrow kana.
 * Cut where nothing can be pinned any more.
 */
function clusterEnd(text: string, start: number): number {
  const code = text.charCodeAt(start);
  const space = !isPlain(code) && /\s/u.test(text.charAt(start));
  let end = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  while (end < text.length && end - start < PIN_MAX) {
    const next = text.codePointAt(end) ?? 0;
    if (isPlain(next) || (space ? !/\s/u.test(text.charAt(end)) : !EXTENDS.test(String.fromCodePoint(next)))) break;
    end += next > 0xffff ? 2 : 1;
  }
  return end;
}

const EXTENDS = /[\p{M}\u1160-\u11ff\ud7b0-\ud7fb\uff9e\uff9f]/u;

/** Whether white space parts paragraphs: a line end that is not one of a wrapped line. */
function isBreak(text: string, start: number, end: number): boolean {
  const lineEnds = text.slice(start, end).match(LINE_END)?.length ?? 0;
  return lineEnds > 1 || (lineEnds === 1 && !isLineWrap(text, start, end));
}
