import { readFile } from 'node:fs/promises';
import type { EvalResult } from './result.js';

/**
 * A result of the evaluation as a run wrote it.
 * @throws Error that says what is wrong with the file: it is not there, breaks off, or is something else
 */
export async function readEvalResult(path: string): Promise<EvalResult> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`there is no result to read [path=${path}]`, { cause });
  });
  const result = parsed(text);
  if (!isResult(result)) throw new Error(`not a whole result of the evaluation [path=${path}]`);
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
function isResult(value: unknown): value is EvalResult {
  const { version, at, machine, call, versions, sentences, utterances, likeness } = (value ??
    {}) as Partial<EvalResult>;
  return (
    version === 1 &&
    typeof at === 'string' &&
    [machine, call, versions, sentences].every((part) => typeof part === 'object' && part !== null) &&
    Array.isArray(likeness) &&
    Array.isArray(utterances) &&
    utterances.every(
      ({ id, units, errors }) => typeof id === 'string' && typeof units === 'number' && typeof errors === 'number',
    )
  );
}
