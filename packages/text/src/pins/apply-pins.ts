import type { Language } from '@lector/contract';
import type { DetectedSpan } from '../detect/spans.js';
import { heardTail } from '../languages/word-tails.js';
import { markupError } from '../reading/markup-error.js';
import type { Reading } from '../reading/reading.js';
import { trim, type Stretch } from '../stretch.js';
import { aliasLanguage } from './alias-language.js';
import { checkTones } from './ipa.js';
import { pinsIn, type Pin } from './pin.js';

/** A detected span with what is pinned in it: pins of its own language, whole, in order. */
export interface ReadSpan extends DetectedSpan {
  readonly pins?: readonly Pin[];
}

const LETTER = /[\p{L}\p{N}]/u;
const WORD = /\p{L}/u;
/** Between a pinned word and its number: the hyphen of `GPT-4`, not a minus. */
const NUMBER_BEHIND = /^[-\u2010\u2011]\p{Nd}/u;

/**
 * Puts pins into the spans of sentences: one in the language of its span joins it, so that the room reads it among its
 * neighbours; any other becomes a span of its own. Of pins that overlap the first holds whose language is there. Sentences come
 * in order. Linear.
 */
export function createPinning(
  reading: Reading,
  fallback: Language,
): (sentence: Stretch, spans: readonly ReadSpan[]) => readonly ReadSpan[] {
  const { pins, text } = reading;
  const languageOfAlias = createAliasDetector(reading);
  let lastLanguage = fallback;

  function languageOf(pin: Pin, near: Language): Language {
    if (pin.language !== undefined) return pin.language;
    return pin.reading.kind === 'alias' ? languageOfAlias(pin, pin.reading.text, near) : near;
  }

  return (sentence, spans) => {
    const own = groupsOf(pinsIn(pins, sentence).filter((pin) => pin.end <= sentence.end));
    lastLanguage = spans.at(-1)?.language ?? lastLanguage;
    if (own.length === 0) return spans;
    const placed = createPlaces(text, sentence);
    const onlyPinned = wordless(text, spans, own);
    let at = 0;
    // What of the span at `at` is taken already.
    let from = spans[0]?.start ?? sentence.start;
    // Where the pin before ends.
    let pinned = sentence.start;
    // A pin of its own that took the words of its span: what is left of it (the 4 of GPT-4) is numbers in its language.
    let numbers: Language | undefined;
    const left = (span: ReadSpan): ReadSpan => {
      const start = Math.max(span.start, from);
      return numbers === undefined || start === span.start
        ? { ...span, start }
        : { ...span, start, language: numbers, rule: 'digits:left' };
    };
    for (const group of own) {
      const { start } = group[0];
      if (start < pinned) continue;
      for (let span = spans[at]; span !== undefined && span.end <= start; span = spans[at]) {
        placed.add(left(span));
        at += 1;
      }
      const span = spans[at];
      const around = span !== undefined && span.start <= start ? span : undefined;
      const there = (around ?? span ?? spans[at - 1])?.language ?? lastLanguage;
      const beside = [spans[at - 1]?.language, spans[at + 1]?.language].filter((language) => language !== undefined);
      const held = heldOf(group, there, beside);
      if (held === undefined) continue;
      const { pin, near } = held;
      pinned = pin.end;
      const language = languageOf(pin, near);
      const wrong = pin.reading.kind === 'ipa' ? checkTones(pin.reading.ipa, language) : undefined;
      if (wrong !== undefined)
        throw markupError(reading.format, reading.source, [{ at: pin.outer.start, detail: wrong }]);
      if (around !== undefined && around.language === language && pin.end <= around.end) {
        placed.pin(pin);
        continue;
      }
      if (around !== undefined) placed.add({ ...left(around), end: pin.start });
      const whole = withTail(text, pin, spans[at]?.end ?? pin.end);
      placed.own({ start: whole.start, end: whole.end, language, rule: pin.rule, pins: [whole] });
      pinned = whole.end;
      from = whole.end;
      numbers = around !== undefined && onlyPinned.has(around) ? language : undefined;
      while ((spans[at]?.end ?? Infinity) <= from) at += 1;
    }
    for (const span of spans.slice(at)) placed.add(left(span));
    return placed.spans();
  };
}

/** A pin in a language of its own takes the ending of the place's language with it, which is nothing to say by itself. */
function withTail(text: string, pin: Pin, spanEnd: number): Pin {
  const tail = heardTail(text, pin.end);
  const end = pin.end + tail.length;
  return tail === '' || end > spanEnd ? pin : { ...pin, end, tail };
}

type PinGroup = readonly [Pin, ...Pin[]];

/** Spans without a word beside those that are pinned. */
function wordless(text: string, spans: readonly Stretch[], groups: readonly PinGroup[]): ReadonlySet<Stretch> {
  const found = new Set<Stretch>();
  let next = 0;
  for (const span of spans) {
    let at = span.start;
    let words = false;
    for (; (groups[next]?.[0].start ?? Infinity) < span.end; next += 1) {
      const pin = groups[next]?.[0];
      if (pin === undefined || pin.end <= at) continue;
      words ||= WORD.test(text.slice(at, pin.start));
      at = pin.end;
    }
    if (!words && !WORD.test(text.slice(at, span.end))) found.add(span);
  }
  return found;
}

/** Pins by the place where they begin. */
function groupsOf(pins: readonly Pin[]): readonly PinGroup[] {
  const groups: [Pin, ...Pin[]][] = [];
  for (const pin of pins) {
    const last = groups.at(-1);
    if (last?.[0].start === pin.start) last.push(pin);
    else groups.push([pin]);
  }
  return groups;
}

/**
 * The pin that holds and the language it holds in: that of the place, else one beside it: a name in Latin letters is English to
 * detection, and what a Chinese lexicon says of it holds between Chinese words.
 */
function heldOf(
  group: PinGroup,
  there: Language,
  beside: readonly Language[],
): { readonly pin: Pin; readonly near: Language } | undefined {
  for (const near of [there, ...beside]) {
    const pin = group.find(({ within }) => within?.includes(near) ?? true);
    if (pin !== undefined) return { pin, near };
  }
  return undefined;
}

/** Gathers spans in order; what has no letters (a bracket left over) goes with the span before it, else the one after. */
function createPlaces(
  text: string,
  sentence: Stretch,
): { add(span: DetectedSpan): void; own(span: ReadSpan): void; pin(pin: Pin): void; spans(): readonly ReadSpan[] } {
  const spans: ReadSpan[] = [];
  const waiting: Pin[] = [];
  let lead: number | undefined;

  const push = (span: ReadSpan): void => {
    spans.push({ ...span, start: lead ?? span.start });
    lead = undefined;
  };
  /** A hyphen that joins a number to the word pinned before it goes with that word; its length. */
  const hyphenAt = (start: number, end: number): number => {
    const last = spans.at(-1);
    if (last?.pins?.at(-1)?.end !== start || last.end !== start) return 0;
    if (!WORD.test(text.charAt(start - 1)) || !NUMBER_BEHIND.test(text.slice(start, end))) return 0;
    spans[spans.length - 1] = { ...last, end: start + 1 };
    return 1;
  };
  return {
    add(span) {
      const { start: first, end } = trim(text, span.start, Math.max(span.start, span.end));
      if (first >= end) return;
      const inside = waiting.splice(0);
      const start = first + hyphenAt(first, end);
      const last = spans.at(-1);
      if (inside.length > 0) push({ ...span, start, end, pins: inside });
      else if (LETTER.test(text.slice(start, end))) push({ ...span, start, end });
      else if (last !== undefined) spans[spans.length - 1] = { ...last, end };
      else lead ??= start;
    },
    own: push,
    pin: (pin) => void waiting.push(pin),
    spans() {
      const last = spans.at(-1);
      // Signs at the end that no span took.
      if (last !== undefined && last.end < sentence.end) {
        const { end } = trim(text, last.end, sentence.end);
        if (end > last.end) spans[spans.length - 1] = { ...last, end };
      }
      return spans;
    },
  };
}

/** The language other words are in; each is looked at once. */
function createAliasDetector(reading: Reading): (pin: Pin, alias: string, near: Language) => Language {
  const found = new Map<string, Language>();
  return (pin, alias, near) => {
    const key = `${near} ${alias}`;
    const before = found.get(key);
    if (before !== undefined) return before;
    const language = aliasLanguage(alias, near);
    if (typeof language !== 'string') {
      throw markupError(reading.format, reading.source, [{ at: pin.outer.start, detail: language.wrong }]);
    }
    found.set(key, language);
    return language;
  };
}
