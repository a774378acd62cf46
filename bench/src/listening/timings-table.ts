import { median, quantile } from '../statistics.js';
import { SENTENCE_LANGUAGES } from './sentences.js';
import type { Table } from './tables.js';
import type { TimingsResult } from './timings.js';

/** Goals for the start of a word, milliseconds. */
const MEDIAN_AT_MOST = 80;
const P95_AT_MOST = 200;

/** Whether times are in order and nothing is left out, for each language. */
export function timingsOrderTable(result: TimingsResult): Table {
  return {
    head: ['language', 'utterances', 'words', 'in order', 'all letters in a word and a sentence'],
    rows: languagesOf(result).map((language) => {
      const own = result.utterances.filter((one) => one.language === language);
      const ordered = own.filter((one) => one.inOrder).length;
      const covered = own.filter(({ uncovered }) => uncovered === 0).length;
      return [
        language,
        String(own.length),
        String(own.reduce((sum, { words }) => sum + words, 0)),
        `${ordered} ${ordered === own.length ? '✓' : '✗'}`,
        `${covered} ${covered === own.length ? '✓' : '✗'}`,
      ];
    }),
  };
}

/** How far words are off, by what tells; absolute differences, and what is the same in all. */
export function timingsTable(result: TimingsResult): Table {
  return {
    head: ['language', 'what', 'n', 'median', 'p95', 'constant', 'median without it', 'p95 without it', 'goal'],
    rows: languagesOf(result).flatMap((language) => {
      const own = result.utterances.filter((one) => one.language === language);
      const seams = result.seams.filter((one) => one.language === language);
      const heardStarts = own.flatMap(({ heard }) => heard.starts);
      const soundStarts = own.flatMap(({ atSilence }) => atSilence.starts);
      return [
        ['starts, all words', [...heardStarts, ...soundStarts], true] as const,
        ['starts behind silence, beside the sound', soundStarts, false] as const,
        ['starts in speech, beside the recogniser', heardStarts, false] as const,
        ['the recogniser at seams', seams.map(({ lateMs }) => lateMs), false] as const,
        ['ends before silence, beside the sound', own.flatMap(({ atSilence }) => atSilence.ends), false] as const,
        ['ends in speech, beside the recogniser', own.flatMap(({ heard }) => heard.ends), false] as const,
      ].map(([what, differences, hasGoal]) => [language, what, ...figures(differences, hasGoal)]);
    }),
  };
}

function languagesOf({ utterances }: TimingsResult): readonly string[] {
  return SENTENCE_LANGUAGES.filter((language) => utterances.some((one) => one.language === language));
}

function figures(differences: readonly number[], hasGoal: boolean): readonly string[] {
  if (differences.length === 0) return ['0', '', '', '', '', '', ''];
  const constant = median(differences);
  const sizes = differences.map(Math.abs);
  const rest = differences.map((difference) => Math.abs(difference - constant));
  const met = median(sizes) <= MEDIAN_AT_MOST && quantile(sizes, 0.95) <= P95_AT_MOST;
  return [
    String(differences.length),
    ...[median(sizes), quantile(sizes, 0.95)].map((value) => value.toFixed(0)),
    `${constant > 0 ? '+' : ''}${constant.toFixed(0)}`,
    ...[median(rest), quantile(rest, 0.95)].map((value) => value.toFixed(0)),
    hasGoal ? `${MEDIAN_AT_MOST} and ${P95_AT_MOST} ${met ? '✓' : '✗'}` : '',
  ];
}
