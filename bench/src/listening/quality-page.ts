import type { EvalResult } from './result.js';
import type { StylesResult } from './styles.js';
import {
  errorTable,
  floorTable,
  likenessTable,
  percent,
  spanTable,
  systemTable,
  tableMarkdown,
  worstOf,
} from './tables.js';
import { stylesTable } from './styles-table.js';

/**
 * Puts a result into a page: what stands between `<!-- eval:NAME -->` and `<!-- /eval -->` is replaced; words around are people's, and so
 * are the explanations in the table of the worst, which are kept by sentence. Pure.
 * @throws Error when the page asks for a block there is none of
 */
export function fillQualityPage(page: string, result: EvalResult, styles: StylesResult | null): string {
  return page.replaceAll(
    /(<!-- eval:([a-z-]+) -->\n)([\s\S]*?)(<!-- \/eval -->)/gu,
    (_, open: string, name: string, old: string, close: string) =>
      `${open}${blockOf(name, old, result, styles)}\n${close}`,
  );
}

function blockOf(name: string, old: string, result: EvalResult, styles: StylesResult | null): string {
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
      return worstMarkdown(old, result);
    case 'styles':
      return styles === null ? 'Not measured yet.' : tableMarkdown(stylesTable(styles));
    default:
      throw new Error(`there is no block ${name}`);
  }
}

const WORST = 10;

/** The last column is people's: what they wrote about a sentence stays with it. */
function worstMarkdown(old: string, result: EvalResult): string {
  const explained = new Map(
    [...old.matchAll(/^\| (\S+) \|.*\|([^|]*)\|$/gmu)].map(([, id = '', words = '']) => [id, words.trim()]),
  );
  return tableMarkdown({
    head: ['sentence', 'voice', 'error', 'expected', 'heard', 'why'],
    rows: worstOf(result, WORST).map(({ id, voice, rate, expected, heard }) => [
      id,
      voice,
      percent(rate),
      expected,
      heard,
      explained.get(id) ?? '',
    ]),
  });
}

/** One line: when, of what, on what, and how much of the sentences. */
export function whereLine({ at, commit, machine, pack, call, versions, wallSeconds }: EvalResult): string {
  const part = call.limit === null ? 'all sentences' : `${call.limit} sentences a language`;
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return (
    `${at.slice(0, 10)}, commit ${commit}, pack ${pack}; ${part}${call.split === null ? '' : `, ${call.split} only`}; ${machine.cpu}, ` +
    `Node ${machine.node}, onnxruntime-node ${machine.onnxruntime}; ${packages.join(', ')}; ${Math.round(wallSeconds / 60)} minutes`
  );
}
