import { createHash } from 'node:crypto';
import { basename, extname, resolve } from 'node:path';
import type { Job } from '@lector/contract';
import { formatOf, writablePath } from '../audio-output.js';
import { CLIENT_OPTIONS, clientOf, printJson } from '../client.js';
import { EXIT, onePositional, stringValue, UsageError, type Command } from '../command.js';
import { followJob } from '../follow-job.js';
import { hoursMinutes, table } from '../progress.js';
import { readTextFile } from '../read-text-file.js';
import { saveAudio } from '../save-audio.js';
import { failureOf } from '../show-job.js';
import { interruptible } from '../signals.js';
import { SPEECH_OPTIONS, speechInput } from '../speech-options.js';

export const book: Command = {
  name: 'book',
  usage: 'FILE [-o FILE]',
  summary: 'Speaks a text file of any length into an audiobook, with chapters by its headings.',
  notes:
    'The work is spread over all workers. It goes on when this command ends: the same command finds it again, and\n`lector job ID -o FILE` saves the result. Chapters are marked in m4b and mp3.',
  maxArguments: 1,
  options: {
    ...CLIENT_OPTIONS,
    ...SPEECH_OPTIONS,
    output: {
      type: 'string',
      short: 'o',
      help: 'file to write, FILE with .m4b when absent; its ending names the format',
    },
    title: { type: 'string', help: 'title of the audiobook; the name of FILE when absent' },
    encoding: { type: 'string', help: 'encoding of FILE where it is not UTF-8 or UTF-16, for example gb18030' },
    'keep-loudness': { type: 'boolean', help: 'leave the loudness as the voice has it' },
    'give-up-after': { type: 'string', help: 'seconds without an answer from the API before giving up (600)' },
  },
  async run(input) {
    const file = resolve(input.cwd, onePositional(input, 'FILE'));
    const name = basename(file, extname(file));
    const output = await writablePath(resolve(input.cwd, stringValue(input, 'output') ?? `${name}.m4b`));
    const format = formatOf(output, undefined);
    const patienceSeconds = Number(stringValue(input, 'give-up-after') ?? 600);
    if (!(patienceSeconds >= 0)) throw new UsageError('--give-up-after must be a number of seconds');
    const request = {
      ...speechInput(input),
      text: await readTextFile(file, stringValue(input, 'encoding') ?? null),
      format,
      normalize_loudness: input.values['keep-loudness'] !== true,
      metadata: { title: (stringValue(input, 'title') ?? name).slice(0, 512) },
    };
    const client = clientOf(input);
    // Called again, after whatever went wrong, it finds its job.
    const idempotencyKey = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    return await interruptible(async (signal) => {
      const { id } = await client.jobs.create(request, { idempotencyKey, signal });
      console.error(`· ${id}; it goes on when this command ends`);
      const { job } = await followJob(client, id, { signal, patienceMs: patienceSeconds * 1000 });
      if (job.status !== 'completed') {
        console.error(failureOf(job));
        return EXIT.failedJob;
      }
      await saveAudio(client, id, output, signal);
      if (input.values['json'] === true) printJson(job);
      else console.log(summary(job, output));
      return EXIT.done;
    });
  },
};

function summary({ result }: Job, output: string): string {
  const chapters = result?.chapters ?? [];
  const rows = chapters.map(({ title, start_seconds: start }) => [hoursMinutes(start), title]);
  const length = hoursMinutes(result?.audio?.duration_seconds ?? 0);
  return [...(rows.length === 0 ? [] : [table(rows)]), `${length} of audio: ${output}`].join('\n');
}
