import { LectorError, type TextFormat } from '@lector/contract';
import { matchesOutsideTags } from './markup/html-tags.js';

/** Control characters that mean nothing in text: C0 without tab, line feed and carriage return, and DEL. */
// oxlint-disable-next-line no-control-regex -- finding them is the purpose
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/u;
const LONE_SURROGATE = /\p{Surrogate}/u;
const SPEAKABLE = /[\p{L}\p{N}]/u;

/** Length in Unicode code points; a lone surrogate counts as one. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; count += 1) index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  return count;
}

/**
 * Refuses text that is not Unicode text or holds nothing to speak, before anything is stored. Linear. Whether SSML holds
 * anything is known only when it is read.
 * @throws LectorError `invalid_text` with the code point offset, `empty_text`
 */
export function checkText(text: string, format: TextFormat = 'plain'): void {
  refuse(text, LONE_SURROGATE, 'half of a surrogate pair');
  refuse(text, CONTROL, 'a control character');
  if (format === 'plain' && !matchesOutsideTags(text, SPEAKABLE)) {
    throw new LectorError('empty_text', `the text holds no letter and no digit [codePoints=${countCodePoints(text)}]`, {
      errors: [{ pointer: '/text', detail: 'needs at least one letter or digit' }],
    });
  }
}

function refuse(text: string, pattern: RegExp, what: string): void {
  const at = text.search(pattern);
  if (at < 0) return;
  const offset = countCodePoints(text.slice(0, at));
  throw new LectorError('invalid_text', `the text holds ${what} [offset=${offset}]`, {
    errors: [{ pointer: '/text', detail: `${what} at code point ${offset}` }],
  });
}
