import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Job } from '@lector/contract';
import { createClient } from '@lector/sdk';
import { checkEnvironment } from '../check-environment.js';
import { EXIT, stringValue, type Command, type CommandInput, type ExitCode } from '../command.js';
import { demoEnv, directories } from '../config.js';
import { inDemoDir } from '../demo-dir.js';
import { followJob } from '../follow-job.js';
import { table } from '../progress.js';
import { interruptible } from '../signals.js';
import { startStack } from '../stack.js';
import { receiveOneWebhook } from '../webhook-receiver.js';

/** Three languages, no spaces: the sentence the project began with. */
const TEXT = 'Hello，今天天气真不错！こんにちは！';
const WEBHOOK_TIMEOUT_MS = 30_000;

export const demo: Command = {
  name: 'demo',
  usage: '[-o FILE]',
  summary: 'Starts a stack of its own, speaks one mixed sentence through it, checks the webhook, stops everything.',
  notes:
    'A demo uses nothing of your deployment: of your LECTOR_ settings it keeps LECTOR_DATA_DIR, LECTOR_MODEL_DIR, LECTOR_WORKERS,\n' +
    'LECTOR_THREADS and LECTOR_LOG_LEVEL, and ignores the others.',
  maxArguments: 0,
  options: { output: { type: 'string', short: 'o', help: 'where the audio goes, out/demo.wav when absent' } },
  async run(input) {
    checkEnvironment('demo', input.env);
    return await interruptible((signal) =>
      // Data of its own, so that a running stack is left alone; packs and binaries are shared with it.
      inDemoDir(join(directories(input.env).dataDir, 'demo'), signal, (demoDir) => speak(input, demoDir, signal)),
    );
  },
};

async function speak(input: CommandInput, demoDir: string, signal: AbortSignal): Promise<ExitCode> {
  const output = resolve(input.cwd, stringValue(input, 'output') ?? 'out/demo.wav');
  const receiver = await receiveOneWebhook();
  const stack = await startStack({
    env: demoEnv(input.env, demoDir),
    onProgress: (text) => console.log(`· ${text}`),
    logFile: join(demoDir, 'lector.log'),
    signal,
  }).catch(async (error: unknown) => {
    await receiver.close();
    throw error;
  });
  try {
    const client = createClient({ baseUrl: stack.url });
    console.log(`· ${stack.services}; workers: ${stack.workers}\n· submitting: ${TEXT}`);
    const startedMs = Date.now();
    const accepted = await client.jobs.create(
      {
        text: TEXT,
        priority: 'interactive',
        webhook: { url: receiver.url, secret: receiver.secret, events: ['job.completed', 'job.failed'] },
      },
      { signal },
    );
    const { job, firstAudioMs } = await followJob(client, accepted.id, { signal });
    if ((job.result?.audio ?? null) === null) {
      console.error(`the job ended as ${job.status}: ${job.error?.detail ?? ''} (log: ${join(demoDir, 'lector.log')})`);
      return EXIT.failedJob;
    }
    const totalMs = Date.now() - startedMs;
    await mkdir(dirname(output), { recursive: true });
    await writeFile(output, await client.jobs.audio(job.id, { signal }));
    const delivered = await receiver.received(WEBHOOK_TIMEOUT_MS, signal);
    console.log(`\n${summary(job, { firstAudioMs, totalMs, webhook: delivered })}`);
    console.log(`\nwrote ${relative(input.cwd, output)}`);
    return delivered === 'verified' ? EXIT.done : EXIT.failedJob;
  } finally {
    await receiver.close();
    await stack.stop();
  }
}

function summary(job: Job, seen: { firstAudioMs: number | null; totalMs: number; webhook: string }): string {
  const characters = [...TEXT];
  const spans =
    job.result?.spans.map(({ start, end, language }) => `${language} ${characters.slice(start, end).join('')}`) ?? [];
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  return table([
    ['voice', String(job.request['voice'])],
    ['spans', spans.join(' | ')],
    ['audio', `${job.result?.audio?.duration_seconds.toFixed(2) ?? '?'} s`],
    ['real-time factor', job.result?.rtf?.toFixed(2) ?? 'nothing rendered'],
    ['first audio', seen.firstAudioMs === null ? 'before the first event' : seconds(seen.firstAudioMs)],
    ['whole job', seconds(seen.totalMs)],
    ['webhook', seen.webhook],
  ]);
}
