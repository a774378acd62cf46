import { startApi } from '@lector/api';
import { createLogger, pickFields, readConfig } from '@lector/process-kit';
import { EXIT, type Command } from '../command.js';
import { connectServices } from '../services.js';
import { untilSignal } from '../signals.js';

export const api: Command = {
  name: 'api',
  usage: '',
  summary: 'Starts the API alone. Workers join it with `lector worker`, here or on other machines.',
  options: {},
  async run({ env }) {
    const services = await connectServices(env, (text) => console.log(`· ${text}`));
    try {
      const server = await startApi({
        env: services.env,
        logger: createLogger({
          name: 'api',
          level: readConfig(pickFields(['LECTOR_LOG_LEVEL']), env).LECTOR_LOG_LEVEL,
        }),
      });
      console.log(`Lector API at ${server.url} (${services.description})`);
      await untilSignal();
      await server.close();
    } finally {
      await services.stop();
    }
    return EXIT.done;
  },
};
