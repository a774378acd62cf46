import type { Language } from '@lector/contract';
import { decideHan, type Decision, type Priors } from './han.js';
import { trim, type Stretch } from '../stretch.js';
import { runsOf, type Run } from './runs.js';

/** A stretch of text in one language. UTF-16 indices of the whole text; no white space at either end. */
export interface DetectedSpan {
  readonly start: number;
  readonly end: number;
  /** `unknown`: letters of a script that no language of Lector is written in. */
  readonly language: Language | 'unknown';
  readonly rule: string;
}

/**
 * Finds the languages of the sentences of one paragraph. What a sentence cannot tell about its Han characters it takes
 * from the sentence before it, then the one after it, then from the document. Linear in the paragraph.
 */
export function detectSpans(
  text: string,
  sentences: readonly Stretch[],
  priors: Priors,
): readonly (readonly DetectedSpan[])[] {
  const found = sentences.map((sentence) => {
    const runs = runsOf(text, sentence.start, sentence.end);
    const decisions = new Map<Run, Decision>(decideHan(runs, priors));
    for (const run of runs) {
      const decision = byScript(run);
      if (decision !== undefined) decisions.set(run, decision);
    }
    return { sentence, runs, decisions };
  });

  const near = neighbours(found.map(({ runs, decisions }) => hanLanguageOf(runs, decisions)));
  let lastLanguage: Language | undefined;
  return found.map(({ sentence, runs, decisions }, index) => {
    for (const run of runs) {
      if (run.kind !== 'han' || decisions.has(run)) continue;
      const neighbour = near[index];
      decisions.set(
        run,
        neighbour === undefined
          ? { language: priors.document, rule: 'han:document' }
          : { language: neighbour, rule: 'han:near' },
      );
    }
    decideNumbers(text, runs, decisions, lastLanguage ?? priors.any);
    const spans = joinRuns(text, sentence, runs, decisions);
    const last = spans.at(-1);
    if (last !== undefined && last.language !== 'unknown') lastLanguage = last.language;
    return spans;
  });
}

function byScript(run: Run): Decision | undefined {
  switch (run.kind) {
    case 'kana':
      return { language: 'ja', rule: 'kana' };
    case 'hangul':
      return { language: 'ko', rule: 'hangul' };
    case 'latin':
      return { language: 'en', rule: 'latin' };
    case 'han':
    case 'number':
    case 'unknown':
      return undefined;
  }
}

/** The language that the sentence's Han characters or kana have, where it is known. */
function hanLanguageOf(runs: readonly Run[], decisions: ReadonlyMap<Run, Decision>): Language | undefined {
  const run = runs.findLast((run) => (run.kind === 'han' || run.kind === 'kana') && decisions.has(run));
  return run === undefined ? undefined : decisions.get(run)?.language;
}

/** For each place the nearest known value before it, else the nearest after it. */
function neighbours(known: readonly (Language | undefined)[]): readonly (Language | undefined)[] {
  const result: (Language | undefined)[] = [];
  let before: Language | undefined;
  for (const language of known) {
    before = language ?? before;
    result.push(before);
  }
  let after: Language | undefined;
  for (let index = known.length - 1; index >= 0; index -= 1) {
    after = known[index] ?? after;
    result[index] ??= after;
  }
  return result;
}

/**
 * Numbers and signs take the language to their left, else to their right, else the prior. What touches them counts
 * more than what stands apart: `Windows 11系统` reads the number in Chinese, `GPT4` in English.
 */
function decideNumbers(text: string, runs: readonly Run[], decisions: Map<Run, Decision>, prior: Language): void {
  let right: { run: Run; decision: Decision } | undefined;
  const rights = new Map<Run, { run: Run; decision: Decision }>();
  for (const run of runs.toReversed()) {
    if (run.kind === 'number' && right !== undefined) rights.set(run, right);
    const decision = decisions.get(run);
    if (decision !== undefined) right = { run, decision };
  }
  let left: { run: Run; decision: Decision } | undefined;
  for (const run of runs) {
    if (run.kind === 'number') {
      const after = rights.get(run);
      const rightOnly = after !== undefined && after.run.start === run.end && !touches(text, left?.run, run);
      const from = left === undefined || rightOnly ? after : left;
      const rule = from === undefined ? 'digits:prior' : from === left ? 'digits:left' : 'digits:right';
      decisions.set(run, { language: from?.decision.language ?? prior, rule });
    }
    const decision = decisions.get(run);
    if (decision !== undefined) left = { run, decision };
  }
}

/** Side by side, or joined by a hyphen as in `GPT-4`. */
function touches(text: string, left: Run | undefined, run: Run): boolean {
  if (left === undefined) return false;
  return left.end === run.start || (left.end + 1 === run.start && text.charAt(left.end) === '-');
}

const OPENING = /[([{<«“‘「『《〈【〔（［｛＜¿¡]|(?<=\s)["'*_#@＃＠]/u;

/** Joins runs of one language into spans and deals out the punctuation between them. */
function joinRuns(
  text: string,
  sentence: Stretch,
  runs: readonly Run[],
  decisions: ReadonlyMap<Run, Decision>,
): readonly DetectedSpan[] {
  const spans: { start: number; end: number; language: Language | 'unknown'; rules: Set<string> }[] = [];
  for (const run of runs) {
    const decision = decisions.get(run) ?? { language: 'unknown' as const, rule: `script:${run.script}` };
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
  return spans.map(({ start, end, language, rules }) => ({
    ...trim(text, start, end),
    language,
    rule: [...rules].join('; '),
  }));
}
