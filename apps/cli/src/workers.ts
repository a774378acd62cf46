import type { LectorError } from '@lector/contract';
import { availableCpus, type Logger } from '@lector/process-kit';
import {
  createSupervisorMetrics,
  layOut,
  startWorkerServer,
  supervise,
  type Supervisor,
  type WorkerConfig,
  type WorkerLayout,
} from '@lector/worker';
import { WORKER_PROGRAM } from './paths.js';

/** Longest a worker may take to drain: its own deadline (25 s) and a little. */
const KILL_AFTER_MS = 30_000;

/** Workers on all cores of this machine, kept alive. */
export interface Workers {
  readonly layouts: readonly WorkerLayout[];
  /** Drains them. */
  stop(): Promise<void>;
  /** Why none of them can work, once all have been stopped for it; pending for ever else. */
  readonly refused: Promise<LectorError>;
}

/** @throws LectorError `config_invalid` where the port for health and metrics cannot be used; no worker runs then */
export async function startWorkers(options: {
  readonly env: NodeJS.ProcessEnv;
  readonly config: Pick<WorkerConfig, 'packs' | 'workers' | 'threads' | 'address'>;
  /** Where their logs go: this terminal, or an open file. */
  readonly output: 'inherit' | number;
  readonly logger: Pick<Logger, 'info'>;
}): Promise<Workers> {
  const { address } = options.config;
  const { cpus, count } = availableCpus();
  const layouts = layOut(cpus.slice(0, count), { ...options.config, byQuota: count < cpus.length });
  const metrics = createSupervisorMetrics();
  let supervisor: Supervisor | null = null;
  const ready = () => supervisor?.ready() ?? 0;
  // Open before the first worker: whoever probes this machine meanwhile is told that it is not ready.
  const server =
    address === null
      ? null
      : await startWorkerServer(address, {
          ready,
          metrics: async () => [await metrics.snapshot(ready()), ...((await supervisor?.metrics()) ?? [])],
        });
  if (server !== null) options.logger.info({ url: server.url }, 'health and metrics of the workers');
  supervisor = supervise({
    program: WORKER_PROGRAM,
    layouts,
    env: options.env,
    killAfterMs: KILL_AFTER_MS,
    output: options.output,
    onEvent: (event) => {
      metrics.note(event);
      options.logger.info(event, `worker ${event.kind}`);
    },
  });
  const running = supervisor;
  return {
    layouts,
    refused: running.refused,
    async stop() {
      await running.stop();
      await server?.close();
    },
  };
}
