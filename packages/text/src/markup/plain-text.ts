import { markupError } from '../reading/markup-error.js';
import { createReadingBuilder } from '../reading/reading-builder.js';
import { PLAIN_STYLE, type Reading } from '../reading/reading.js';
import { STEP, type Steps } from '../steps.js';
import { htmlTagAt } from './html-tags.js';
import { readCitations } from './citations.js';
import { readInlineTag, type InlineState } from './inline-tags.js';
import { lineWraps } from './line-wraps.js';
import { checkPauses } from './pause-limits.js';
import { readAozora, readBracketed, readMarkedAozora, readRubyElement, type IsReading } from './ruby.js';

/** What any of the markup below can begin with, or, for readings in brackets, goes on with. */
const TRIGGER = /[<[\\《｜|(（]/gu;

/**
 * Reads plain text: HTML tags are layout, tags in square brackets and ruby say how it is read. Linear: every rule looks at
 * a bounded stretch.
 * @throws LectorError `invalid_markup`
 */
export function* readPlainText(source: string, isReading: IsReading): Steps<Reading> {
  const builder = createReadingBuilder('plain', source);
  const state: InlineState = { style: PLAIN_STYLE, problems: [] };
  let count = 0;
  TRIGGER.lastIndex = 0;
  const wraps = yield* lineWraps(source);
  let wrap = 0;
  for (const { 0: sign, index: at } of source.matchAll(TRIGGER)) {
    count += 1;
    if (count % STEP === 0) yield;
    if (at < builder.position) continue;
    joinLines(at);
    if (sign === '<') readTag(at);
    else if (sign === '[') readSquare(at);
    else if (sign === '\\') readEscape(at);
    else if (sign === '《') readAozora(source, at, builder, isReading);
    else if (sign === '｜' || sign === '|') readMarkedAozora(source, at, builder);
    else readBracketed(source, at, builder, isReading);
  }
  joinLines(source.length);
  builder.copy(source.length);
  const reading = builder.build();
  const tooMuch = checkPauses(reading.cuts, source.length);
  const problems = tooMuch === undefined ? state.problems : [...state.problems, { at: 0, detail: tooMuch }];
  if (problems.length > 0) throw markupError('plain', source, problems);
  return reading;

  function readTag(at: number): void {
    const tag = htmlTagAt(source, at);
    if (tag === undefined || (tag.ruby && readRubyElement(source, at, builder))) return;
    builder.copy(at);
    // Words on both sides of a tag stay apart.
    builder.put(tag.block ? '\n' : ' ', tag.end);
  }

  function joinLines(before: number): void {
    for (; (wraps[wrap]?.start ?? Infinity) < before; wrap += 1) {
      const { start = 0, end = 0, instead = '' } = wraps[wrap] ?? {};
      if (start < builder.position) continue;
      builder.copy(start);
      builder.put(instead, end);
    }
  }

  function readSquare(at: number): void {
    if (!readCitations(source, at, builder)) readInlineTag(source, at, builder, state);
  }

  function readEscape(at: number): void {
    if (source.charAt(at + 1) !== '[') return;
    builder.copy(at);
    builder.put('', at + 1);
    builder.copy(at + 2);
  }
}
