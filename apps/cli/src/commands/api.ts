import { startApi } from '@lector/api';
import { createLogger } from '@lector/process-kit';
import { checkAddress } from '../check-address.js';
import { checkEnvironment } from '../check-environment.js';
import { EXIT, type Command } from '../command.js';
import { listenAddress, logLevel } from '../config.js';
import { connectServices } from '../services.js';
import { interruptible, untilAborted } from '../signals.js';

export const api: Command = {
  name: 'api',
  usage: '',
  summary: 'Starts the API alone. Workers join it with `lector worker`, here or on other machines.',
  maxArguments: 0,
  options: {},
  async run({ env }) {
    return await interruptible(async (signal) => {
      checkEnvironment('api', env);
      await checkAddress(listenAddress(env));
      const services = await connectServices({ env, onProgress: (text) => console.log(`· ${text}`), signal });
      try {
        const logger = createLogger({ name: 'api', level: logLevel(env) });
        services.keepRunning(logger);
        const server = await startApi({ env: services.env, logger });
        try {
          signal.throwIfAborted();
          console.log(`Lector API at ${server.url} (${services.description})`);
          await untilAborted(signal);
        } finally {
          await server.close();
        }
      } finally {
        await services.stop();
      }
      return EXIT.done;
    });
  },
};
