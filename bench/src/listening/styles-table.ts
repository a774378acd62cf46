import { errorRate } from './result.js';
import type { StylesResult } from './styles.js';
import { percent, type Table } from './tables.js';

/** Each preset and language, the fewest errors first. */
export function stylesTable({ trials }: StylesResult): Table {
  const groups = [...new Set(trials.map(({ preset, language }) => `${preset}\t${language}`))];
  return {
    head: ['preset', 'language', 'style', 'sentences', 'error', 'P.808', 'likeness', ''],
    rows: groups.flatMap((group) =>
      trials
        .filter(({ preset, language }) => `${preset}\t${language}` === group)
        .sort((a, b) => errorRate([a]) - errorRate([b]) || (b.likeness ?? 0) - (a.likeness ?? 0))
        .map((trial) => [
          trial.preset,
          trial.language,
          trial.voice,
          String(trial.sentences),
          percent(errorRate([trial])),
          trial.p808.toFixed(2),
          trial.likeness === null ? '' : trial.likeness.toFixed(2),
          trial.current ? 'now' : '',
        ]),
    ),
  };
}
