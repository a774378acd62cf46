import { parseArgs } from 'node:util';
import type { EngineThreads } from '@lector/engines';

export interface WorkerOptions {
  /** Which of the supervisor's workers this is; shown in logs. */
  readonly index: number;
  readonly threads: EngineThreads;
  /** The model pack it holds; absent: the one there is to choose from. */
  readonly pack: string | undefined;
}

/** What the supervisor passes on the command line: `--index 0 --threads 2 --cpus 0,1 --pack kokoro-82m`. */
export function readWorkerOptions(args: readonly string[]): WorkerOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      index: { type: 'string' },
      threads: { type: 'string' },
      cpus: { type: 'string' },
      pack: { type: 'string' },
    },
    strict: true,
  });
  return {
    index: Number(values.index ?? 0),
    pack: values.pack,
    threads: { intraOp: Number(values.threads ?? 1), cpus: values.cpus?.split(',').map(Number) ?? null },
  };
}
