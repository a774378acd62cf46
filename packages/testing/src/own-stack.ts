import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createClient, type JobStreamEvent, type LectorClient } from '@lector/sdk';
import { CLI_PROGRAM } from './own-cli.js';
import { testRedisUrl, testS3, uniqueBucketPrefix, uniquePrefix } from './test-services.js';
import { waitFor } from './wait-for.js';

/**
 * A deployment of its own for a test, made of the built programs: one API and as many workers as are started, on the test
 * services or on what `env` says. Processes are killed as hard as the test wishes.
 */
export interface OwnStack {
  readonly url: string;
  readonly client: LectorClient;
  /** Everything the programs logged, one parsed JSON line each. */
  readonly logs: readonly LogLine[];
  /** Starts a worker and waits until it takes jobs. `pack`: which it holds, where `LECTOR_PACK` names several. */
  startWorker(pack?: string): Promise<ChildProcess>;
  stop(): Promise<void>;
}

interface LogLine {
  readonly msg?: string;
  readonly [field: string]: unknown;
}

const WORKER = fileURLToPath(new URL('../../../apps/worker/dist/main.js', import.meta.url));
const START_MS = 60_000;

export async function ownStack(env: NodeJS.ProcessEnv = {}): Promise<OwnStack> {
  const s3 = testS3();
  const full: NodeJS.ProcessEnv = {
    ...process.env,
    LECTOR_HOST: '127.0.0.1',
    LECTOR_PORT: '0',
    LECTOR_QUEUE_PREFIX: uniquePrefix('stack'),
    LECTOR_REDIS_URL: testRedisUrl(),
    LECTOR_S3_ENDPOINT: s3.endpoint,
    LECTOR_S3_REGION: s3.region,
    LECTOR_S3_BUCKET: uniqueBucketPrefix('stack'),
    LECTOR_S3_ACCESS_KEY_ID: s3.accessKeyId,
    LECTOR_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    LECTOR_PACK: 'tone',
    LECTOR_LOCK_SECONDS: '2',
    LECTOR_WEBHOOK_ALLOW_CIDR: '127.0.0.0/8',
    ...env,
  };
  const children: ChildProcess[] = [];
  const logs: LogLine[] = [];

  const launch = (args: readonly string[], onLine: (line: string) => void): ChildProcess => {
    const child = spawn(process.execPath, args, { env: full, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) logs.push(JSON.parse(line) as LogLine);
      onLine(line);
    });
    return child;
  };

  let url = '';
  launch([CLI_PROGRAM, 'api'], (line) => {
    url = /Lector API at (\S+)/.exec(line)?.[1] ?? url;
  });
  await waitFor(() => url !== '', { timeoutMs: START_MS, what: 'the API to listen' });

  return {
    url,
    logs,
    client: createClient({ baseUrl: url }),
    async startWorker(pack) {
      const which = pack === undefined ? [] : ['--pack', pack];
      const child = launch([WORKER, '--threads', '1', ...which], () => {});
      const ready = () => logs.some((line) => line.msg === 'ready' && line['pid'] === child.pid);
      await waitFor(() => ready() || child.exitCode !== null, { timeoutMs: START_MS, what: 'the worker to be ready' });
      if (!ready()) throw new Error(`the worker ended while starting [code=${child.exitCode}]`);
      return child;
    },
    async stop() {
      // Workers first, so that none is left without the API it may report to.
      for (const child of children.reverse()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
    },
  };
}

/** Every event of a finished job, from the first. */
export async function allEvents(client: LectorClient, id: string): Promise<JobStreamEvent[]> {
  const events: JobStreamEvent[] = [];
  for await (const event of client.jobs.events(id, { after: '0' })) events.push(event);
  return events;
}

/** A text of so many sentences, none like another, so that no segment is found in the store by chance. */
export function sentences(count: number, topic: string): string {
  return Array.from(
    { length: count },
    (_, index) => `Sentence number ${index + 1} of this text is about ${topic}.`,
  ).join(' ');
}
