import { EXIT, type Command } from '../command.js';
import { interruptible, untilAborted } from '../signals.js';
import { startStack } from '../stack.js';

export const up: Command = {
  name: 'up',
  usage: '',
  summary: 'Starts everything on this machine: services, API, workers for all cores. Ctrl-C drains.',
  options: {},
  async run({ env }) {
    return await interruptible(async (signal) => {
      const stack = await startStack({ env, onProgress: (text) => console.log(`· ${text}`), signal });
      console.log(
        [
          '',
          `Lector is ready at ${stack.url}`,
          `  API description   ${stack.url}/docs`,
          `  services          ${stack.services}`,
          `  workers           ${stack.workers}`,
          '',
          `  curl -s ${stack.url}/v1/jobs -H 'content-type: application/json' -d '{"text":"Hello from Lector."}'`,
          '',
          'Ctrl-C drains and stops.',
        ].join('\n'),
      );
      await untilAborted(signal);
      console.log('· draining');
      await stack.stop();
      return EXIT.done;
    });
  },
};
