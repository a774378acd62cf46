import { mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  processesNaming,
  sentences,
  startCli,
  testRedisUrl,
  testS3,
  waitFor,
  webhookReceiver,
  type CliRun,
} from '@lector/testing';
import { createClient, type LectorClient } from '@lector/sdk';

/** What runs until it is told to end, as a user runs it (`npm start` is `up`): own services, one data folder, Ctrl-C. */

let folder: string;
const runs: CliRun[] = [];
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'lector-up-')));
});
afterEach(async () => {
  for (const run of runs.splice(0)) run.signal('SIGKILL');
  for (const pid of processesNaming(folder)) process.kill(pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const up = (env: NodeJS.ProcessEnv = {}): CliRun => lector('up', env);

function lector(command: 'up' | 'api' | 'worker', env: NodeJS.ProcessEnv = {}): CliRun {
  const run = startCli([command], {
    env: {
      ...process.env,
      // A relative folder, as a user writes it: it must be the same one for every program.
      INIT_CWD: folder,
      LECTOR_DATA_DIR: 'data',
      LECTOR_PORT: '0',
      LECTOR_PACK: 'tone',
      LECTOR_S3_BUCKET: 'a-bucket-of-my-own',
      LECTOR_WEBHOOK_ALLOW_CIDR: '127.0.0.0/8',
      ...env,
    },
  });
  runs.push(run);
  return run;
}

async function ready(run: CliRun): Promise<{ client: LectorClient; url: string }> {
  await run.writes('Ctrl-C drains and stops.');
  const url = /Lector is ready at (\S+)/.exec(run.output())?.[1] ?? '';
  return { client: createClient({ baseUrl: url }), url };
}

async function expectNothingLeft(): Promise<void> {
  expect(processesNaming(folder)).toEqual([]);
  const data = await readdir(join(folder, 'data')).catch(() => []);
  expect(data).not.toContain('services.json');
  expect(data.filter((name) => name.endsWith('.lock'))).toEqual([]);
}

describe('lector up', () => {
  it('says when it is ready, speaks a job, and tells its receiver under an address that works', async () => {
    const run = up();
    const { client, url } = await ready(run);
    const receiver = await webhookReceiver();
    const { id } = await client.jobs.create({
      text: 'A job.',
      webhook: { url: receiver.url, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
    });
    expect(await client.jobs.untilEnded(id)).toMatchObject({ status: 'completed' });
    const [told] = await receiver.waitForRequests(1);
    await receiver.close();
    const { data } = JSON.parse(String(told?.body)) as { data: { links: { self: string } } };
    expect(data.links.self).toBe(`${url}/v1/jobs/${id}`);
    expect((await fetch(data.links.self)).status).toBe(200);
    run.signal('SIGINT');
    expect(await run.ended).toBe(0);
    await expectNothingLeft();
  });

  it('drains at SIGTERM, and the next start goes on with the job it was at', async () => {
    const run = up();
    const first = await ready(run);
    const { id } = await first.client.jobs.create({ text: sentences(20, 'draining'), voice: 'tone-slow' });
    await waitFor(async () => (await first.client.jobs.get(id)).progress.segments_done >= 2, {
      timeoutMs: 30_000,
      what: 'two finished segments',
    });
    run.signal('SIGTERM');
    expect(await run.ended).toBe(0);
    await expectNothingLeft();
    const again = up();
    const { client } = await ready(again);
    const job = await client.jobs.untilEnded(id);
    expect(job).toMatchObject({ status: 'completed', attempts: 1, progress: { segments_done: 20 } });
    again.signal('SIGINT');
    expect(await again.ended).toBe(0);
    await expectNothingLeft();
  });

  it.each([
    ['Redis: starting', 'SIGINT', 130],
    ['S3: starting', 'SIGTERM', 143],
    ['starting the API', 'SIGHUP', 129],
    ['starting 1 worker', 'SIGINT', 130],
  ] as const)('leaves nothing behind when it is interrupted at "%s"', async (moment, signal, code) => {
    const run = up({ LECTOR_WORKERS: '1', LECTOR_THREADS: '1' });
    await run.writes(moment);
    run.signal(signal);
    expect(await run.ended).toBe(code);
    expect(run.output()).not.toContain('Lector is ready');
    await expectNothingLeft();
  });

  it('leaves nothing behind when it is interrupted while the pack is fetched', async () => {
    const s3 = testS3();
    const models = join(folder, 'models');
    await mkdir(models);
    const run = up({
      LECTOR_REDIS_URL: testRedisUrl(),
      LECTOR_S3_ENDPOINT: s3.endpoint,
      LECTOR_S3_ACCESS_KEY_ID: s3.accessKeyId,
      LECTOR_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
      LECTOR_PACK: 'kokoro-82m',
      LECTOR_MODEL_DIR: 'models',
    });
    await run.writes(/kokoro-82m \[/);
    run.signal('SIGINT');
    expect(await run.ended).toBe(130);
    await expectNothingLeft();
    // The next one need not wait for a lock nobody holds.
    expect((await readdir(models)).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });
});

describe.each(['api', 'worker'] as const)('lector %s', (command) => {
  it('starts the services there are none of, and leaves nothing behind', async () => {
    const run = lector(command);
    await run.writes(command === 'api' ? 'Lector API at' : '"msg":"ready"');
    run.signal('SIGINT');
    expect(await run.ended).toBe(0);
    await expectNothingLeft();
  });

  it('leaves nothing behind when it is interrupted while those start', async () => {
    const run = lector(command);
    await run.writes('S3: starting');
    run.signal('SIGINT');
    expect(await run.ended).toBe(130);
    await expectNothingLeft();
  });
});
