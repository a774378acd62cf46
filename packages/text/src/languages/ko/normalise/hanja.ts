import { compose, decompose, lastCoda } from '../hangul.js';
import { HANJA, HANJA_WORDS } from '../hanja-table.js';
import type { Reading } from './reading.js';

const RUN = /[\p{Script=Han}]{1,200}/gu;

/**
 * Hanja as Korean reads them. Those that stand in brackets behind their reading, or before it, repeat what is said already
 * and are not said again: 대한민국(大韓民國). A character without a reading is left out here and reported by `plain`.
 */
export function readHanja(text: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const end = index + run.length;
    if (isGloss(text, run, index)) {
      const more = /^[,;·]\s*/u.exec(text.slice(end, end + MORE_MAX))?.[0].length;
      const [start, after] = more === undefined ? [index - 1, end + 1] : [index, end + more];
      readings.push({ start, end: after, spoken: '', rule: 'gloss' });
      continue;
    }
    const before = text.charAt(index - 1);
    let spoken = /[가-힣\d]/u.test(before) ? before : '';
    let at = index;
    while (at < end) {
      const word = HANJA_WORDS.find(([written]) => text.startsWith(written, at));
      const character = word?.[0] ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
      const read = word?.[1] ?? readingOf(text, at, spoken);
      if (read !== undefined) readings.push({ start: at, end: at + character.length, spoken: read, rule: 'hanja' });
      spoken += read ?? '';
      at += character.length;
    }
    const repeated = readings.length > 0 && text.startsWith(`(${spoken})`, end);
    if (repeated) readings.push({ start: end, end: end + spoken.length + 2, spoken: '', rule: 'gloss' });
  }
  return readings;
}

/** A mark behind the hanja and the spaces behind it. */
const MORE_MAX = 4;
const HANGUL_BEFORE = /[가-힣]{1,20}(?=\($)/u;
/** Alone in brackets these say something of the word: a kind of company, a volume, a day of the week. */
const REMARK = /^[株有社財合上中下左右前後新舊現故男女月火水木金土日]$/u;

/**
 * 대한민국(大韓民國), 김소월(金素月), 도쿄(東京), 이순신(李舜臣, 1545년~1598년): hanja behind a word are the same word, read as they
 * may be; so only what is far longer than the word is something else.
 */
function isGloss(text: string, run: string, index: number): boolean {
  if (!/[),;·]/u.test(text.charAt(index + run.length))) return false;
  const before = text.slice(Math.max(0, index - BEFORE_MAX), index);
  const written = HANGUL_BEFORE.exec(before)?.[0] ?? '';
  const { length } = [...run];
  if (written === '' || length > Math.max(2, written.length + 1)) return false;
  const own = HANJA.get(run);
  return !REMARK.test(run) || (own !== undefined && plainest(own) === plainest(written) && !/\d.\($/u.test(before));
}

const BEFORE_MAX = 22;

/** Readings that only the initial law tells apart are the same: 려 and 여, 녀 and 여, 래 and 내. */
function plainest(syllable: string): string {
  const letters = decompose(syllable);
  if (letters === undefined || !/[ㄹㄴ]/u.test(letters.onset)) return syllable;
  return compose({ ...letters, onset: 'ㅇ' });
}

/** @param spoken what was read before it in the word; '' at its head */
function readingOf(text: string, at: number, spoken: string): string | undefined {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const reading = HANJA.get(character.normalize('NFKC'));
  if (reading === undefined) return undefined;
  if (reading === '불') {
    const next = decompose(HANJA.get(text.charAt(at + 1)) ?? '')?.onset ?? '';
    return /[ㄷㅈ]/u.test(next) ? '부' : '불';
  }
  if (spoken === '') return initial(reading);
  // 비율, 백분율: 렬 and 률 lose their ㄹ behind a vowel or ㄴ.
  if (/^[렬률]$/u.test(reading) && /^ㄴ?$/u.test(lastCoda(spoken) ?? 'x')) return reading === '렬' ? '열' : '율';
  return reading;
}

/** The initial law: 女子 여자, 來日 내일, 理由 이유. */
function initial(reading: string): string {
  const letters = decompose(reading);
  if (letters === undefined) return reading;
  const iotized = /[ㅣㅑㅕㅖㅛㅠ]/u.test(letters.vowel);
  if (letters.onset === 'ㄹ') return compose({ ...letters, onset: iotized ? 'ㅇ' : 'ㄴ' });
  return letters.onset === 'ㄴ' && iotized ? compose({ ...letters, onset: 'ㅇ' }) : reading;
}
