import { checkAddress } from '../check-address.js';
import { checkEnvironment } from '../check-environment.js';
import { EXIT, type Command } from '../command.js';
import { listenAddress } from '../config.js';
import { interruptible, untilAborted } from '../signals.js';
import { startStack } from '../stack.js';

export const up: Command = {
  name: 'up',
  usage: '',
  summary: 'Starts everything on this machine: services, API, workers for all cores. Ctrl-C drains.',
  maxArguments: 0,
  options: {},
  async run({ env }) {
    return await interruptible(async (signal) => {
      checkEnvironment('up', env);
      await checkAddress(listenAddress(env));
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
      const refusal = await Promise.race([untilAborted(signal), stack.refused]);
      console.log('· draining');
      await stack.stop();
      if (refusal !== undefined) throw refusal;
      return EXIT.done;
    });
  },
};
