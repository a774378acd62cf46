import { compose, decompose, type Syllable } from '../hangul.js';
import { TENSE } from './phonology.js';
import { findRespelling } from './respellings.js';
import { KEPT_LATERALS, NOUNS_IN_UI, PLAIN_ENDINGS, PLAIN_YO, SINO_L, STEMS_IN_N_M, SUFFIXES } from './word-tables.js';

/**
 * Spells a word anew so that the sound changes alone give its pronunciation: what depends on the word itself (compounds,
 * stems, Sino-Korean roots, the added ㄴ, the particle 의) is settled here, from tables and a few rules. One syllable stays
 * one syllable, so that places are kept. `before` and `after` are the words around it.
 */
export function respell(word: string, before: string, after: string): string {
  const draft: Draft = { word, after, spelled: [], settled: new Set() };
  while (draft.spelled.length < word.length) {
    const at = draft.spelled.length;
    const sound = findRespelling(word, at, before);
    draft.spelled.push(...(sound ?? word.charAt(at)));
    if (sound === undefined) continue;
    for (let place = at; place < draft.spelled.length; place += 1) draft.settled.add(place);
  }
  for (const rule of [clusters, stems, sinoL, laterals, numbers, suffixes, particles]) rule(draft);
  return draft.spelled.join('');
}

interface Draft {
  readonly word: string;
  readonly after: string;
  /** Syllable by syllable; the rules change it in place. */
  readonly spelled: string[];
  /** Places that the table wrote: the rules about roots leave them. */
  readonly settled: Set<number>;
}

function change(spelled: string[], at: number, parts: Partial<Syllable>): void {
  const letters = decompose(spelled[at] ?? '');
  if (letters !== undefined) spelled[at] = compose({ ...letters, ...parts });
}

function tensify(spelled: string[], at: number): void {
  const onset = TENSE[decompose(spelled[at] ?? '')?.onset ?? ''];
  if (onset !== undefined) change(spelled, at, { onset });
}

/** Stems in ㄺ before ㄱ (rule 11), 밟- before a consonant (rule 10), the noun 여덟, whose particles stay plain. */
function clusters({ spelled }: Draft): void {
  for (let at = 0; at + 1 < spelled.length; at += 1) {
    const syllable = spelled[at] ?? '';
    const [left, right] = [decompose(syllable), decompose(spelled[at + 1] ?? '')];
    if (left === undefined || right === undefined) continue;
    if (left.coda === 'ㄺ' && right.onset === 'ㄱ' && !/[닭흙칡슭삵]/u.test(syllable)) {
      change(spelled, at, { coda: 'ㄹ' });
      tensify(spelled, at + 1);
    } else if (syllable === '밟' && !/[ㅇㅎ]/u.test(right.onset)) {
      change(spelled, at, { coda: 'ㅂ' });
    } else if (syllable === '덟' && right.onset !== 'ㅇ') {
      change(spelled, at, { coda: 'ㄹ' });
    }
  }
}

/** Stems in ㄴ and ㅁ before an ending (rule 24). */
function stems({ spelled, word, after }: Draft): void {
  const stem = STEMS_IN_N_M.exec(word)?.[1];
  if (stem !== undefined && !PLAIN_ENDINGS.test(word)) tensify(spelled, stem.length);
  // 감지 않다: by itself it would be the noun.
  else if (/^[감담신남참숨심]지$/u.test(word) && /^(?:않|마|말|못)/u.test(after)) tensify(spelled, 1);
}

/**
 * Sino-Korean ㄹ before ㄷ, ㅅ, ㅈ (rule 26). Both syllables must be ones that Sino-Korean words have, and the second none
 * that is also an ending or a particle (알지, 물도).
 */
function sinoL({ spelled, word, settled }: Draft): void {
  for (let at = 0; at + 1 < word.length; at += 1) {
    const [first, second] = [word.charAt(at), word.charAt(at + 1)];
    // 불조심 is in the table because it is plain; a root said twice is too (절절하다).
    if (settled.has(at + 1) || first === second) continue;
    if (SINO_L.first.has(first) && SINO_L.second.has(second)) tensify(spelled, at + 1);
  }
}

/** Words of two syllables and more in ㄴ before one of these keep the ㄴ: 생산+량 생산냥 (rule 20). */
function laterals({ spelled, word, settled }: Draft): void {
  for (let at = 2; at < word.length; at += 1) {
    if (
      !/[량력론료란령례류룸]/u.test(word.charAt(at)) ||
      decompose(word.charAt(at - 1))?.coda !== 'ㄴ' ||
      settled.has(at)
    )
      continue;
    if (!KEPT_LATERALS.has(word.slice(at - 1, at + 1))) change(spelled, at, { onset: 'ㄴ' });
  }
}

/** The added ㄴ inside numbers: 십육 심뉵, 열여섯 열려섣 (rule 29). */
function numbers({ spelled, word }: Draft): void {
  for (const { index } of word.matchAll(/(?<=[십백천만억]|^[영공일이삼사오육칠팔구]*[일삼칠팔])육/gu)) {
    change(spelled, index, { onset: 'ㄴ' });
  }
  for (const { index } of word.matchAll(/(?<=열|스물|서른|마흔|쉰|예순|일흔|여든|아흔|백)여[섯덟]/gu)) {
    change(spelled, index, { onset: 'ㄴ' });
  }
}

/** Endings of Sino-Korean compounds that are tense or take ㄴ when something stands before them: 문제+점, 강남+역. */
function suffixes({ spelled, word, settled }: Draft): void {
  for (const { pattern, parts, plain } of SUFFIXES) {
    const at = pattern.exec(word)?.[1]?.length;
    if (at === undefined || plain?.test(word) === true || settled.has(at)) continue;
    if (parts.onset === 'ㄴ' && decompose(word.charAt(at - 1))?.coda === '') continue;
    change(spelled, at, parts);
    return;
  }
}

/**
 * 의 is said 이 inside a word and 에 as a particle (rule 5, the usual speech); 요 behind a consonant takes ㄴ; the ending -ㄹ게요 is
 * tense (rule 27).
 */
function particles({ spelled, word }: Draft): void {
  const last = word.length - 1;
  for (let at = 1; at <= last; at += 1) if (spelled[at] === '의') spelled[at] = '이';
  // Alone it is the particle of a word of another language: Pro의.
  if (word.endsWith('의') && !NOUNS_IN_UI.test(word)) spelled[last] = '에';
  if (/[게걸]요$/u.test(word) && decompose(word.charAt(last - 2))?.coda === 'ㄹ') tensify(spelled, last - 1);
  const coda = decompose(word.charAt(last - 1))?.coda ?? '';
  if (word.endsWith('요') && /[ㄴㄹㅁㅇ]/u.test(coda) && !PLAIN_YO.test(word)) change(spelled, last, { onset: 'ㄴ' });
}
