import { readWhole } from '../read-result.js';
import type { EvalResult } from './result.js';

/** A result of the evaluation as a run wrote it. @throws Error as `readResult` */
export async function readEvalResult(path: string): Promise<EvalResult> {
  return await readWhole(path, isResult, 'the evaluation');
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
