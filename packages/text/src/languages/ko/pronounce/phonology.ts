import type { Syllable } from '../hangul.js';

/**
 * The sound changes between two syllables, after the standard pronunciation rules (표준 발음법, 2017-14). Numbers of rules
 * are those of that text. What depends on the word and not on its letters (compounds, stems, Sino-Korean roots) is
 * respelled before this stage: see `respell.ts`.
 *
 * How closely two syllables stand:
 * - `inside`: of one word, everything applies;
 * - `close`: across a space, said in one breath (백 원, 몇 월): the coda is closed before it moves on (rule 15), and
 *   nothing is palatalised;
 * - `loose`: across a space: only stops before nasals change;
 * - `apart`: across a pause: nothing does.
 */
export type Junction = 'inside' | 'close' | 'loose' | 'apart';

/** What is heard of a coda before a consonant or at the end (rules 8 to 11). */
const CLOSED: Readonly<Record<string, string>> = {
  ㄲ: 'ㄱ',
  ㅋ: 'ㄱ',
  ㄳ: 'ㄱ',
  ㄺ: 'ㄱ',
  ㄵ: 'ㄴ',
  ㄶ: 'ㄴ',
  ㅅ: 'ㄷ',
  ㅆ: 'ㄷ',
  ㅈ: 'ㄷ',
  ㅊ: 'ㄷ',
  ㅌ: 'ㄷ',
  ㅎ: 'ㄷ',
  ㄼ: 'ㄹ',
  ㄽ: 'ㄹ',
  ㄾ: 'ㄹ',
  ㅀ: 'ㄹ',
  ㄻ: 'ㅁ',
  ㅍ: 'ㅂ',
  ㅄ: 'ㅂ',
  ㄿ: 'ㅂ',
};

/** A cluster before a vowel: what stays and what moves (rule 14; the ㅅ that moves is tense). */
const SPLIT: Readonly<Record<string, readonly [stays: string, moves: string]>> = {
  ㄳ: ['ㄱ', 'ㅆ'],
  ㄵ: ['ㄴ', 'ㅈ'],
  ㄶ: ['', 'ㄴ'],
  ㄺ: ['ㄹ', 'ㄱ'],
  ㄻ: ['ㄹ', 'ㅁ'],
  ㄼ: ['ㄹ', 'ㅂ'],
  ㄽ: ['ㄹ', 'ㅆ'],
  ㄾ: ['ㄹ', 'ㅌ'],
  ㄿ: ['ㄹ', 'ㅍ'],
  ㅀ: ['', 'ㄹ'],
  ㅄ: ['ㅂ', 'ㅆ'],
};

export const TENSE: Readonly<Record<string, string>> = { ㄱ: 'ㄲ', ㄷ: 'ㄸ', ㅂ: 'ㅃ', ㅅ: 'ㅆ', ㅈ: 'ㅉ' };
const ASPIRATED: Readonly<Record<string, string>> = { ㄱ: 'ㅋ', ㄷ: 'ㅌ', ㅂ: 'ㅍ', ㅈ: 'ㅊ' };
const NASAL: Readonly<Record<string, string>> = { ㄱ: 'ㅇ', ㄷ: 'ㄴ', ㅂ: 'ㅁ' };

export function closed(coda: string): string {
  return CLOSED[coda] ?? coda;
}

/** Changes two neighbours in place. The left one's coda is final after it. */
export function meet(left: Syllable, right: Syllable, junction: Junction): void {
  if (junction === 'inside' || junction === 'close') {
    if (junction === 'close') closeBefore(left, right);
    if (hAfter(left, right) || hBefore(left, right, junction) || vowelAfter(left, right, junction)) return;
    tensify(left, right);
  }
  left.coda = closed(left.coda);
  if (junction !== 'apart') assimilate(left, right, junction);
}

/** A coda with ㅎ (rule 12); true where nothing is left to do. */
function hAfter(left: Syllable, right: Syllable): boolean {
  if (!/[ㅎㄶㅀ]/u.test(left.coda)) return false;
  const rest = left.coda === 'ㅎ' ? '' : closed(left.coda);
  if (right.onset === 'ㅇ') {
    left.coda = rest;
    if (rest !== '') carry(left, right, '', rest);
    return true;
  }
  const aspirated = right.onset === 'ㅂ' ? undefined : ASPIRATED[right.onset];
  const joined = aspirated ?? (right.onset === 'ㅅ' ? 'ㅆ' : undefined);
  if (joined === undefined) {
    // 놓는 논는, 뚫는 뚤른: what is left is a closed consonant like any other.
    left.coda = rest === '' ? 'ㄷ' : rest;
    return false;
  }
  left.coda = rest;
  right.onset = joined;
  return true;
}

/** A stop before ㅎ becomes aspirated (rule 12, supplement 1); ㄷ before 히 is palatalised too (rule 17). */
function hBefore(left: Syllable, right: Syllable, junction: Junction): boolean {
  if (right.onset !== 'ㅎ') return false;
  const [stays, moves] = left.coda === 'ㄺ' || left.coda === 'ㄼ' || left.coda === 'ㄵ' ? (SPLIT[left.coda] ?? []) : [];
  const stop = moves ?? (left.coda === 'ㅈ' && junction === 'inside' ? 'ㅈ' : closed(left.coda));
  const aspirated = ASPIRATED[stop];
  if (aspirated === undefined) return false;
  const palatal = junction === 'inside' && /[ㄷㅌ]/u.test(left.coda) && isIOrItsFusion(right);
  // 꽂히다 꼬치다, 맞히다 마치다: the palatal stays one.
  right.onset = palatal || (left.coda === 'ㅊ' && right.vowel === 'ㅣ') ? 'ㅊ' : aspirated;
  left.coda = stays ?? '';
  return true;
}

/** The coda moves to a syllable that begins with its vowel (rules 13 to 15, 17). */
function vowelAfter(left: Syllable, right: Syllable, junction: Junction): boolean {
  if (right.onset !== 'ㅇ') return false;
  if (left.coda === '' || left.coda === 'ㅇ') return true;
  const [stays, moves] = SPLIT[left.coda] ?? ['', left.coda];
  const palatal = junction === 'inside' && isIOrItsFusion(right) ? PALATAL[moves] : undefined;
  carry(left, right, stays, palatal ?? moves);
  return true;
}

/** 붙이다, and 붙여 where the i has fused with the ending; 맏형 is none of them. */
function isIOrItsFusion({ vowel, coda }: Syllable): boolean {
  return vowel === 'ㅣ' || (vowel === 'ㅕ' && (coda === '' || coda === 'ㅆ'));
}

const PALATAL: Readonly<Record<string, string>> = { ㄷ: 'ㅈ', ㅌ: 'ㅊ' };

function carry(left: Syllable, right: Syllable, stays: string, moves: string): void {
  left.coda = stays;
  right.onset = moves;
}

function closeBefore(left: Syllable, right: Syllable): void {
  if (right.onset === 'ㅇ' || right.onset === 'ㅎ') left.coda = closed(left.coda);
}

/** After a stop, and after the codas ㄼ ㄾ of stems, lax consonants are tense (rules 23, 25). */
function tensify(left: Syllable, right: Syllable): void {
  const tense = TENSE[right.onset];
  if (tense === undefined) return;
  if (/[ㄱㄷㅂ]/u.test(closed(left.coda)) || /[ㄼㄾㄽㄵ]/u.test(left.coda)) right.onset = tense;
}

/** Nasals and ㄹ (rules 18 to 20). */
function assimilate(left: Syllable, right: Syllable, junction: Junction): void {
  const tight = junction !== 'loose';
  if (tight && right.onset === 'ㄹ') {
    if (left.coda === 'ㄴ') left.coda = 'ㄹ';
    else if (/[ㅁㅇㄱㄷㅂ]/u.test(left.coda)) right.onset = 'ㄴ';
  } else if (tight && right.onset === 'ㄴ' && left.coda === 'ㄹ') {
    right.onset = 'ㄹ';
  }
  if (right.onset === 'ㄴ' || right.onset === 'ㅁ') left.coda = NASAL[left.coda] ?? left.coda;
}

/** Vowels that are said otherwise than they are written (rule 5). The particle 의 is respelled before. */
export function soundOfVowel({ onset, vowel }: Syllable): string {
  if (vowel === 'ㅢ' && onset !== 'ㅇ') return 'ㅣ';
  if (vowel === 'ㅕ' && /[ㅈㅉㅊ]/u.test(onset)) return 'ㅓ';
  if (vowel === 'ㅖ' && onset !== 'ㅇ' && onset !== 'ㄹ') return 'ㅔ';
  return vowel;
}
