import { STEP, type Steps } from '../steps.js';
import { trim, type Stretch } from '../stretch.js';
import { isFirm, opensSentence } from './openers.js';

/**
 * Cuts a paragraph into sentences. CJK full stops end one always; the full stop of Latin text has other uses (decimals,
 * abbreviations, initials, addresses), so it ends a sentence only when what follows looks like a beginning. Linear: each
 * stop looks at a bounded stretch around itself.
 */

const STOP = /[。｡！？!?．.…‥]/u;
const STOPS = /[。｡！？!?．.…‥]+/uy;
const CLOSING = /[)\]}»”’」』》〉】〕）］｝'*_]/u;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Never the end of a sentence: a name or number follows. */
const TITLES = new Set(
  'mr mrs ms mx dr prof st mt rev hon gen col lt sgt capt cmdr sen rep gov pres vs fig figs vol pp eq cf e.g i.e approx ca al dept'.split(
    ' ',
  ),
);
/** The end of a sentence only when a capital follows. */
const ABBREVIATIONS = new Set(
  'etc inc ltd co corp jr sr a.m p.m ph.d est ave blvd rd jan feb mar apr jun jul aug sep sept oct nov dec'.split(' '),
);
/** Never the end before digits. */
const BEFORE_NUMBER = /^(?:nos?|exts?|secs?|chs?|chaps?|arts?|apts?|ste|rte|rm|vers?|c|d|b|p)$/u;
/** Longest abbreviation looked for, and how far the next word is looked for. */
const LOOK = 12;

export function* sentencesOf(text: string, paragraph: Stretch): Steps<readonly Stretch[]> {
  const sentences: Stretch[] = [];
  let start = paragraph.start;
  // The straight quotation mark opens and closes; it closes when an odd number of them came before it.
  let quoted = false;
  let seen = paragraph.start;
  let pause = paragraph.start + STEP;
  for (let from = paragraph.start; from < paragraph.end;) {
    // Looked for in windows: a search that ran on behind the paragraph would make a text of short lines quadratic.
    const window = text.slice(from, Math.min(from + STEP, paragraph.end));
    const found = window.search(STOP);
    if (found < 0) {
      from += window.length;
      if (from < paragraph.end) yield;
      continue;
    }
    const at = from + found;
    STOPS.lastIndex = at;
    STOPS.test(text);
    const end = Math.min(STOPS.lastIndex, paragraph.end);
    const stops = text.slice(at, Math.min(end, at + LOOK));
    for (; seen < end; seen += 1) if (text.charAt(seen) === '"') quoted = !quoted;
    let after = end;
    while (after < paragraph.end && (CLOSING.test(text.charAt(after)) || (quoted && text.charAt(after) === '"'))) {
      if (text.charAt(after) === '"') quoted = false;
      after += 1;
      if (after % STEP === 0) yield;
    }
    seen = after;
    if (after >= pause) {
      pause = after + STEP;
      yield;
    }
    from = after;
    if (!endsSentence(text, start, at, stops, end, after, paragraph.end)) continue;
    push(sentences, trim(text, start, after));
    start = after;
  }
  push(sentences, trim(text, start, paragraph.end));
  return sentences;
}

function push(sentences: Stretch[], sentence: Stretch): void {
  if (sentence.start < sentence.end) sentences.push(sentence);
}

function endsSentence(
  text: string,
  start: number,
  at: number,
  stops: string,
  end: number,
  after: number,
  limit: number,
): boolean {
  if (after >= limit) return true;
  const next = text.charAt(after);
  const closed = after > end;
  if (/[。｡！？]/u.test(stops)) {
    // 「行こう。」と言った: the sentence goes on around the quotation.
    return !(closed && /\p{Script=Hiragana}/u.test(next));
  }
  // Commas and the like go on with the sentence: `etc., and`, `“Really?”, she asked`.
  if (/[,，、;；:：]/u.test(next)) return false;
  const spaced = /\s/u.test(next);
  const beginning = text
    .slice(after, after + LOOK)
    .trimStart()
    .replace(/^["'“‘«([（「『¿¡]+/u, '');
  if (/[…‥]|\.\./u.test(stops)) {
    // Dots are a hesitation inside a sentence unless something begins after them.
    return spaced ? /^[\p{Lu}\d]/u.test(beginning) || CJK.test(beginning.charAt(0)) : closed && !CJK.test(next);
  }
  if (/[!?]/u.test(stops)) {
    // `Yahoo!ニュース` and `?q=1` go on; `“Really?” she asked` too.
    if (!spaced) return CJK.test(next) && !isWordBefore(text, at, next);
    return !(closed && /^\p{Ll}/u.test(beginning));
  }
  return fullStopEnds(text, start, at, next, spaced, beginning);
}

/** A Latin word that holds its `!` (Yahoo!ニュース, Jeopardy!の): katakana or the particle の follow at once. */
function isWordBefore(text: string, at: number, next: string): boolean {
  return /[\p{Script=Latin}]/u.test(text.charAt(at - 1)) && /[\p{Script=Katakana}のでがをに]/u.test(next);
}

function fullStopEnds(
  text: string,
  start: number,
  at: number,
  next: string,
  spaced: boolean,
  beginning: string,
): boolean {
  if (!spaced) return CJK.test(next) && !/\d/u.test(text.charAt(at - 1));
  const before = text.slice(Math.max(start, at - LOOK), at);
  const written = /(?:^|[\s(“"‘'])([\p{L}.]+|\d+)$/u.exec(before)?.[1] ?? '';
  const word = written.toLowerCase();
  // `1. First`: the number of a list entry.
  if (/^\d{1,3}$/u.test(word) && at - word.length === start) return false;
  if (TITLES.has(word)) return false;
  // `No. 5` is a number, `No. I think so.` an answer.
  if (BEFORE_NUMBER.test(word) && /^\d/u.test(beginning)) return false;
  // `5 ft. 10 in.`
  if (/\d\s?(?:ft|yds?|lbs?|st|hrs?|mins?|secs?)$/iu.test(before) && /^\d/u.test(beginning)) return false;
  if (written === 'Ft' && /^\p{Lu}/u.test(beginning)) return false;
  if (/^(?:co|pty)$/u.test(word) && isFirm(beginning)) return false;
  // `the U.S. Army`: capitals of a name go on with what they name.
  if (/^\p{Lu}(?:\.\p{Lu})+$/u.test(written) && !/^[ap]\.m$/u.test(word)) return opensSentence(beginning);
  // `Pennsylvania Ave. NW`: the quarter of a city.
  if (/^(?:ave|st|blvd|rd|dr)$/u.test(word) && /^[NS][EW]?(?!\p{L})|^[EW](?!\p{L})/u.test(beginning)) return false;
  // Initials: `J. R. R. Tolkien`; the pronoun ends sentences.
  if (/^\p{L}$/u.test(word) && (word === 'i' ? /^\p{Lu}\./u : /^\p{Lu}/u).test(beginning)) return false;
  if (/^\p{Ll}/u.test(beginning)) return false;
  if (ABBREVIATIONS.has(word)) return /^\p{Lu}/u.test(beginning);
  return true;
}
