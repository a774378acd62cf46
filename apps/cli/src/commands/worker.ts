import { availableCpus, createLogger } from '@lector/process-kit';
import { layOut, readWorkerConfig, supervise } from '@lector/worker';
import { EXIT, type Command } from '../command.js';
import { ensurePack } from '../pack.js';
import { WORKER_PROGRAM } from '../paths.js';
import { connectServices } from '../services.js';
import { untilSignal } from '../signals.js';

/** Longer than a worker's own drain deadline. */
const KILL_AFTER_MS = 30_000;

export const worker: Command = {
  name: 'worker',
  usage: '',
  summary: 'Starts workers for all cores (LECTOR_WORKERS x LECTOR_THREADS), restarts those that crash.',
  options: {},
  async run({ env }) {
    const services = await connectServices(env, (text) => console.log(`· ${text}`));
    try {
      const config = readWorkerConfig(services.env);
      await ensurePack(config.pack, config.modelDir, undefined);
      const logger = createLogger({ name: 'supervisor', level: config.logLevel });
      const { cpus, count } = availableCpus();
      const supervisor = supervise({
        program: WORKER_PROGRAM,
        layouts: layOut(cpus.slice(0, count), config),
        env: services.env,
        killAfterMs: KILL_AFTER_MS,
        output: 'inherit',
        onEvent: (event) => logger.info(event, `worker ${event.kind}`),
      });
      await untilSignal();
      await supervisor.stop();
    } finally {
      await services.stop();
    }
    return EXIT.done;
  },
};
