import type { DataDirs } from '@lector/process-kit';
import type { SuiteResult } from './report.js';
import type { Stops } from './stops.js';

export interface BenchContext {
  readonly repetitions: number;
  /** Fewer requests and shorter texts. */
  readonly quick: boolean;
  readonly folders: DataDirs;
  readonly env: NodeJS.ProcessEnv;
  /** Cores this machine grants. */
  readonly cpus: readonly number[];
  /** Everything a suite starts is noted here. */
  readonly stops: Stops;
  readonly progress: (text: string) => void;
}

export interface Suite {
  readonly name: string;
  readonly title: string;
  /** Reads `/proc`. */
  readonly linuxOnly?: true;
  measure(context: BenchContext): Promise<SuiteResult>;
}

/** 1 to n, with a line for whoever waits. */
export function* repetitionsOf({ repetitions, progress }: BenchContext): Generator<number> {
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    progress(`repetition ${repetition} of ${repetitions}`);
    yield repetition;
  }
}
