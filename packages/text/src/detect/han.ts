import type { Language } from '@lector/contract';
import { emptyEvidence, mergeEvidence, type HanEvidence } from './evidence.js';
import { framesOf, type Frame } from './frames.js';
import { languageNamed, namedLanguage } from './language-names.js';
import { isLatinSentence } from './latin-sentence.js';
import { STEP, type Steps } from '../steps.js';
import type { Stretch } from '../stretch.js';
import type { Run } from './runs.js';
import type { HanLanguage } from './writing.js';

export interface Decision {
  readonly language: Language;
  readonly rule: string;
}

/** The rule of a span that words of Cantonese alone decide. */
export const CANTONESE_WORDS = 'han:cantonese';

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
  if (strong === 0 && (expected ? weak + doubtful < 1 : weak === 0 || weak + Math.min(doubtful, 1) < 2)) return 0;
  return 2 * strong + weak + doubtful;
}

/** Does the evidence name Cantonese, against the Mandarin words beside it? */
function isCantonese(evidence: HanEvidence, expected: boolean): boolean {
  return cantoneseScore(evidence, expected) > evidence.againstCantonese;
}

/** What the Han characters of a whole text and its hiragana look like. */
export function documentLanguage(evidence: HanEvidence, hiragana: number): HanLanguage {
  const japanese = hiragana + 2 * (evidence.japanese + evidence.japaneseWords);
  // Cantonese words quoted in a Japanese text do not turn it, nor does a Japanese greeting turn a Cantonese one.
  if (isCantonese(evidence, false) && cantoneseScore(evidence, false) > japanese) return 'yue';
  const { simplified, mandarinStrong, mandarinWeak, traditional } = evidence;
  const chinese = 2 * (simplified + mandarinStrong + evidence.chinese) + mandarinWeak + traditional;
  return japanese > chinese ? 'ja' : 'zh';
}

/**
 * Finds the language of each Han run of a sentence; leaves it open where only the neighbourhood or a prior can tell. What
 * stands in quotes, in brackets or in a list may be in another language than the sentence, and says nothing about it.
 */
export function* decideHan(
  text: string,
  sentence: Stretch,
  runs: readonly Run[],
  priors: Priors,
  before: Language | undefined,
): Steps<void> {
  if (!runs.some(({ kind }) => kind === 'han')) return;
  const frames = yield* framesOf(text, sentence.start, sentence.end, runs);
  let around: Surroundings | undefined;
  for (const frame of frames) {
    if (frame.kind === 'sentence' && isLatinSentence(text, frame.runs)) {
      around = { language: LATIN, known: true, text, sentence, before };
      for (const run of frame.runs) {
        if (run.kind === 'han')
          yield* decideFrame(text, { kind: 'quote', opened: run.start, runs: [run] }, priors, around);
      }
      continue;
    }
    yield* decideFrame(text, frame, priors, around);
    if (frame.kind === 'item') nameItem(text, frame);
    if (frame.kind === 'sentence') {
      const language = languageOf(frame.runs);
      // Where nothing tells yet: what it would be read in, for the sake of the names of languages in it.
      around = {
        language: language ?? priors.asked ?? priors.document,
        known: language !== undefined,
        text,
        sentence,
        before,
      };
    }
  }
}

function nameItem(text: string, { runs }: Frame): void {
  for (const run of runs) {
    const language = run.kind === 'han' ? languageNamed(text.slice(run.start, run.end)) : undefined;
    if (language !== undefined) run.decision = { language, rule: 'han:named' };
  }
}

/** What stands around a frame. */
interface Surroundings {
  readonly language: Language;
  readonly known: boolean;
  readonly text: string;
  readonly sentence: Stretch;
  /** The language of the Han characters or kana before the sentence. */
  readonly before: Language | undefined;
}

function* decideFrame(text: string, frame: Frame, priors: Priors, around: Surroundings | undefined): Steps<void> {
  const { runs } = frame;
  const whole = emptyEvidence();
  for (const run of runs) if (run.kind === 'han') mergeEvidence(whole, run.evidence);
  const kana = runs.some((run) => run.kind === 'kana');
  const hangul = !kana && runs.some((run) => run.kind === 'hangul');
  const hiragana = kana && runs.some((run) => run.hiragana);
  const named = around && namedLanguage(frame, around);
  for (const [index, run] of runs.entries()) {
    if (index % STEP === STEP - 1) yield;
    run.quoted = frame.kind !== 'sentence';
    if (run.kind !== 'han') continue;
    if (!kana && around?.language === 'ko' && isGloss(text, run)) run.decision = { language: 'ko', rule: 'han:hangul' };
    else if (kana) run.decision = besideKana(run, runs[index - 1], runs[index + 1], whole, hiragana, around?.language);
    else if (hangul) run.decision = besideHangul(text, run, runs[index - 1], runs[index + 1], whole);
    else if (around === undefined) run.decision = alone(run, whole, priors);
    else run.decision = inside(frame, run, whole, priors, around, named);
  }
}

/** Hanja in brackets behind the word in hangul that they write, whatever their forms: 도쿄(東京), 이승만(李承晩). */
function isGloss(text: string, { start, end }: Run): boolean {
  return /^[가-힣][(（]$/u.test(text.slice(Math.max(0, start - 2), start)) && /[)）,，;·]/u.test(text.charAt(end));
}

/** Kana and hangul tell, then the first Han characters that do. */
function languageOf(runs: readonly Run[]): Language | undefined {
  const han = runs.find(({ decision }) => decision !== undefined)?.decision?.language;
  if (han !== undefined) return han;
  if (runs.some(({ kind }) => kind === 'hangul')) return 'ko';
  return runs.some(({ hiragana }) => hiragana) ? 'ja' : undefined;
}

const LATIN: Language = 'en';

function besideKana(
  run: Run,
  before: Run | undefined,
  after: Run | undefined,
  whole: HanEvidence,
  hiragana: boolean,
  around: Language | undefined,
): Decision {
  if (isCantonese(run.evidence, false)) return { language: 'yue', rule: CANTONESE_WORDS };
  const own = byOwnCharacters(run.evidence);
  if (own !== undefined) return own;
  const fewest = around === 'zh' ? 1 : 2;
  const chineseSentence =
    whole.japanese + whole.japaneseDoubtful === 0 &&
    (whole.simplified + whole.mandarinStrong > 0 || ((!hiragana || around === 'zh') && whole.mandarinWeak >= fewest));
  const touchesHiragana =
    (before?.hiragana === true && before.end === run.start) || (after?.hiragana === true && after.start === run.end);
  if (touchesHiragana && !(chineseSentence && run.evidence.mandarinWeak > 0)) {
    return { language: 'ja', rule: 'han:okurigana' };
  }
  if (chineseSentence) return { language: 'zh', rule: 'han:function' };
  return { language: 'ja', rule: 'han:kana' };
}

/** 我 as the one who speaks: no part of a word (自我, 忘我). */
const SPEAKER = /(?:^|[^自無无沒没忘大小彼物唯])我/u;

/**
 * Hanja have the traditional forms: those of other writings are foreign words. So is what stands apart from the hangul and
 * is a sentence of somebody: 我個韓國朋友成日話 오늘 너무 피곤해.
 */
function besideHangul(
  text: string,
  run: Run,
  before: Run | undefined,
  after: Run | undefined,
  whole: HanEvidence,
): Decision {
  if (isCantonese(run.evidence, false)) return { language: 'yue', rule: CANTONESE_WORDS };
  const own = byOwnCharacters(run.evidence);
  if (own !== undefined) return own;
  // 唔該，請問點行呀라고: a wide comma goes on in the language before it; Korean has none.
  const goesOn = before?.kind === 'han' && text.slice(before.end, run.start) === '，';
  if (goesOn && (before.decision?.language === 'yue' || before.decision?.language === 'zh')) return before.decision;
  const touches = [before, after].some(
    (beside) => beside?.kind === 'hangul' && (beside.end === run.start || beside.start === run.end),
  );
  const { mandarinWeak, cantoneseWeak } = run.evidence;
  if (!touches && mandarinWeak + cantoneseWeak >= 2 && SPEAKER.test(text.slice(run.start, run.end))) {
    return isCantonese(whole, false)
      ? { language: 'yue', rule: CANTONESE_WORDS }
      : { language: 'zh', rule: 'han:function' };
  }
  return { language: 'ko', rule: 'han:hangul' };
}

/** In quotes or brackets: its own characters, then what the sentence calls it, then what the sentence is. */
function inside(
  frame: Frame,
  run: Run,
  whole: HanEvidence,
  priors: Priors,
  { language: around, known }: Surroundings,
  named: Language | undefined,
): Decision | undefined {
  if (known && around === 'yue') {
    const mandarin = whole.againstCantonese >= 2 && !isCantonese(whole, true);
    return mandarin ? { language: 'zh', rule: 'han:function' } : { language: named ?? 'yue', rule: 'han:quoted' };
  }
  if (isCantonese(whole, named === 'yue')) return { language: 'yue', rule: CANTONESE_WORDS };
  const own = byOwnCharacters(run.evidence) ?? byOwnCharacters(whole);
  if (own !== undefined) return own;
  if (named !== undefined) return { language: named, rule: 'han:named' };
  if (!known) return alone(run, whole, priors);
  if (around === 'zh' || around === 'ja') return { language: around, rule: 'han:quoted' };
  if (around !== 'ko') return alone(run, whole, priors);
  const foreign = frame.kind === 'quote' && whole.notTraditional + whole.mandarinWeak > 0;
  return foreign ? { language: 'zh', rule: 'han:function' } : { language: 'ko', rule: 'han:hangul' };
}

/** A sentence without kana: Chinese, Cantonese, or Japanese in kanji alone. */
function alone(run: Run, whole: HanEvidence, priors: Priors): Decision | undefined {
  const cantoneseExpected = priors.asked === 'yue' || (priors.asked === undefined && priors.document === 'yue');
  if (priors.asked === 'yue' && whole.japanese === 0) return { language: 'yue', rule: 'han:prior' };
  if (isCantonese(whole, cantoneseExpected)) {
    return switchesWriting(run.evidence, whole)
      ? { language: 'zh', rule: 'han:simplified' }
      : { language: 'yue', rule: CANTONESE_WORDS };
  }
  if (cantoneseExpected && whole.againstCantonese === 0 && whole.japanese === 0) {
    return { language: 'yue', rule: 'han:document' };
  }
  const own = byOwnCharacters(run.evidence) ?? byOwnCharacters(whole);
  if (own !== undefined) return own;
  if (priors.asked !== undefined) return { language: priors.asked, rule: 'han:prior' };
  if (isJapaneseToday(whole)) return { language: 'ja', rule: 'han:japanese' };
  if (whole.mandarinWeak >= 2 && whole.japanese === 0) return { language: 'zh', rule: 'han:function' };
  return byForms(whole, priors);
}

/** 呢度有五十個人，这里有五十个人: who goes over to the other characters within a sentence goes over to the other language. */
function switchesWriting(own: HanEvidence, whole: HanEvidence): boolean {
  const traditional = (evidence: HanEvidence): number => evidence.traditional + evidence.notSimplified;
  return own.simplified > 0 && traditional(own) === 0 && traditional(whole) > 0 && cantoneseScore(own, true) === 0;
}

function byOwnCharacters(evidence: HanEvidence): Decision | undefined {
  const chinese = evidence.simplified + evidence.mandarinStrong;
  if (evidence.japanese > chinese) return { language: 'ja', rule: 'han:japanese' };
  if (chinese > 0 && chinese > evidence.japanese) {
    return { language: 'zh', rule: evidence.simplified > 0 ? 'han:simplified' : 'han:function' };
  }
  return undefined;
}

/** 説明会, 不動産: neither traditional forms beside them nor much of Chinese grammar. */
function isJapaneseToday(evidence: HanEvidence): boolean {
  const { japaneseDoubtful, chinese, traditional, notTraditional, mandarinWeak } = evidence;
  return (
    japaneseDoubtful > 0 && chinese + traditional === 0 && (notTraditional > 0 || japaneseDoubtful >= mandarinWeak)
  );
}

/** A Japanese text may hold a name or two in the old forms, which are those of traditional Chinese. */
const OLD_FORMS_IN_JAPANESE = 2;

/** What no character says alone the forms may say together: 東京都新宿区 is neither simplified (東) nor traditional (区). */
function byForms(evidence: HanEvidence, { document }: Priors): Decision | undefined {
  const { chinese, traditional, notSimplified, notTraditional, mandarinWeak, japaneseWords } = evidence;
  if (japaneseWords > 0 && chinese + traditional + mandarinWeak === 0) return { language: 'ja', rule: 'han:words' };
  const old = document === 'ja' ? OLD_FORMS_IN_JAPANESE : 0;
  if (chinese > 0 || traditional > old) return { language: 'zh', rule: 'han:traditional' };
  if (notSimplified > 0 && notTraditional > 0) return { language: 'ja', rule: 'han:forms' };
  return undefined;
}
