import type { BookResult } from './book.js';
import { bookTable, worstLinesTable } from './book-table.js';
import type { EvalResult } from './result.js';
import type { StyleCandidate, StylesResult } from './styles.js';
import {
  errorTable,
  floorTable,
  likenessTable,
  percent,
  spanTable,
  systemTable,
  tableMarkdown,
  worstOf,
  type Table,
} from './tables.js';
import type { TimingsResult } from './timings.js';
import { timingsOrderTable, timingsTable } from './timings-table.js';
import { stylesTable } from './styles-table.js';

/** What is measured by calls of its own; null: not yet. */
export interface Besides {
  readonly styles: StylesResult | null;
  /** What the presets speak each language in now. */
  readonly present: readonly StyleCandidate[];
  readonly book: BookResult | null;
  readonly timings: TimingsResult | null;
}

const NOT_MEASURED = 'Not measured yet.';

/**
 * Puts a result into a page: what stands between `<!-- eval:NAME -->` and `<!-- /eval -->` is replaced; words around are people's, and so
 * are the explanations in the tables of the worst, which are kept by sentence. Pure.
 * @throws Error when the page asks for a block there is none of
 */
export function fillQualityPage(page: string, result: EvalResult, besides: Besides): string {
  return page.replaceAll(
    /(<!-- eval:([a-z-]+) -->\n)([\s\S]*?)(<!-- \/eval -->)/gu,
    (_, open: string, name: string, old: string, close: string) =>
      `${open}${blockOf(name, old, result, besides)}\n${close}`,
  );
}

function blockOf(name: string, old: string, result: EvalResult, besides: Besides): string {
  const { styles, book, timings } = besides;
  switch (name) {
    case 'machine':
      return whereLine(result);
    case 'frozen':
      return tableMarkdown(errorTable(result, 'frozen'));
    case 'dev':
      return tableMarkdown(errorTable(result, 'dev'));
    case 'systems':
      return tableMarkdown(systemTable(result));
    case 'floor':
      return tableMarkdown(floorTable(result));
    case 'spans':
      return tableMarkdown(spanTable(result));
    case 'likeness':
      return tableMarkdown(likenessTable(result));
    case 'worst':
      return explainedMarkdown(old, worstTable(result));
    case 'styles':
      return styles === null ? NOT_MEASURED : tableMarkdown(stylesTable(styles, besides.present));
    case 'timings':
      return timings === null ? NOT_MEASURED : timingsMarkdown(timings);
    case 'book':
      return book === null ? NOT_MEASURED : `${bookLineOf(book)}\n\n${tableMarkdown(bookTable(book))}`;
    case 'book-worst':
      return book === null ? NOT_MEASURED : explainedMarkdown(old, worstLinesTable(book));
    default:
      throw new Error(`there is no block ${name}`);
  }
}

const WORST = 10;

function worstTable(result: EvalResult): Table {
  return {
    head: ['sentence', 'voice', 'error', 'expected', 'heard'],
    rows: worstOf(result, WORST).map(({ id, voice, rate, expected, heard }) => [
      id,
      voice,
      percent(rate),
      expected,
      heard,
    ]),
  };
}

/** The last column, which is added, is people's: what they wrote about the first cell of a row stays with it. */
function explainedMarkdown(old: string, { head, rows }: Table): string {
  const explained = new Map(
    [...old.matchAll(/^\| (\S+) \|.*\|([^|]*)\|$/gmu)].map(([, id = '', words = '']) => [id, words.trim()]),
  );
  return tableMarkdown({
    head: [...head, 'why'],
    rows: rows.map((row) => [...row, explained.get(row[0] ?? '') ?? '']),
  });
}

function timingsMarkdown(result: TimingsResult): string {
  const voices = [...new Set(result.utterances.map(({ voice }) => voice))].join(', ');
  const tables = [timingsOrderTable(result), timingsTable(result)].map(tableMarkdown);
  return [placeLine(result, `${partOf(result.call)} as ${voices}`), ...tables].join('\n\n');
}

/** One line: when, of what, on what, and how much of the sentences. */
export function whereLine(result: EvalResult): string {
  return placeLine(result, partOf(result.call));
}

function partOf({ limit, split }: EvalResult['call']): string {
  const part = limit === null ? 'all sentences' : `${limit} sentences a language`;
  return `${part}${split === null ? '' : `, ${split} only`}`;
}

function bookLineOf(result: BookResult): string {
  const books = result.books.map(({ name, codePoints, segments }) => {
    const lines = new Set(result.lines.filter(({ book }) => book === name).map(({ id }) => id)).size;
    return `${lines} of ${segments} segments of ${name} (${codePoints} code points)`;
  });
  return placeLine(result, books.join(', '));
}

function placeLine(
  {
    at,
    commit,
    machine,
    pack,
    versions,
    wallSeconds,
  }: Pick<EvalResult, 'at' | 'commit' | 'machine' | 'pack' | 'versions' | 'wallSeconds'>,
  part: string,
): string {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return (
    `${at.slice(0, 10)}, commit ${commit}, pack ${pack}; ${part}; ${machine.cpu}, ` +
    `Node ${machine.node}, onnxruntime-node ${machine.onnxruntime}; ${packages.join(', ')}; ${Math.round(wallSeconds / 60)} minutes`
  );
}
