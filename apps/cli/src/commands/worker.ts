import { createLogger } from '@lector/process-kit';
import { readWorkerConfig } from '@lector/worker';
import { checkEnvironment } from '../check-environment.js';
import { EXIT, type Command } from '../command.js';
import { ensurePack } from '../pack.js';
import { connectServices } from '../services.js';
import { interruptible, untilAborted } from '../signals.js';
import { startWorkers } from '../workers.js';

export const worker: Command = {
  name: 'worker',
  usage: '',
  summary: 'Starts workers for all cores (LECTOR_WORKERS x LECTOR_THREADS), restarts those that crash.',
  maxArguments: 0,
  options: {},
  async run({ env }) {
    return await interruptible(async (signal) => {
      checkEnvironment('worker', env);
      const services = await connectServices({ env, onProgress: (text) => console.log(`· ${text}`), signal });
      try {
        const config = readWorkerConfig(services.env);
        const logger = createLogger({ name: 'supervisor', level: config.logLevel });
        services.keepRunning(logger);
        for (const pack of config.packs) await ensurePack(pack, { modelDir: config.modelDir, signal });
        signal.throwIfAborted();
        const workers = await startWorkers({ env: services.env, config, output: 'inherit', logger });
        const refusal = await Promise.race([untilAborted(signal), workers.refused]);
        if (refusal !== undefined) throw refusal;
        await workers.stop();
      } finally {
        await services.stop();
      }
      return EXIT.done;
    });
  },
};
