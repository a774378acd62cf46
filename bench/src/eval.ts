import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { availableCpus } from '@lector/process-kit';
import { folders } from './config.js';
import { EVAL_USAGE, readEvalOptions, type EvalOptions } from './listening/options.js';
import { fillQualityPage, whereLine } from './listening/quality-page.js';
import { readEvalResult } from './listening/read-eval-result.js';
import { runEval, type EvalContext } from './listening/run-eval.js';
import { runStyles } from './listening/run-styles.js';
import { stylesTable } from './listening/styles-table.js';
import type { StylesResult } from './listening/styles.js';
import {
  errorTable,
  floorTable,
  likenessTable,
  spanTable,
  systemTable,
  tableText,
  worstOf,
} from './listening/tables.js';
import { EVAL_DIR, QUALITY_PAGE } from './paths.js';
import { createStops, type Stops } from './stops.js';
import { ensureVoicePack } from './voice-pack.js';

const RESULTS = join(EVAL_DIR, 'results');
const STYLES_RESULT = join(RESULTS, 'styles.json');

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
  if (options.kind === 'page')
    return await writePage(resolve(process.env['INIT_CWD'] ?? process.cwd(), options.resultPath));
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
    await writeFile(STYLES_RESULT, `${JSON.stringify(result, null, 1)}\n`);
    console.log(`\n${tableText(stylesTable(result))}\n\nraw results: ${STYLES_RESULT}`);
    return;
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

/** Exit code: 2 for a file that no page can be written from; the page then stays as it is. */
async function writePage(resultPath: string): Promise<number> {
  try {
    const result = await readEvalResult(resultPath);
    const styles = await readFile(STYLES_RESULT, 'utf8').then(
      (text) => JSON.parse(text) as StylesResult,
      () => null,
    );
    await writeFile(QUALITY_PAGE, fillQualityPage(await readFile(QUALITY_PAGE, 'utf8'), result, styles));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
  console.log(`written: ${QUALITY_PAGE}`);
  return 0;
}

process.exitCode = await main();
