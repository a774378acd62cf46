import { COUNTERS, type CounterGroup, FOLLOWING } from './counter-table.js';
import { attach, type Numeral, SOUND } from './numbers.js';

/** A counter as found in a text. */
export interface CounterMatch {
  readonly spelling: string;
  readonly reading: string;
  readonly group: CounterGroup;
  readonly rule: string;
  readonly end: number;
}

const TABLE = new Map(
  COUNTERS.flatMap((group) =>
    group.words.split(' ').map((entry) => {
      const [spelling = '', reading = ''] = entry.split('=');
      return [spelling, { spelling, reading, group, rule: group.rule ?? 'number:counter' }] as const;
    }),
  ),
);
const LONGEST = Math.max(...[...TABLE.keys()].map((spelling) => spelling.length));

/** The longest counter written at `at`. */
export function counterAt(text: string, at: number): CounterMatch | undefined {
  for (let length = Math.min(LONGEST, text.length - at); length > 0; length -= 1) {
    const found = TABLE.get(text.slice(at, at + length));
    if (found !== undefined && !runsOn(found.spelling, text.charAt(at + length))) return { ...found, end: at + length };
  }
  return undefined;
}

/** A katakana counter ends with the word: キロ is not the start of キロバイト; nor is 対 that of 対応. */
function runsOn(spelling: string, next: string): boolean {
  return (/[ァ-ヶー]$/u.test(spelling) && /[ァ-ヶー]/u.test(next)) || (spelling === '対' && next === '応');
}

/** The numeral counted, in kana: 三 and 本 give サンボン, 二 and 人 フタリ. */
export function counted(numeral: Numeral, { group, reading }: Pick<CounterMatch, 'group' | 'reading'>): string {
  if (numeral.digits !== undefined) {
    const whole = group.irregular?.[numeral.digits];
    if (whole !== undefined) return whole;
    if (group.native === true && numeral.digits === '1') return `ヒト${reading}`;
    if (group.native === true && numeral.digits === '2') return `フタ${reading}`;
  }
  const tailKana = group.tails?.[numeral.tail] ?? numeral.tailKana;
  return attach({ ...numeral, tailKana }, reading, SOUND[group.sound]);
}

/** Words at `at` that are read with the counter before them (間, 目, 前): as many as there are. */
export function followingAt(
  text: string,
  at: number,
  counter: string,
): { readonly kana: string; readonly end: number } {
  let kana = '';
  let end = at;
  let before = counter;
  for (let found = followed(text, end, before); found !== undefined; found = followed(text, end, before)) {
    kana += found.kana;
    end += found.written.length;
    before = found.written;
  }
  return { kana, end };
}

function followed(text: string, at: number, before: string) {
  return FOLLOWING.find(({ written, after }) => text.startsWith(written, at) && after.test(before));
}
