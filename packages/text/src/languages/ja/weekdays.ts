import type { Reading } from './readings.js';

/** Days of the week as one character each: 月〜金 ゲツ カラ キン, (月・水・金). A single one behind a date is read with it. */
export function readWeekdays(text: string): readonly Reading[] {
  return Array.from(text.matchAll(FOUND), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    spoken: ` ${[...found].map((sign) => NAMES[sign] ?? '').join(' ')} `,
    rule: 'date',
  }));
}

const DAY = '[月火水木金土日]';
const FOUND = new RegExp(
  `(?<![\\p{Script=Han}\\d])${DAY}[〜~-]${DAY}(?!\\p{Script=Han}|\\d)|(?<![\\p{Script=Han}\\d])${DAY}(?=[〜~-]${DAY}曜)|(?<=\\()${DAY}(?:[・、,]${DAY}){1,6}(?:[・、,]祝)?(?=\\))`,
  'gu',
);
const NAMES: Readonly<Record<string, string>> = {
  月: 'ゲツ',
  火: 'カ',
  水: 'スイ',
  木: 'モク',
  金: 'キン',
  土: 'ド',
  日: 'ニチ',
  祝: 'シュク',
  '〜': 'カラ',
  '~': 'カラ',
  '-': 'カラ',
};
