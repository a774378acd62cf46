import { readFile } from 'node:fs/promises';
import type { BenchResult } from './report.js';

/**
 * A result as a run wrote it.
 * @throws Error that says what is wrong with the file: it is not there, breaks off, or is something else
 */
export async function readResult(path: string): Promise<BenchResult> {
  return await readWhole(path, isResult, 'this suite');
}

/** The JSON of a file that `isWhole` recognises as a result of `what`. @throws Error as `readResult` */
export async function readWhole<T>(path: string, isWhole: (value: unknown) => value is T, what: string): Promise<T> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`there is no result to read [path=${path}]`, { cause });
  });
  const result = parsed(text);
  if (!isWhole(result)) throw new Error(`not a whole result of ${what} [path=${path}]`);
  return result;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether all is there that a page shows. */
function isResult(value: unknown): value is BenchResult {
  const { version, at, commit, machine, repetitions, quick, suites } = (value ?? {}) as Partial<BenchResult>;
  return (
    version === 1 &&
    typeof at === 'string' &&
    typeof commit === 'string' &&
    typeof machine === 'object' &&
    typeof repetitions === 'number' &&
    typeof quick === 'boolean' &&
    Array.isArray(suites) &&
    suites.every(
      ({ suite, measures, notes }) => typeof suite === 'string' && Array.isArray(measures) && Array.isArray(notes),
    )
  );
}
