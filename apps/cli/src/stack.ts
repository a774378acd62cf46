import { closeSync, openSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { startApi } from '@lector/api';
import { createClient, type LectorClient } from '@lector/sdk';
import { availableCpus, createLogger } from '@lector/process-kit';
import { layOut, readWorkerConfig, supervise } from '@lector/worker';
import { ensurePack } from './pack.js';
import { WORKER_PROGRAM } from './paths.js';
import { connectServices, directories } from './services.js';

export interface Stack {
  readonly url: string;
  readonly services: string;
  readonly workers: string;
  /** Drains workers, then the API, then the services this stack started. */
  stop(): Promise<void>;
}

/** Longest a worker may take to drain: its own deadline (25 s) and a little. */
const WORKER_KILL_AFTER_MS = 30_000;
const READY_TIMEOUT_MS = 120_000;
const READY_POLL_MS = 200;

/** The whole system on this machine: services, pack, API, workers. */
export async function startStack(options: {
  readonly env: NodeJS.ProcessEnv;
  readonly onProgress: (text: string) => void;
  /** Logs of API and workers go to this file; absent: to this terminal. */
  readonly logFile?: string;
}): Promise<Stack> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    const services = await connectServices(options.env, options.onProgress);
    stops.push(() => services.stop());
    const config = readWorkerConfig(services.env);
    await ensurePack(config.pack, directories(services.env).modelDir, undefined);

    const output = options.logFile === undefined ? ('inherit' as const) : openSync(options.logFile, 'a');
    if (typeof output === 'number') stops.push(async () => closeSync(output));
    const logger = createLogger({
      name: 'api',
      level: config.logLevel,
      ...(output === 'inherit' ? {} : { destination: { write: (line: string) => void writeSync(output, line) } }),
    });
    options.onProgress('starting the API');
    const api = await startApi({ env: services.env, logger });
    stops.push(() => api.close());

    const { cpus, count } = availableCpus();
    const layouts = layOut(cpus.slice(0, count), { workers: config.workers, threads: config.threads });
    options.onProgress(`starting ${layouts.length} worker${layouts.length === 1 ? '' : 's'}`);
    const supervisor = supervise({
      program: WORKER_PROGRAM,
      layouts,
      env: services.env,
      killAfterMs: WORKER_KILL_AFTER_MS,
      output,
      onEvent: (event) => logger.info(event, `worker ${event.kind}`),
    });
    stops.push(() => supervisor.stop());
    await untilReady(createClient({ baseUrl: api.url, maxRetries: 0 }), Date.now() + READY_TIMEOUT_MS);
    return {
      url: api.url,
      services: services.description,
      workers: layouts
        .map(({ threads, cpus: own }) => `${threads} threads${own === null ? '' : ` on cores ${own.join(',')}`}`)
        .join('; '),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Asks until Redis, S3 and a worker with its model are there. */
async function untilReady(client: LectorClient, deadlineMs: number): Promise<void> {
  for (;;) {
    try {
      await client.ready();
      return;
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await pause(READY_POLL_MS);
    }
  }
}
