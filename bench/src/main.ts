import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { availableCpus } from '@lector/process-kit';
import { folders } from './config.js';
import { readCommit, readMachine } from './machine.js';
import { readOptions, usage, type BenchOptions } from './options.js';
import { fillPage, machineLine } from './page.js';
import { PERFORMANCE_PAGE, RESULTS_DIR } from './paths.js';
import { readResult } from './read-result.js';
import { suiteTable, type BenchResult, type SuiteReport } from './report.js';
import { createStops, type Stops } from './stops.js';
import type { BenchContext, Suite } from './suite.js';
import { SUITES } from './suites/index.js';
import { ensureVoicePack } from './voice-pack.js';

/** `npm run bench`. Exit codes: 0 measured (whether goals are met is for the table to say), 1 a suite failed, 2 usage. */
async function main(): Promise<number> {
  let options: BenchOptions;
  try {
    options = readOptions(
      process.argv.slice(2),
      SUITES.map(({ name }) => name),
    );
  } catch (error) {
    console.error(`${reasonOf(error)}\n\n${usage(SUITES)}`);
    return 2;
  }
  if (options.kind === 'help') {
    console.log(usage(SUITES));
    return 0;
  }
  if (options.kind === 'page') {
    const from = process.env['INIT_CWD'] ?? process.cwd();
    return await writePage(options.resultPaths.map((path) => resolve(from, path)));
  }
  const stops = createStops((error) => console.error(`could not be stopped: ${reasonOf(error)}`));
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const)
    process.once(signal, () => void stops.end().finally(() => process.exit(128 + number)));
  try {
    return await run(options, stops);
  } finally {
    await stops.all();
  }
}

async function run(options: BenchOptions, stops: Stops): Promise<number> {
  const { cpus, count } = availableCpus();
  const context: BenchContext = {
    repetitions: options.repetitions,
    quick: options.quick,
    folders: folders(process.env),
    env: process.env,
    cpus: cpus.slice(0, count),
    stops,
    progress: (text) => console.error(`  · ${text}`),
  };
  const startedAt = new Date();
  // Now: whoever goes on working in the checkout must not change what was measured.
  const commit = readCommit();
  await ensureVoicePack(context);
  const chosen = SUITES.filter(({ name }) => options.suites.length === 0 || options.suites.includes(name));
  const suites: SuiteReport[] = [];
  for (const suite of chosen) {
    console.error(`${suite.name}: ${suite.title}`);
    suites.push(await measured(suite, context));
    // Interrupted: whoever ends everything also ends this process.
    if (stops.ended) return 1;
    // What a suite that failed left running would slow the next.
    await stops.all();
  }
  const result: BenchResult = {
    version: 1,
    at: startedAt.toISOString(),
    commit,
    machine: readMachine(),
    repetitions: options.repetitions,
    quick: options.quick,
    suites,
  };
  const path = join(RESULTS_DIR, `${result.at.slice(0, 19).replaceAll(':', '')}Z-${result.commit}.json`);
  await mkdir(RESULTS_DIR, { recursive: true });
  await writeFile(path, `${JSON.stringify(result, null, 1)}\n`);
  console.log(`\n${machineLine(result)}\n\n${suites.map(suiteTable).join('\n\n')}\n\nraw results: ${path}`);
  return suites.some(({ failed }) => failed !== null) ? 1 : 0;
}

/** One suite that fails does not take the others' minutes away. */
async function measured(suite: Suite, context: BenchContext): Promise<SuiteReport> {
  const { name, title } = suite;
  const startedAt = performance.now();
  const report = (rest: Pick<SuiteReport, 'measures' | 'notes' | 'raw' | 'failed'>): SuiteReport => ({
    suite: name,
    title,
    seconds: (performance.now() - startedAt) / 1000,
    ...rest,
  });
  if (suite.linuxOnly === true && process.platform !== 'linux')
    return report({
      measures: [],
      notes: ['not measured: it reads /proc, which only Linux has'],
      raw: null,
      failed: null,
    });
  try {
    return report({ ...(await suite.measure(context)), failed: null });
  } catch (error) {
    if (!context.stops.ended) console.error(error);
    return report({ measures: [], notes: [], raw: null, failed: reasonOf(error) });
  }
}

/** Exit code: 2 for a file that no page can be written from; the page then stays as it is. */
async function writePage(resultPaths: readonly string[]): Promise<number> {
  try {
    const results = await Promise.all(resultPaths.map((path) => readResult(path)));
    await writeFile(PERFORMANCE_PAGE, fillPage(await readFile(PERFORMANCE_PAGE, 'utf8'), results));
  } catch (error) {
    console.error(reasonOf(error));
    return 2;
  }
  console.log(`written: ${PERFORMANCE_PAGE}`);
  return 0;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main();
