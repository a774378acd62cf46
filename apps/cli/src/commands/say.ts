import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { AudioFormat } from '@lector/contract';
import { CLIENT_OPTIONS, clientOf } from '../client.js';
import { EXIT, UsageError, onePositional, stringValue, type Command } from '../command.js';
import { followJob } from '../follow-job.js';

export const say: Command = {
  name: 'say',
  usage: 'TEXT [-o FILE]',
  summary: 'Speaks a text into a file.',
  options: {
    ...CLIENT_OPTIONS,
    output: { type: 'string', short: 'o', help: 'file to write, speech.wav when absent; its ending names the format' },
    voice: { type: 'string', short: 'v', help: 'a voice of `lector voices`' },
    language: { type: 'string', short: 'l', help: 'what ambiguous text is read as' },
    speed: { type: 'string', help: '0.25 to 4' },
  },
  async run(input) {
    const text = onePositional(input, 'TEXT');
    const output = resolve(input.cwd, stringValue(input, 'output') ?? 'speech.wav');
    const format = AudioFormat.safeParse(extname(output).slice(1));
    if (!format.success)
      throw new UsageError(`cannot tell the format from ${output}; use one of ${AudioFormat.options.join(', ')}`);
    const speed = Number(stringValue(input, 'speed') ?? 1);
    if (!Number.isFinite(speed)) throw new UsageError('--speed must be a number');
    const client = clientOf(input);
    const accepted = await client.jobs.create({
      text,
      format: format.data,
      speed,
      priority: 'interactive',
      ...optional('voice', stringValue(input, 'voice')),
      ...optional('language', stringValue(input, 'language')),
    });
    const { job } = await followJob(client, accepted.id);
    if (job.status !== 'completed') {
      console.error(job.error === null ? job.status : `${job.error.title}: ${job.error.detail} [${job.error.code}]`);
      return EXIT.failedJob;
    }
    await writeFile(output, await client.jobs.audio(job.id));
    console.log(input.values['json'] === true ? JSON.stringify(job, null, 2) : output);
    return EXIT.done;
  },
};

function optional(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}
