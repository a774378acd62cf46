import { resolve } from 'node:path';
import type { LectorClient } from '@lector/sdk';
import { formatOf, outputOf, STDOUT, writablePath } from '../audio-output.js';
import { CLIENT_OPTIONS, clientOf, printJson } from '../client.js';
import { EXIT, stringValue, UsageError, type Command } from '../command.js';
import { followJob } from '../follow-job.js';
import { saveAudio } from '../save-audio.js';
import { failureOf } from '../show-job.js';
import { interruptible } from '../signals.js';
import { SPEECH_OPTIONS, speechInput } from '../speech-options.js';
import { SSML_OPTION, textInput } from '../text-argument.js';

/** For the last call of a command that was told to end. */
const CANCEL_MS = 2_000;

export const say: Command = {
  name: 'say',
  usage: 'TEXT [-o FILE]',
  summary: 'Speaks a text into a file.',
  notes:
    'TEXT - reads standard input, -o - writes to standard output. Ctrl-C cancels the job. For whole books: lector book.',
  maxArguments: 1,
  options: {
    ...CLIENT_OPTIONS,
    ...SPEECH_OPTIONS,
    ...SSML_OPTION,
    output: {
      type: 'string',
      short: 'o',
      help: 'file to write, speech.FORMAT when absent; its ending names the format',
    },
    format: { type: 'string', help: 'wav, mp3, opus, aac, flac, pcm or m4b, whatever the ending' },
  },
  async run(input) {
    const given = await outputOf(input);
    const named = stringValue(input, 'format');
    const format = formatOf(given ?? 'speech.wav', named);
    const output = given ?? (await writablePath(resolve(input.cwd, `speech.${format}`)));
    if (output === STDOUT && input.values['json'] === true) {
      throw new UsageError('--json and the audio cannot both go to standard output');
    }
    const request = {
      ...speechInput(input),
      ...(await textInput(input)),
      format,
      priority: 'interactive',
    } as const;
    const client = clientOf(input);
    return await interruptible(async (signal) => {
      const { id } = await client.jobs.create(request, { signal });
      const { job } = await followJob(client, id, { signal }).catch((error: unknown) =>
        cancelled(client, id, signal, error),
      );
      if (job.status === 'completed') await saveAudio(client, id, output, signal);
      else console.error(failureOf(job));
      if (input.values['json'] === true) printJson(job);
      else if (job.status === 'completed' && output !== STDOUT) console.log(output);
      return job.status === 'completed' ? EXIT.done : EXIT.failedJob;
    });
  },
};

/** Nobody is left to hear it. @throws the error that led here */
async function cancelled(client: LectorClient, id: string, signal: AbortSignal, error: unknown): Promise<never> {
  if (signal.aborted) await client.jobs.cancel(id, { timeoutMs: CANCEL_MS }).catch(() => undefined);
  throw error;
}
