import type { Language } from '@lector/contract';
import { emptyEvidence, mergeEvidence, type HanEvidence } from './evidence.js';
import { STEP, type Steps } from '../steps.js';
import type { Run } from './runs.js';
import type { HanLanguage } from './writing.js';

export interface Decision {
  readonly language: Language;
  readonly rule: string;
}

export interface Priors {
  /** The request's `language`, when it is one written in Han characters. */
  readonly asked: HanLanguage | undefined;
  /** What the document as a whole looks like. */
  readonly document: HanLanguage;
  /** For text without any letters. */
  readonly any: Language;
}

/** How much speaks for Cantonese; 0 where none of it is a sign by itself. */
function cantoneseScore(evidence: HanEvidence, expected: boolean): number {
  const { cantoneseStrong: strong, cantoneseWeak: weak, cantoneseDoubtful: doubtful } = evidence;
  // One of the weaker characters alone (睇 in a name) is not evidence unless Cantonese is expected.
  if (strong === 0 && weak + (expected ? doubtful : 0) < (expected ? 1 : 2)) return 0;
  return 2 * strong + weak + doubtful;
}

/** Does the evidence name Cantonese, against the Mandarin words beside it? */
function isCantonese(evidence: HanEvidence, expected: boolean): boolean {
  return cantoneseScore(evidence, expected) > evidence.againstCantonese;
}

/** What the Han characters of a whole text and its hiragana look like. */
export function documentLanguage(evidence: HanEvidence, hiragana: number): HanLanguage {
  const japanese = hiragana + 2 * evidence.japanese;
  // Cantonese words quoted in a Japanese text do not turn it, nor does a Japanese greeting turn a Cantonese one.
  if (isCantonese(evidence, false) && cantoneseScore(evidence, false) > japanese) return 'yue';
  const chinese = 2 * evidence.simplified + 2 * evidence.mandarinStrong + evidence.mandarinWeak;
  return japanese > chinese ? 'ja' : 'zh';
}

/**
 * Finds the language of each Han run of a sentence; leaves it open where only the neighbourhood or a prior can tell.
 * Hiragana makes a sentence Japanese, but a run that only Chinese writes stays Chinese (`我说こんにちは`); katakana may be
 * a loan word inside a Chinese sentence (`今天的メール很多`).
 */
export function* decideHan(runs: readonly Run[], priors: Priors): Steps<void> {
  const han = runs.filter((run) => run.kind === 'han');
  if (han.length === 0) return;
  const whole = emptyEvidence();
  for (const run of han) mergeEvidence(whole, run.evidence);
  const kana = runs.some((run) => run.kind === 'kana');
  const hangul = !kana && runs.some((run) => run.kind === 'hangul');
  const hiragana = kana && runs.some((run) => run.hiragana);

  for (const [index, run] of runs.entries()) {
    if (index % STEP === STEP - 1) yield;
    if (run.kind !== 'han') continue;
    run.decision = kana
      ? besideKana(run, runs[index - 1], runs[index + 1], whole, hiragana)
      : hangul
        ? besideHangul(run)
        : alone(run, whole, priors);
  }
}

function besideKana(
  run: Run,
  before: Run | undefined,
  after: Run | undefined,
  whole: HanEvidence,
  hiragana: boolean,
): Decision {
  const own = byOwnCharacters(run.evidence);
  if (own !== undefined) return own;
  const chineseSentence =
    whole.japanese === 0 && (whole.simplified + whole.mandarinStrong > 0 || (!hiragana && whole.mandarinWeak >= 2));
  const touchesHiragana =
    (before?.hiragana === true && before.end === run.start) || (after?.hiragana === true && after.start === run.end);
  if (touchesHiragana && !(chineseSentence && run.evidence.mandarinWeak > 0)) {
    return { language: 'ja', rule: 'han:okurigana' };
  }
  if (chineseSentence) return { language: 'zh', rule: 'han:function' };
  return { language: 'ja', rule: 'han:kana' };
}

function besideHangul(run: Run): Decision {
  return byOwnCharacters(run.evidence) ?? { language: 'ko', rule: 'han:hangul' };
}

/** A sentence without kana: Chinese, Cantonese, or Japanese in kanji alone. */
function alone(run: Run, whole: HanEvidence, priors: Priors): Decision | undefined {
  const cantoneseExpected = priors.asked === 'yue' || (priors.asked === undefined && priors.document === 'yue');
  if (priors.asked === 'yue' && whole.japanese === 0) return { language: 'yue', rule: 'han:prior' };
  if (isCantonese(whole, cantoneseExpected)) return { language: 'yue', rule: 'han:cantonese' };
  if (cantoneseExpected && whole.againstCantonese === 0 && whole.japanese === 0) {
    return { language: 'yue', rule: 'han:document' };
  }
  const own = byOwnCharacters(run.evidence) ?? byOwnCharacters(whole);
  if (own !== undefined) return own;
  if (priors.asked !== undefined) return { language: priors.asked, rule: 'han:prior' };
  if (whole.mandarinWeak >= 2 && whole.japanese === 0) return { language: 'zh', rule: 'han:function' };
  return undefined;
}

function byOwnCharacters(evidence: HanEvidence): Decision | undefined {
  const chinese = evidence.simplified + evidence.mandarinStrong;
  if (evidence.japanese > chinese) return { language: 'ja', rule: 'han:japanese' };
  if (chinese > 0 && chinese > evidence.japanese) {
    return { language: 'zh', rule: evidence.simplified > 0 ? 'han:simplified' : 'han:function' };
  }
  return undefined;
}
