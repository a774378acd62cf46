import { availableCpus, type Logger } from '@lector/process-kit';
import { layOut, supervise, type WorkerConfig, type WorkerLayout } from '@lector/worker';
import { WORKER_PROGRAM } from './paths.js';

/** Longest a worker may take to drain: its own deadline (25 s) and a little. */
const KILL_AFTER_MS = 30_000;

/** Workers on all cores of this machine, kept alive. */
export interface Workers {
  readonly layouts: readonly WorkerLayout[];
  /** Drains them. */
  stop(): Promise<void>;
}

export function startWorkers(options: {
  readonly env: NodeJS.ProcessEnv;
  readonly config: Pick<WorkerConfig, 'workers' | 'threads'>;
  /** Where their logs go: this terminal, or an open file. */
  readonly output: 'inherit' | number;
  readonly logger: Pick<Logger, 'info'>;
}): Workers {
  const { cpus, count } = availableCpus();
  const layouts = layOut(cpus.slice(0, count), options.config);
  const supervisor = supervise({
    program: WORKER_PROGRAM,
    layouts,
    env: options.env,
    killAfterMs: KILL_AFTER_MS,
    output: options.output,
    onEvent: (event) => options.logger.info(event, `worker ${event.kind}`),
  });
  return { layouts, stop: () => supervisor.stop() };
}
