import type { ReadingBuilder } from '../reading/reading-builder.js';

/**
 * Marks of notes as encyclopedias print them, against the word or stop they belong to: `France.[1][2]`, `[note 1]`,
 * `[citation needed]`. Nobody says them, and without them a sentence ends where it ends.
 */
const MARKS =
  /(?:\[(?:[1-9]\d{0,2}|(?:note|n|nb|注|註|주)\s?\d{1,3}|[a-z]|citation needed|clarification needed|who\?|when\?|来源请求|來源請求|要出典)\]){1,12}/uy;
/** What a mark stands against: the end of a word of two letters at least (`a[1]` is a formula), a number or a stop. */
const BEFORE = /(?:[\p{L}\p{M}]{2}|[\p{N}.,;:!?)”’"」』）%]|[。，、；：！？])$/u;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
/** What follows a formula or a link, not a note. */
const CODE = /^(?:\s*[=+*/<>^]|[.]\p{L}|[([_])/u;
/** One letter in brackets is a note only behind a stop: `word[s]` is part of the word. */
const LETTER = /^\[[a-z]\]/u;

/** The marks of notes that begin at `at`. @returns whether there were any */
export function readCitations(source: string, at: number, builder: ReadingBuilder): boolean {
  MARKS.lastIndex = at;
  const marks = MARKS.exec(source)?.[0];
  if (marks === undefined) return false;
  const before = source.slice(Math.max(0, at - 2), at);
  if (!BEFORE.test(before) && !CJK.test(before)) return false;
  if (LETTER.test(marks) && !/[.,;:!?。，]$/u.test(before)) return false;
  const end = at + marks.length;
  if (CODE.test(source.slice(end, end + 4))) return false;
  builder.copy(at);
  builder.put(/[\p{Script=Latin}\d]/u.test(source.charAt(end)) ? ' ' : '', end);
  return true;
}
