import { errorRate } from './result.js';
import type { StyleCandidate, StylesResult, StyleTrial } from './styles.js';
import { percent, type Table } from './tables.js';

/** Each preset and language, the fewest errors first. `present`: what the manifest has now, which the run may have led to. */
export function stylesTable({ trials }: StylesResult, present: readonly StyleCandidate[]): Table {
  const isPresent = (trial: StyleTrial) =>
    present.some(
      ({ preset, language, voice }) => preset === trial.preset && language === trial.language && voice === trial.voice,
    );
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
          CHOICES[`${trial.current} ${isPresent(trial)}`],
        ]),
    ),
  };
}

/** By whether the manifest had it at the run and whether it has it now. */
const CHOICES = { 'false false': '', 'true false': 'before', 'false true': 'chosen', 'true true': 'kept' } as const;
