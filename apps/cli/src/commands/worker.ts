import { createLogger } from '@lector/process-kit';
import { readWorkerConfig } from '@lector/worker';
import { EXIT, type Command } from '../command.js';
import { ensurePack } from '../pack.js';
import { connectServices } from '../services.js';
import { interruptible, untilAborted } from '../signals.js';
import { startWorkers } from '../workers.js';

export const worker: Command = {
  name: 'worker',
  usage: '',
  summary: 'Starts workers for all cores (LECTOR_WORKERS x LECTOR_THREADS), restarts those that crash.',
  options: {},
  async run({ env }) {
    return await interruptible(async (signal) => {
      const services = await connectServices({ env, onProgress: (text) => console.log(`· ${text}`), signal });
      try {
        const config = readWorkerConfig(services.env);
        await ensurePack(config.pack, { modelDir: config.modelDir, signal });
        signal.throwIfAborted();
        const logger = createLogger({ name: 'supervisor', level: config.logLevel });
        const workers = startWorkers({ env: services.env, config, output: 'inherit', logger });
        await untilAborted(signal);
        await workers.stop();
      } finally {
        await services.stop();
      }
      return EXIT.done;
    });
  },
};
