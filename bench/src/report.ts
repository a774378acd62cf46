import { median, spread } from './statistics.js';

/** What a suite reports, and how it is shown. Pure. */

export interface Measure {
  readonly name: string;
  readonly unit: string;
  /** One value for each repetition; none: it was not measured, and a note says why. */
  readonly samples: readonly number[];
  /** What the median should reach. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
  /** What somebody claims, shown beside it. */
  readonly claim?: string;
}

export interface SuiteResult {
  readonly measures: readonly Measure[];
  /** What a reader must know to read the numbers. */
  readonly notes: readonly string[];
  /** Every single measurement, for those who want to count again. */
  readonly raw: unknown;
}

export interface SuiteReport extends SuiteResult {
  readonly suite: string;
  readonly title: string;
  readonly seconds: number;
  /** What stopped it; its measures are then empty. */
  readonly failed: string | null;
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
  readonly onnxruntime: string;
}

/** Content of `bench/results/*.json`. */
export interface BenchResult {
  readonly version: 1;
  readonly at: string;
  /** `+changes` stands for a working tree that differs from it. */
  readonly commit: string;
  readonly machine: Machine;
  readonly repetitions: number;
  /** Fewer requests and shorter texts: to see that it runs, not how fast. */
  readonly quick: boolean;
  readonly suites: readonly SuiteReport[];
}

const HEAD = ['MEASURE', 'UNIT', 'MEDIAN', 'SPREAD', 'MIN', 'MAX', 'N', 'BESIDE'] as const;

/** A suite as text for a terminal. */
export function suiteTable(report: SuiteReport): string {
  const rows = [HEAD, ...report.measures.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column >= 2 && column <= 6 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [
    heading(report),
    ...(report.measures.length > 0 ? lines : []),
    ...remarks(report).map((note) => `  ${note}`),
  ].join('\n');
}

/** The same in Markdown. */
export function suiteMarkdown(report: SuiteReport): string {
  const row = (columns: readonly string[]) => `| ${columns.join(' | ')} |`;
  const table = [
    row(HEAD.map((word) => word.toLowerCase())),
    row(HEAD.map((_, column) => (column >= 2 && column <= 6 ? '---:' : '---'))),
    ...report.measures.map((measure) => row(cells(measure))),
  ];
  return [...(report.measures.length > 0 ? table : []), '', ...remarks(report).map((note) => `- ${note}`)]
    .join('\n')
    .trim();
}

function heading({ suite, title, seconds }: SuiteReport): string {
  return `${suite}: ${title} (${seconds.toFixed(0)} s)`;
}

function remarks({ failed, notes }: SuiteReport): readonly string[] {
  return [...(failed === null ? [] : [`failed: ${failed}`]), ...notes];
}

function cells(measure: Measure): readonly string[] {
  const { name, unit, samples } = measure;
  if (samples.length === 0) return [name, unit, 'not measured', '', '', '', '0', beside(measure)];
  const width = spread(samples);
  return [
    name,
    unit,
    figure(median(samples)),
    width === null ? '' : `${(width * 100).toFixed(0)} %`,
    figure(Math.min(...samples)),
    figure(Math.max(...samples)),
    String(samples.length),
    beside(measure),
  ];
}

function beside({ samples, goal, claim }: Measure): string {
  const said = claim === undefined ? [] : [claim];
  if (goal === undefined) return said.join('; ');
  const least = 'atLeast' in goal;
  const bound = least ? goal.atLeast : goal.atMost;
  const value = median(samples);
  const mark = Number.isNaN(value) ? '' : (least ? value >= bound : value <= bound) ? ' ✓' : ' ✗';
  return [...said, `${least ? 'at least' : 'at most'} ${bound}${mark}`].join('; ');
}

/** Three digits that say something. */
function figure(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}
