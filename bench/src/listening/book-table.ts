import type { BookResult } from './book.js';
import { errorRate } from './result.js';
import { percent, type Table } from './tables.js';

/** Each book and voice by the language of what is said. */
export function bookTable({ lines }: BookResult): Table {
  const groups = [...new Set(lines.map(({ book, voice }) => `${book}\t${voice}`))];
  return {
    head: ['book', 'voice', 'language', 'lines', 'units', 'error', 'not spoken'],
    rows: groups.flatMap((group) => {
      const own = lines.filter(({ book, voice }) => `${book}\t${voice}` === group);
      const [book = '', voice = ''] = group.split('\t');
      return [...new Set(own.flatMap(({ parts }) => parts.map(({ language }) => language)))].map((language) => {
        const within = own.filter(({ parts }) => parts.some((part) => part.language === language));
        const parts = within.flatMap((line) => line.parts.filter((part) => part.language === language));
        return [
          book,
          voice,
          language,
          String(within.length),
          String(parts.reduce((sum, { units }) => sum + units, 0)),
          percent(errorRate(parts)),
          String(within.filter(({ failed }) => failed !== undefined).length),
        ];
      });
    }),
  };
}

/** What was written, read, pronounced and heard; explaining it is for people. */
export function worstLinesTable({ worst }: BookResult): Table {
  return {
    head: ['line', 'voice', 'error', 'text', 'read as', 'IPA', 'heard'],
    rows: worst.map(({ id, voice, rate, text, spoken, ipa, heard }) =>
      [id, voice, percent(rate), text, spoken === text ? '' : spoken, ipa, heard].map((cell) =>
        cell.replaceAll(/\s+/gu, ' ').trim(),
      ),
    ),
  };
}
