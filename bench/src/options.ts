import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly kind: 'run' | 'page' | 'help';
  /** Names of the suites to run, in their usual order; empty: all. */
  readonly suites: readonly string[];
  readonly repetitions: number;
  readonly quick: boolean;
  /** For `page`: the results to write `docs/performance.md` from; the last that has a suite counts. */
  readonly resultPaths: readonly string[];
}

const MOST_REPETITIONS = 100;
const USUAL_REPETITIONS = 5;

/** @throws Error that says what is wrong with the call */
export function readOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      suite: { type: 'string' },
      repetitions: { type: 'string' },
      quick: { type: 'boolean' },
      page: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    strict: true,
  });
  const suites = values.suite?.split(',').map((name) => name.trim()) ?? [];
  const unknown = suites.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`there is no suite ${unknown.join(', ')}; there are: ${known.join(', ')}`);
  const repetitions = Number(values.repetitions ?? USUAL_REPETITIONS);
  if (!Number.isInteger(repetitions) || repetitions < 1 || repetitions > MOST_REPETITIONS)
    throw new Error(`--repetitions must be a whole number from 1 to ${MOST_REPETITIONS}`);
  return {
    kind: values.help === true ? 'help' : values.page === undefined ? 'run' : 'page',
    suites,
    repetitions,
    quick: values.quick === true,
    resultPaths: values.page?.split(',').map((path) => path.trim()) ?? [],
  };
}

export function usage(suites: readonly { readonly name: string; readonly title: string }[]): string {
  return [
    'usage: npm run bench -- [--suite NAME,NAME] [--repetitions N] [--quick]',
    '       npm run bench -- --page RESULT.json[,…] writes the tables of docs/performance.md from a result',
    '',
    ...suites.map(({ name, title }) => `  ${name.padEnd(14)} ${title}`),
    '',
    'Five repetitions of everything take about 25 minutes on two cores. Use nothing else on the machine meanwhile.',
  ].join('\n');
}
