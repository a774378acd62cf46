import type { Language } from '@lector/contract';
import { decideHan, type Decision, type Priors } from './han.js';
import { TRANSLITERATED_SCRIPTS } from '../foreign/replacements.js';
import { STEP, type Steps } from '../steps.js';
import { trim, type Stretch } from '../stretch.js';
import { runsOf, type Run } from './runs.js';
import { foreignRule, NUMBERS_INITIALS, OWN_SCRIPTS } from './writing.js';

/** A stretch of text in one language. UTF-16 indices of the whole text; no white space at either end. */
export interface DetectedSpan {
  readonly start: number;
  readonly end: number;
  readonly language: Language;
  readonly rule: string;
}

/**
 * Finds the languages of the sentences of one paragraph. What a sentence cannot tell about its Han characters it takes
 * from the sentence before it, then the one after it, then from the document. Linear in the paragraph.
 */
export function* detectSpans(
  text: string,
  sentences: readonly Stretch[],
  priors: Priors,
): Steps<readonly (readonly DetectedSpan[])[]> {
  const found: { sentence: Stretch; runs: readonly Run[] }[] = [];
  const known: (Language | undefined)[] = [];
  const tick = ticker();
  let before: Language | undefined;
  for (const sentence of sentences) {
    const runs = yield* runsOf(text, sentence.start, sentence.end);
    yield* decideHan(text, sentence, runs, priors, before);
    for (const run of runs) {
      if (tick()) yield;
      run.decision ??= byScript(run);
    }
    found.push({ sentence, runs });
    const language = hanLanguageOf(runs);
    before = language ?? before;
    known.push(language);
    if (tick()) yield;
  }

  const near = yield* neighbours(known);
  let lastLanguage: Language | undefined;
  const result: (readonly DetectedSpan[])[] = [];
  for (const [index, { sentence, runs }] of found.entries()) {
    const neighbour = near[index];
    for (const run of runs) {
      if (tick()) yield;
      if (run.kind !== 'han') continue;
      run.decision ??=
        neighbour === undefined
          ? { language: priors.document, rule: 'han:document' }
          : { language: neighbour, rule: 'han:near' };
    }
    yield* decideNumbers(text, runs, lastLanguage ?? priors.any);
    const spans = yield* joinRuns(text, sentence, runs);
    const last = spans.at(-1);
    if (last !== undefined) lastLanguage = last.language;
    result.push(spans);
    if (tick()) yield;
  }
  return result;
}

/** True every `STEP` calls: time for a step. */
function ticker(): () => boolean {
  let count = 0;
  return () => {
    count += 1;
    return count % STEP === 0;
  };
}

function byScript({ kind, script }: Run): Decision | undefined {
  // Words that are read by their Latin letters are read where those are.
  if (kind === 'foreign' && TRANSLITERATED_SCRIPTS.has(script))
    return { language: OWN_SCRIPTS[0].language, rule: foreignRule(script) };
  const own = OWN_SCRIPTS.find(({ run }) => run === kind);
  return own && { language: own.language, rule: own.run };
}

/** The language that the sentence's Han characters or kana have, where it is known: what it quotes only if it is all. */
function hanLanguageOf(runs: readonly Run[]): Language | undefined {
  const han = runs.filter(({ kind }) => kind === 'han' || kind === 'kana');
  const own = han.filter(({ quoted }) => !quoted);
  return (own.length > 0 ? own : han).findLast(({ decision }) => decision !== undefined)?.decision?.language;
}

/** For each place the nearest known value before it, else the nearest after it. */
function* neighbours(known: readonly (Language | undefined)[]): Steps<readonly (Language | undefined)[]> {
  const tick = ticker();
  const result: (Language | undefined)[] = [];
  let before: Language | undefined;
  for (const language of known) {
    if (tick()) yield;
    before = language ?? before;
    result.push(before);
  }
  let after: Language | undefined;
  for (let index = known.length - 1; index >= 0; index -= 1) {
    if (tick()) yield;
    after = known[index] ?? after;
    result[index] ??= after;
  }
  return result;
}

/**
 * Numbers, signs and letters nobody reads take the language to their left, else to their right, else the prior. What touches them counts
 * more than what stands apart: `Windows 11系统` reads the number in Chinese, `GPT4` in English.
 */
function* decideNumbers(text: string, runs: readonly Run[], prior: Language): Steps<void> {
  const tick = ticker();
  let next: Run | undefined;
  /** By number run: the nearest run to its right that has a language. */
  const rights: (Run | undefined)[] = [];
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    if (tick()) yield;
    rights.push(next);
    if (runs[index]?.decision !== undefined) next = runs[index];
  }
  const sentence = hanLanguageOf(runs);
  const numbering = sentence !== undefined && NUMBERS_INITIALS.has(sentence) ? sentence : undefined;
  let left: Run | undefined;
  for (const run of runs) {
    if (tick()) yield;
    const right = rights.pop();
    if (run.kind === 'number' || run.decision === undefined) {
      const rightOnly = right !== undefined && right.start === run.end && !touches(text, left, run);
      const from = left === undefined || rightOnly ? right : left;
      const told = left?.kind === 'latin' && isParted(text, left, run, right) ? (sentence ?? prior) : undefined;
      const rule =
        run.kind === 'foreign'
          ? foreignRule(run.script)
          : from === undefined
            ? 'digits:prior'
            : from === left
              ? 'digits:left'
              : 'digits:right';
      run.decision =
        numbering !== undefined && isLettered(text, left, run, right)
          ? { language: numbering, rule: 'digits:letters' }
          : { language: told ?? from?.decision?.language ?? prior, rule };
    }
    if (run.decision !== undefined) left = run;
  }
}

const WIDE_COMMA = /[，、；]/u;
/** What the number counts is Latin, too: `Hello，2 apples`. */
const BESIDE = /^ ?$/u;

/** `QQ：123456`, `会议室A，14:00`: behind a wide sign the number is no part of the letters. */
function isParted(text: string, left: Run, run: Run, right: Run | undefined): boolean {
  const between = text.slice(left.end, run.start);
  if (between.includes('：')) return true;
  const counts = right?.kind === 'latin' && BESIDE.test(text.slice(run.end, right.start));
  return run.kind === 'number' && !counts && WIDE_COMMA.test(between);
}

const SHORT_NUMBER = /^\d{1,2}(?:\.\d)?$/u;
const INITIALS = /^[A-Z]{1,4}$/u;
/** Flights, trains, plates: `CA1234`. */
const CODE_NUMBER = /^\d{3,6}$/u;
const CODE_INITIALS = /^[A-Z]{1,3}$/u;

/** `T3航站楼`, `5G手机`, `PM2.5`: the letters are said by their names, the number in the language of the sentence. */
function isLettered(text: string, left: Run | undefined, run: Run, right: Run | undefined): boolean {
  const number = text.slice(run.start, run.end);
  // 沪A·88888: plates have a dot.
  const dot = left !== undefined && /^[·•]$/u.test(text.slice(left.end, run.start)) ? 1 : 0;
  const before = left?.kind === 'latin' && left.end + dot === run.start ? text.slice(left.start, left.end) : '';
  const after = right?.kind === 'latin' && right.start === run.end ? text.slice(right.start, right.end) : '';
  if (CODE_NUMBER.test(number)) return after === '' && CODE_INITIALS.test(before);
  if (!SHORT_NUMBER.test(number)) return false;
  // `B2B`, `H2O`: letters on both sides make one word.
  return before === '' ? INITIALS.test(after) : after === '' && INITIALS.test(before);
}

/** Side by side, or joined by a hyphen as in `GPT-4`. */
function touches(text: string, left: Run | undefined, run: Run): boolean {
  if (left === undefined) return false;
  return left.end === run.start || (left.end + 1 === run.start && text.charAt(left.end) === '-');
}

const OPENING = /[([{<«“‘「『《〈【〔（［｛＜¿¡]|(?<=\s)["'*_#@＃＠]/u;

/** Joins runs of one language into spans and deals out the punctuation between them. */
function* joinRuns(text: string, sentence: Stretch, runs: readonly Run[]): Steps<readonly DetectedSpan[]> {
  const tick = ticker();
  const spans: { start: number; end: number; language: Language; rules: Set<string> }[] = [];
  for (const run of runs) {
    if (tick()) yield;
    const { decision } = run;
    if (decision === undefined) continue;
    const last = spans.at(-1);
    if (last !== undefined && last.language === decision.language) {
      last.end = run.end;
      last.rules.add(decision.rule);
      continue;
    }
    // Opening signs go with what they open, the rest with what it closes.
    const gapStart = last?.end ?? sentence.start;
    const opening = last === undefined ? 0 : text.slice(gapStart, run.start).search(OPENING);
    const cut = opening < 0 ? run.start : gapStart + opening;
    if (last !== undefined) last.end = cut;
    spans.push({ start: cut, end: run.end, language: decision.language, rules: new Set([decision.rule]) });
  }
  const last = spans.at(-1);
  if (last !== undefined) last.end = sentence.end;
  const trimmed: DetectedSpan[] = [];
  for (const { start, end, language, rules } of spans) {
    if (tick()) yield;
    trimmed.push({ ...trim(text, start, end), language, rule: [...rules].join('; ') });
  }
  return trimmed;
}
