import type { Language } from '@lector/contract';

/** How each language writes what `say-as` asks for, in forms its room reads. Data: one row for each language. */
export interface SayAsWords {
  ordinal(number: number): string;
  /** Year, month and day as far as there are; at least one. */
  date(parts: { readonly y?: number; readonly m?: number; readonly d?: number }): string;
  /** A Latin letter that is to be said by its name, and the character behind it. */
  letter(letter: string, next: string): string;
  /** Between characters that are spelled out. */
  readonly between: string;
  /** Digits that are said otherwise in telephone numbers. */
  readonly dialled?: Readonly<Record<string, string>>;
}

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'.split('|');

function cjkDate(year: string, month: string, day: string): SayAsWords['date'] {
  return ({ y, m, d }) =>
    [
      [y, year],
      [m, month],
      [d, day],
    ]
      .flatMap(([part, unit]) => (part === undefined ? [] : [`${part}${unit}`]))
      .join(year === '년' ? ' ' : '');
}

export const SAY_AS: Readonly<Record<Language, SayAsWords>> = {
  zh: {
    ordinal: (number) => `第${number}`,
    date: cjkDate('年', '月', '日'),
    letter: (one) => one,
    between: ' ',
    // As the room says those it finds.
    dialled: { 1: '幺' },
  },
  yue: { ordinal: (number) => `第${number}`, date: cjkDate('年', '月', '日'), letter: (one) => one, between: ' ' },
  ja: { ordinal: (number) => `第${number}`, date: cjkDate('年', '月', '日'), letter: (one) => one, between: ' ' },
  ko: {
    ordinal: (number) => `제${number}`,
    date: cjkDate('년', '월', '일'),
    letter: (one) => one,
    between: ' ',
    dialled: { 0: '공' },
  },
  en: {
    ordinal: (number) => `${number}${ordinalEnding(number)}`,
    date: ({ y, m, d }) => {
      const month = m === undefined ? '' : (MONTHS[m - 1] ?? '');
      const day = d === undefined ? '' : m === undefined ? `${d}${ordinalEnding(d)}` : ` ${d}`;
      return `${month}${day}${y === undefined ? '' : `${d === undefined ? ' ' : ', '}${y}`}`.trim();
    },
    // `A` alone is the article; with its dot before a number, `C` is circa.
    letter: (one, next) => (one === 'A' ? 'ay' : /\d/u.test(next) ? one : `${one}.`),
    between: ' ',
  },
};

function ordinalEnding(number: number): string {
  const tens = number % 100;
  if (tens >= 11 && tens <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][number % 10] ?? 'th';
}
