import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findServer, type ProcessIdentity } from '@lector/embedded';
import {
  allEvents,
  isProcessAlive,
  processesNaming,
  sentences,
  startCli,
  uniquePrefix,
  waitFor,
  type CliRun,
} from '@lector/testing';
import { createClient, type LectorClient } from '@lector/sdk';
import { directories } from './config.js';

/** `npm start` on a machine with no Redis and no S3 of its own, while what it runs on is killed with -9. */

/** No server is found here, so those of the wheels are used. */
const NOWHERE = '/nowhere';
/** About 25 s for one worker and several units. */
const SEGMENTS = 60;
const WORKERS = 2;

beforeAll(async () => {
  // With this PATH nothing could be fetched.
  const { cacheDir } = directories(process.env);
  for (const service of ['redis', 's3'] as const) await findServer(service, { cacheDir, env: { PATH: NOWHERE } });
});

let folder: string;
const runs: CliRun[] = [];
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'lector-embedded-')));
});
afterEach(async () => {
  for (const run of runs.splice(0)) run.signal('SIGKILL');
  killAll();
  await rm(folder, { recursive: true, force: true });
});

function killAll(): void {
  for (const pid of processesNaming(folder)) process.kill(pid, 'SIGKILL');
}

async function up(): Promise<{ run: CliRun; client: LectorClient }> {
  const run = startCli(['up'], {
    env: {
      ...process.env,
      PATH: NOWHERE,
      LECTOR_DATA_DIR: join(folder, 'data'),
      LECTOR_PORT: '0',
      LECTOR_PACK: 'tone',
      // What was killed with -9 holds its jobs this long.
      LECTOR_LOCK_SECONDS: '5',
      LECTOR_WORKERS: String(WORKERS),
      LECTOR_THREADS: '1',
    },
  });
  runs.push(run);
  await run.writes('Ctrl-C drains and stops.');
  const url = /Lector is ready at (\S+)/.exec(run.output())?.[1] ?? '';
  return { run, client: createClient({ baseUrl: url }) };
}

async function serverPid(service: 'redis' | 's3'): Promise<number> {
  const state = JSON.parse(await readFile(join(folder, 'data', 'services.json'), 'utf8')) as Readonly<
    Record<'redis' | 's3', { readonly process: ProcessIdentity }>
  >;
  return state[service].process.pid;
}

/** Submits a long job and waits until some of it is done. */
async function underWay(client: LectorClient): Promise<string> {
  const { id } = await client.jobs.create({ text: sentences(SEGMENTS, uniquePrefix()), voice: 'tone-slow' });
  await progress(client, id, 10);
  return id;
}

async function progress(client: LectorClient, id: string, segments: number): Promise<void> {
  await waitFor(async () => (await client.jobs.get(id)).progress.segments_done >= segments, {
    timeoutMs: 120_000,
    what: `${segments} finished segments`,
  });
}

/** The job completes, and what was finished before is not rendered or told again. */
async function expectOneResult(client: LectorClient, id: string): Promise<void> {
  await progress(client, id, SEGMENTS);
  const job = await client.jobs.untilEnded(id);
  expect(job.error).toBeNull();
  expect(job).toMatchObject({ status: 'completed', progress: { segments_done: SEGMENTS, percent: 100 } });
  expect(job.result?.segments_rendered).toBeLessThanOrEqual(SEGMENTS + WORKERS);
  const events = await allEvents(client, id);
  const told = events.flatMap((event) => (event.type === 'job.segment' ? [event.data.index] : []));
  expect(told.sort((a, b) => a - b)).toEqual(Array.from({ length: SEGMENTS }, (_, index) => index));
  expect((await client.jobs.audio(id)).length).toBe(job.result?.audio?.bytes);
}

async function expectCleanEnd(run: CliRun): Promise<void> {
  run.signal('SIGINT');
  expect(await run.ended).toBe(0);
  await waitFor(() => processesNaming(folder).length === 0, { timeoutMs: 40_000, what: 'every process to be gone' });
}

describe('a long job under lector up', () => {
  it.each(['redis', 's3'] as const)('completes when the embedded %s is killed on the way', async (service) => {
    const { run, client } = await up();
    const id = await underWay(client);
    const killed = await serverPid(service);
    process.kill(killed, 'SIGKILL');
    await run.writes('an embedded server is back', 30_000);
    expect(isProcessAlive(killed)).toBe(false);
    await expectOneResult(client, id);
    for (const line of ['an embedded server has ended', 'an embedded server is back'])
      expect(run.output().split(line)).toHaveLength(2);
    await expectCleanEnd(run);
  });

  it('completes when up is killed and started again', async () => {
    const first = await up();
    const id = await underWay(first.client);
    first.run.signal('SIGKILL');
    await first.run.ended;
    const { run, client } = await up();
    expect(run.output()).toContain('embedded Redis (running), embedded S3 (running)');
    await expectOneResult(client, id);
    await expectCleanEnd(run);
  });

  it('completes when everything is killed at once and started again', async () => {
    const first = await up();
    const id = await underWay(first.client);
    killAll();
    await first.run.ended;
    const { run, client } = await up();
    await expectOneResult(client, id);
    await expectCleanEnd(run);
  });
});
