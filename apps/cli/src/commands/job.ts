import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CLIENT_OPTIONS, clientOf } from '../client.js';
import { EXIT, onePositional, stringValue, type Command } from '../command.js';

export const job: Command = {
  name: 'job',
  usage: 'ID [--cancel] [-o FILE]',
  summary: 'Shows one job; cancels it, or saves its audio.',
  options: {
    ...CLIENT_OPTIONS,
    cancel: { type: 'boolean', help: 'cancel it, or delete its audio once it is finished' },
    output: { type: 'string', short: 'o', help: 'save the audio to this file' },
  },
  async run(input) {
    const id = onePositional(input, 'ID');
    const client = clientOf(input);
    const shown = input.values['cancel'] === true ? await client.jobs.cancel(id) : await client.jobs.get(id);
    console.log(JSON.stringify(shown, null, 2));
    const output = stringValue(input, 'output');
    if (output !== undefined) await writeFile(resolve(input.cwd, output), await client.jobs.audio(id));
    return shown.status === 'failed' ? EXIT.failedJob : EXIT.done;
  },
};
