import { closeSync, openSync, writeSync } from 'node:fs';
import { startApi } from '@lector/api';
import { createLogger } from '@lector/process-kit';
import { createClient } from '@lector/sdk';
import { readWorkerConfig } from '@lector/worker';
import { workerEnv } from './config.js';
import { ensurePack } from './pack.js';
import { connectServices } from './services.js';
import { startWorkers } from './workers.js';

export interface Stack {
  readonly url: string;
  readonly services: string;
  readonly workers: string;
  /** Drains workers, then the API, then the services this stack started. */
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 120_000;

/**
 * The whole system on this machine: services, pack, API, workers.
 * @throws what failed, or the reason of `signal`; everything started until then is stopped first
 */
export async function startStack(options: {
  readonly env: NodeJS.ProcessEnv;
  readonly onProgress: (text: string) => void;
  /** Gives up the start. A stack that stands is ended by `stop`. */
  readonly signal: AbortSignal;
  /** Logs of API and workers go to this file; absent: to this terminal. */
  readonly logFile?: string;
}): Promise<Stack> {
  const { onProgress, signal } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    const services = await connectServices(options);
    stops.push(() => services.stop());
    const config = readWorkerConfig(services.env);
    await ensurePack(config.pack, { modelDir: config.modelDir, signal });
    signal.throwIfAborted();

    const output = options.logFile === undefined ? ('inherit' as const) : openSync(options.logFile, 'a');
    if (typeof output === 'number') stops.push(async () => closeSync(output));
    const logger = createLogger({
      name: 'api',
      level: config.logLevel,
      ...(output === 'inherit' ? {} : { destination: { write: (line: string) => void writeSync(output, line) } }),
    });
    onProgress('starting the API');
    const api = await startApi({ env: services.env, logger });
    stops.push(() => api.close());
    signal.throwIfAborted();

    const workers = startWorkers({ env: workerEnv(services.env, api.url), config, output, logger });
    stops.push(() => workers.stop());
    const { length } = workers.layouts;
    onProgress(`starting ${length} worker${length === 1 ? '' : 's'}`);
    await createClient({ baseUrl: api.url }).waitUntilReady({ timeoutMs: READY_TIMEOUT_MS, signal });
    return {
      url: api.url,
      services: services.description,
      workers: workers.layouts
        .map(({ threads, cpus }) => `${threads} threads${cpus === null ? '' : ` on cores ${cpus.join(',')}`}`)
        .join('; '),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
