import { greekSigns } from '../foreign/greek.js';
import { scanNumeralsInSteps } from '../numerals/scan.js';
import { STEP, type Steps } from '../steps.js';
import type { Decision } from './han.js';
import { addEvidence, emptyEvidence, type HanEvidence } from './evidence.js';
import { scriptName, scriptOf } from './scripts.js';

/**
 * A stretch of one script inside a sentence; neutral characters lie between runs. A numeral is one run with its signs
 * and its unit, so that `5km` is read by one language. Offsets are UTF-16 indices of the whole text.
 */
export interface Run {
  readonly kind: 'han' | 'kana' | 'hangul' | 'latin' | 'number' | 'foreign';
  readonly start: number;
  end: number;
  /** kana: holds hiragana, hence Japanese grammar; katakana alone may be a loan word in any sentence. */
  hiragana: boolean;
  /** han: what its characters say. */
  readonly evidence: HanEvidence;
  /** foreign: name of the script, which no language of Lector is written in. */
  readonly script: string;
  /** Stands in quotes, brackets or a list: may be in another language than its sentence. */
  quoted: boolean;
  /** The language of the run, once it is found. */
  decision: Decision | undefined;
}

/** What numbers the thing before it, written against its dot. */
const LABEL = /(?<!\p{Script=Latin})(?:no|vol|ver|fig)\.$/iu;
const labelReach = 5;
const DOT = 0x2e;
/** `.NET`: a name that begins with its dot. */
const OPENS_NAME = /^[^\p{Script=Latin}\d.)\]]?\.[A-Z]{2}/u;

/** `第IV章`: a Roman number, read in the language of what it numbers. */
const ROMAN_ORDINAL = /(?<=第 ?)[IVXLC]{1,7}(?= ?[章节卷部期回集届类篇幕季册条款章節屆類冊條])/uy;

const MAY_HOLD_NUMERAL = /\p{N}/u;

export function* runsOf(text: string, start: number, end: number): Steps<Run[]> {
  const runs: Run[] = [];
  const slice = text.slice(start, end);
  const numerals = MAY_HOLD_NUMERAL.test(slice) ? yield* scanNumeralsInSteps(slice) : [];
  let nextNumeral = 0;
  let index = 0;
  let pause = STEP;
  while (index < slice.length) {
    if (index >= pause) {
      pause = index + STEP;
      yield;
    }
    const numeral = numerals[nextNumeral];
    if (numeral !== undefined && numeral.start === index) {
      // `1st` and `No.1` are English wherever they stand.
      const english = numeral.kind === 'ordinal' || LABEL.test(slice.slice(Math.max(0, index - labelReach), index));
      extend(runs, english ? 'latin' : 'number', start + index, start + numeral.end);
      index = numeral.end;
      nextNumeral += 1;
      continue;
    }
    ROMAN_ORDINAL.lastIndex = index;
    const roman = ROMAN_ORDINAL.exec(slice)?.[0];
    if (roman !== undefined) {
      extend(runs, 'number', start + index, start + index + roman.length);
      index += roman.length;
      continue;
    }
    const codePoint = slice.codePointAt(index) ?? 0;
    const after = index + (codePoint > 0xffff ? 2 : 1);
    const found = scriptOf(codePoint);
    if (codePoint === DOT && OPENS_NAME.test(slice.slice(Math.max(0, index - 1), index + 3))) {
      extend(runs, 'latin', start + index, start + after);
    } else if (found !== 'neutral') {
      const kind = kindOf(found);
      const script = kind === 'foreign' ? scriptName(slice.slice(index, after)) : '';
      const run = extend(runs, kind, start + index, start + after, script);
      if (found === 'hiragana') run.hiragana = true;
      if (found === 'han') addEvidence(run.evidence, slice, index, after);
    }
    index = after;
  }
  return yield* withSigns(runs, slice, start);
}

function kindOf(script: Exclude<ReturnType<typeof scriptOf>, 'neutral'>): Run['kind'] {
  if (script === 'hiragana' || script === 'katakana') return 'kana';
  if (script === 'digit') return 'number';
  return script === 'other' ? 'foreign' : script;
}

/** Lengthens the last run when it touches and has the same kind, else opens a new one. */
function extend(runs: Run[], kind: Run['kind'], start: number, end: number, script = ''): Run {
  const last = runs.at(-1);
  if (last !== undefined && last.kind === kind && last.script === script && last.end === start) {
    last.end = end;
    return last;
  }
  const run: Run = {
    kind,
    start,
    end,
    hiragana: false,
    evidence: emptyEvidence(),
    script,
    quoted: false,
    decision: undefined,
  };
  runs.push(run);
  return run;
}

/** Greek letters of formulas (α, Ω, αβγ) are signs, read in the language around them; a Greek word is not. */
function* withSigns(runs: readonly Run[], slice: string, start: number): Steps<Run[]> {
  if (!runs.some(({ script }) => script === 'Greek')) return [...runs];
  const signs = new Set(greekSigns(slice).map((sign) => start + sign.start));
  yield;
  return runs.map((run) => (run.script === 'Greek' && signs.has(run.start) ? { ...run, kind: 'number' } : run));
}
