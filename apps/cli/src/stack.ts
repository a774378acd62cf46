import { closeSync, openSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { startApi } from '@lector/api';
import { LectorError } from '@lector/contract';
import { createLogger } from '@lector/process-kit';
import { createClient, type LectorClient } from '@lector/sdk';
import { readWorkerConfig } from '@lector/worker';
import { workerEnv } from './config.js';
import { ensurePack } from './pack.js';
import { connectServices } from './services.js';
import { startWorkers } from './workers.js';

export interface Stack {
  readonly url: string;
  readonly services: string;
  readonly workers: string;
  /** Why its workers cannot work any more; pending for ever while they can. */
  readonly refused: Promise<LectorError>;
  /** Drains workers, then the API, then the services this stack started. */
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 120_000;
const READY_POLL_MS = 250;

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
    // Opened first and closed last: services log until their end.
    const output = options.logFile === undefined ? ('inherit' as const) : openSync(options.logFile, 'a');
    if (typeof output === 'number') stops.push(async () => closeSync(output));
    const services = await connectServices(options);
    stops.push(() => services.stop());
    const config = readWorkerConfig(services.env);
    const logger = createLogger({
      name: 'api',
      level: config.logLevel,
      ...(output === 'inherit' ? {} : { destination: { write: (line: string) => void writeSync(output, line) } }),
    });
    services.keepRunning(logger);
    for (const pack of config.packs) await ensurePack(pack, { modelDir: config.modelDir, signal });
    signal.throwIfAborted();

    onProgress('starting the API');
    const api = await startApi({ env: services.env, logger });
    stops.push(() => api.close());
    signal.throwIfAborted();

    const workers = await startWorkers({ env: workerEnv(services.env, api.url), config, output, logger });
    stops.push(() => workers.stop());
    const { length } = workers.layouts;
    onProgress(`starting ${length} worker${length === 1 ? '' : 's'}`);
    const refused = new AbortController();
    void workers.refused.then((error) => refused.abort(error));
    const startSignal = AbortSignal.any([signal, refused.signal]);
    await readyWithAll(createClient({ baseUrl: api.url }), startSignal);
    return {
      url: api.url,
      services: services.description,
      workers: workers.layouts
        .map(
          ({ pack, threads, cpus }) =>
            `${config.packs.length === 1 ? '' : `${pack}, `}${threads} threads${cpus === null ? '' : ` on cores ${cpus.join(',')}`}`,
        )
        .join('; '),
      refused: workers.refused,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits until every pack has a worker. @throws what the last look said when the time is over, or the reason of `signal` */
async function readyWithAll(client: LectorClient, signal: AbortSignal): Promise<void> {
  const untilMs = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const { packs } = await client.waitUntilReady({ timeoutMs: Math.max(0, untilMs - Date.now()), signal });
    const waiting = packs.filter(({ workers }) => workers === 0).map(({ name }) => name);
    if (waiting.length === 0) return;
    if (Date.now() >= untilMs) throw new LectorError('not_ready', `no worker holds ${waiting.join(', ')} yet`);
    await setTimeout(READY_POLL_MS, undefined, { signal });
  }
}
