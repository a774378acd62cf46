import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { engineModel } from '@lector/engines';
import { loadManifest, MANIFESTS_DIR } from '@lector/packs';
import { availableCpus } from '@lector/process-kit';
import { folders } from './config.js';
import type { BookResult } from './listening/book.js';
import { bookTable, worstLinesTable } from './listening/book-table.js';
import { EVAL_USAGE, readEvalOptions, type EvalOptions } from './listening/options.js';
import { fillQualityPage, whereLine } from './listening/quality-page.js';
import { readEvalResult } from './listening/read-eval-result.js';
import { runBook } from './listening/run-book.js';
import { runEval } from './listening/run-eval.js';
import { runTimings } from './listening/run-timings.js';
import { presentStyles } from './listening/present-styles.js';
import { runStyles } from './listening/run-styles.js';
import { stylesTable } from './listening/styles-table.js';
import type { EvalContext } from './listening/studio.js';
import type { TimingsResult } from './listening/timings.js';
import { timingsOrderTable, timingsTable } from './listening/timings-table.js';
import type { StyleCandidate, StylesResult } from './listening/styles.js';
import {
  errorTable,
  floorTable,
  likenessTable,
  spanTable,
  systemTable,
  tableText,
  worstOf,
  type Table,
} from './listening/tables.js';
import { EVAL_DIR, QUALITY_PAGE } from './paths.js';
import { createStops, type Stops } from './stops.js';
import { ensureVoicePack, VOICE_PACK } from './voice-pack.js';

const RESULTS = join(EVAL_DIR, 'results');
const STYLES_RESULT = join(RESULTS, 'styles.json');
const BOOK_RESULT = join(RESULTS, 'book.json');
const TIMINGS_RESULT = join(RESULTS, 'timings.json');

/** `npm run eval`. Exit codes: 0 judged (whether goals are met is for the tables to say), 1 it failed, 2 usage. */
async function main(): Promise<number> {
  let options: EvalOptions;
  try {
    options = readEvalOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${EVAL_USAGE}`);
    return 2;
  }
  if (options.kind === 'help') {
    console.log(EVAL_USAGE);
    return 0;
  }
  if (options.kind === 'page') return await writePage(fromCaller(options.resultPath));
  const stops = createStops((error) => console.error('could not be stopped:', error));
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const)
    process.once(signal, () => void stops.end().finally(() => process.exit(128 + number)));
  try {
    await run(options, stops);
    return 0;
  } catch (error) {
    if (!stops.ended) console.error(error);
    return 1;
  } finally {
    await stops.all();
  }
}

async function run(options: EvalOptions, stops: Stops): Promise<void> {
  const context: EvalContext = {
    env: process.env,
    folders: folders(process.env),
    stops,
    threads: options.threads ?? availableCpus().count,
    progress: (text) => console.error(`  · ${text}`),
  };
  await ensureVoicePack(context);
  await mkdir(RESULTS, { recursive: true });
  if (options.kind === 'styles') {
    const result = await runStyles(options, context);
    return await keep(STYLES_RESULT, result, [stylesTable(result, await stylesNow())]);
  }
  if (options.kind === 'timings') {
    const result = await runTimings(options, context);
    return await keep(TIMINGS_RESULT, result, [timingsOrderTable(result), timingsTable(result)]);
  }
  if (options.kind === 'book') {
    const bookPaths = options.bookPaths.map(fromCaller);
    const result = await runBook({ ...options, bookPaths }, context);
    return await keep(BOOK_RESULT, result, [bookTable(result), worstLinesTable(result)]);
  }
  const result = await runEval(options, context);
  const path = join(RESULTS, `${result.at.slice(0, 19).replaceAll(':', '')}Z-${result.commit}.json`);
  await writeFile(path, `${JSON.stringify(result, null, 1)}\n`);
  const tables = [
    errorTable(result, null),
    spanTable(result),
    systemTable(result),
    floorTable(result),
    likenessTable(result),
  ];
  const worst = worstOf(result, 10).map(
    ({ id, voice, expected, heard }) => `${id} ${voice}\n  ${expected}\n  ${heard}`,
  );
  console.log(`\n${whereLine(result)}\n\n${[...tables.map(tableText), ...worst].join('\n\n')}\n\nraw results: ${path}`);
}

async function keep(path: string, result: unknown, tables: readonly Table[]): Promise<void> {
  await writeFile(path, `${JSON.stringify(result, null, 1)}\n`);
  console.log(`\n${tables.map(tableText).join('\n\n')}\n\nraw results: ${path}`);
}

/** A path as the caller means it: npm starts this program in another folder. */
function fromCaller(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

/** What the presets of the pack speak each language in. */
async function stylesNow(): Promise<readonly StyleCandidate[]> {
  const manifest = await loadManifest(VOICE_PACK, MANIFESTS_DIR);
  return presentStyles(manifest, engineModel(manifest));
}

/** What a call of its own has left; null without one. */
async function resultAt<T>(path: string): Promise<T | null> {
  return await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as T,
    () => null,
  );
}

/** Exit code: 2 for a file that no page can be written from; the page then stays as it is. */
async function writePage(resultPath: string): Promise<number> {
  try {
    const result = await readEvalResult(resultPath);
    const besides = {
      styles: await resultAt<StylesResult>(STYLES_RESULT),
      present: await stylesNow(),
      book: await resultAt<BookResult>(BOOK_RESULT),
      timings: await resultAt<TimingsResult>(TIMINGS_RESULT),
    };
    await writeFile(QUALITY_PAGE, fillQualityPage(await readFile(QUALITY_PAGE, 'utf8'), result, besides));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
  console.log(`written: ${QUALITY_PAGE}`);
  return 0;
}

process.exitCode = await main();
