import { writeFile } from 'node:fs/promises';
import type { Job } from '@lector/contract';
import type { LectorClient } from '@lector/sdk';
import { outputOf, STDOUT } from '../audio-output.js';
import { CLIENT_OPTIONS, clientOf, printJson } from '../client.js';
import {
  EXIT,
  exclusive,
  isGiven,
  onePositional,
  oneOf,
  UsageError,
  type Command,
  type CommandInput,
} from '../command.js';
import { followJob } from '../follow-job.js';
import { saveAudio } from '../save-audio.js';
import { failureOf, showJob } from '../show-job.js';
import { interruptible } from '../signals.js';

const TIMINGS = ['json', 'srt', 'vtt'] as const;

export const job: Command = {
  name: 'job',
  usage: 'ID [--wait | --follow] [-o FILE]',
  summary: 'Shows one job; waits for it, cancels it, submits it again, or saves its audio.',
  notes: 'A job that failed or was cancelled ends this command with 1. Ctrl-C stops the waiting, not the job.',
  maxArguments: 1,
  options: {
    ...CLIENT_OPTIONS,
    wait: { type: 'boolean', help: 'wait in silence until it has ended' },
    follow: { type: 'boolean', help: 'show its progress until it has ended' },
    cancel: { type: 'boolean', help: 'cancel it, or delete its audio once it is finished' },
    retry: { type: 'boolean', help: 'submit a finished job again; what else is said is about the new one' },
    output: { type: 'string', short: 'o', help: 'save its audio to this file, - for standard output' },
    timings: { type: 'string', help: `its timings in place of the audio: ${TIMINGS.join(', ')}` },
  },
  async run(input) {
    const id = onePositional(input, 'ID');
    if (!/^\w+$/.test(id)) throw new UsageError(`"${id}" is no ID; lector jobs shows those there are`);
    exclusive(input, 'wait', 'follow');
    for (const other of ['wait', 'follow', 'retry', 'output', 'timings']) exclusive(input, 'cancel', other);
    const timings = oneOf(input, 'timings', TIMINGS);
    const output = (await outputOf(input)) ?? (timings === undefined ? null : STDOUT);
    const json = input.values['json'] === true;
    if (json && output === STDOUT) {
      throw new UsageError(
        `--json and the ${timings === undefined ? 'audio' : 'timings'} cannot both go to standard output`,
      );
    }
    const client = clientOf(input);
    return await interruptible(async (signal) => {
      const found = await lookAt(input, client, id, signal);
      const failed = found.status === 'failed' || found.status === 'cancelled';
      if (output !== null) {
        if (found.status === 'completed') await save(client, found.id, { output, timings, signal });
        else if (failed) console.error(failureOf(found));
        else throw new UsageError(`the job is ${found.status}; --wait or --follow waits for its end`);
      }
      if (json) printJson(found);
      else if (output !== STDOUT) console.log(showJob(found));
      return failed && !isGiven(input, 'cancel') ? EXIT.failedJob : EXIT.done;
    });
  },
};

async function lookAt(input: CommandInput, client: LectorClient, asked: string, signal: AbortSignal): Promise<Job> {
  if (isGiven(input, 'cancel')) return await client.jobs.cancel(asked, { signal });
  const id = isGiven(input, 'retry') ? (await client.jobs.retry(asked, { signal })).id : asked;
  if (isGiven(input, 'follow')) return (await followJob(client, id, { signal })).job;
  return isGiven(input, 'wait') ? await client.jobs.untilEnded(id, { signal }) : await client.jobs.get(id, { signal });
}

async function save(
  client: LectorClient,
  id: string,
  what: {
    readonly output: string;
    readonly timings: (typeof TIMINGS)[number] | undefined;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { output, timings, signal } = what;
  if (timings === undefined) {
    await saveAudio(client, id, output, signal);
    return;
  }
  const text =
    timings === 'json'
      ? `${JSON.stringify(await client.jobs.timings(id, { signal }), null, 2)}\n`
      : await client.jobs.subtitles(id, timings, { signal });
  if (output === STDOUT) process.stdout.write(text);
  else await writeFile(output, text);
}
