import { LectorError } from '@lector/contract';
import { markupError, MAX_PROBLEMS, type MarkupProblem } from '../../reading/markup-error.js';
import { createReadingBuilder } from '../../reading/reading-builder.js';
import type { Reading } from '../../reading/reading.js';
import { STEP, type Steps } from '../../steps.js';
import { checkPauses } from '../pause-limits.js';
import { createElements, type ElementContext, type OpenElement } from './elements.js';
import { CDATA_END, CDATA_START, wrongXml, xmlTokens } from '../xml-tokens.js';

/** Elements inside of each other; nobody writes more, and every one costs. */
const MAX_DEPTH = 32;

/**
 * Reads an SSML document: the subset that `docs/markup.md` lists. What would change what is heard and cannot be done is refused, all
 * of it at once and each with its place, since an answer without it would be another text; what only colours (pitch,
 * emphasis) is left out and noted. Linear.
 * @throws LectorError `invalid_ssml`, `empty_text`
 */
export function* readSsml(source: string): Steps<Reading> {
  const wrong = yield* wrongXml(source);
  if (wrong !== undefined) throw markupError('ssml', source, [wrong]);

  const builder = createReadingBuilder('ssml', source);
  const problems: MarkupProblem[] = [];
  const context: ElementContext = {
    builder,
    refuse(at, detail) {
      if (problems.length < MAX_PROBLEMS) problems.push({ at, detail });
    },
  };
  const elements = createElements(context);
  const open: OpenElement[] = [];
  let count = 0;
  for (const token of xmlTokens(source)) {
    count += 1;
    if (count % STEP === 0) yield;
    const top = open.at(-1);
    // A byte order mark, white space around the root.
    if (token.start > builder.position) builder.put('', token.start);
    switch (token.kind) {
      case 'other':
        builder.put('', token.end);
        break;
      case 'text':
        read(source.slice(token.start, token.end), token.end);
        break;
      case 'cdata':
        builder.put('', token.start + CDATA_START);
        read(source.slice(token.start + CDATA_START, token.end - CDATA_END), token.end - CDATA_END);
        builder.put('', token.end);
        break;
      case 'entity':
        if (top?.hidden !== false) builder.put('', token.end);
        else builder.put(readAs(token.text), token.end);
        top?.holds?.(token.text);
        break;
      case 'open': {
        if (open.length >= MAX_DEPTH) {
          const detail = `elements stand in each other more than ${MAX_DEPTH} deep`;
          throw markupError('ssml', source, [{ at: token.start, detail }]);
        }
        const element = elements.open(token, top);
        if (token.empty) element.close(token.end);
        else open.push(element);
        break;
      }
      case 'close':
        open.pop()?.close(token.end);
        break;
    }
  }
  builder.put('', source.length);
  const reading = builder.build();
  const tooMuch = checkPauses(reading.cuts, source.length);
  if (tooMuch !== undefined) context.refuse(0, tooMuch);
  if (problems.length > 0) throw markupError('ssml', source, problems);
  if (reading.pins.length === 0 && !/[\p{L}\p{N}]/u.test(reading.text)) {
    throw new LectorError('empty_text', 'the SSML holds no letter and no digit outside of its tags', {
      errors: [{ pointer: '/text', detail: 'needs at least one letter or digit' }],
    });
  }
  return reading;

  function read(text: string, end: number): void {
    const top = open.at(-1);
    top?.holds?.(text);
    if (top?.hidden !== false) builder.put('', end);
    else builder.copy(end, readAs(text));
  }

  /** Line ends are white space in XML, and what is pinned must not be cut. Same length. */
  function readAs(text: string): string {
    const plain = text.replaceAll(/[\t\n\r\u0085\u2028\u2029]/gu, ' ');
    return open.at(-1)?.mask?.(plain) ?? plain;
  }
}
