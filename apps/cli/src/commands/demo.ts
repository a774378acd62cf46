import { createHmac } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Job } from '@lector/contract';
import { createClient } from '@lector/sdk';
import { EXIT, stringValue, type Command } from '../command.js';
import { followJob } from '../follow-job.js';
import { table } from '../progress.js';
import { directories } from '../services.js';
import { startStack } from '../stack.js';
import { receiveOneWebhook } from '../webhook-receiver.js';

/** Three languages, no spaces: the sentence the project began with. */
const TEXT = 'Hello，今天天气真不错！こんにちは！';
const WEBHOOK_TIMEOUT_MS = 30_000;

export const demo: Command = {
  name: 'demo',
  usage: '[-o FILE]',
  summary: 'Starts a stack of its own, speaks one mixed sentence through it, checks the webhook, stops everything.',
  options: { output: { type: 'string', short: 'o', help: 'where the audio goes, out/demo.wav when absent' } },
  async run(input) {
    const output = resolve(input.cwd, stringValue(input, 'output') ?? 'out/demo.wav');
    const { dataDir, modelDir } = directories(input.env);
    // Data of its own, so that a running stack is left alone; packs and binaries are shared with it.
    const demoDir = join(dataDir, 'demo');
    await rm(demoDir, { recursive: true, force: true });
    await mkdir(demoDir, { recursive: true });
    const env = {
      ...input.env,
      LECTOR_DATA_DIR: demoDir,
      LECTOR_MODEL_DIR: modelDir,
      LECTOR_HOST: '127.0.0.1',
      LECTOR_PORT: '0',
      LECTOR_WEBHOOK_ALLOW_CIDR: '127.0.0.0/8',
    };
    const receiver = await receiveOneWebhook((key, message) => createHmac('sha256', key).update(message).digest());
    const stack = await startStack({
      env,
      onProgress: (text) => console.log(`· ${text}`),
      logFile: join(demoDir, 'lector.log'),
    });
    try {
      const client = createClient({ baseUrl: stack.url });
      console.log(`· ${stack.services}; workers: ${stack.workers}\n· submitting: ${TEXT}`);
      const startedMs = Date.now();
      const accepted = await client.jobs.create({
        text: TEXT,
        priority: 'interactive',
        webhook: { url: receiver.url, secret: receiver.secret, events: ['job.completed', 'job.failed'] },
      });
      const { job, firstAudioMs } = await followJob(client, accepted.id);
      if ((job.result?.audio ?? null) === null) {
        console.error(
          `the job ended as ${job.status}: ${job.error?.detail ?? ''} (log: ${join(demoDir, 'lector.log')})`,
        );
        return EXIT.failedJob;
      }
      const totalMs = Date.now() - startedMs;
      await mkdir(dirname(output), { recursive: true });
      await writeFile(output, await client.jobs.audio(job.id));
      const delivered = await receiver.received(WEBHOOK_TIMEOUT_MS);
      console.log(`\n${summary(job, { firstAudioMs, totalMs, webhook: delivered })}`);
      console.log(`\nwrote ${relative(input.cwd, output)}`);
      return delivered === 'verified' ? EXIT.done : EXIT.failedJob;
    } finally {
      await receiver.close();
      await stack.stop();
    }
  },
};

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
