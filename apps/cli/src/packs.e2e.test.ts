import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MANIFESTS_DIR } from '@lector/packs';
import { createClient, type LectorClient } from '@lector/sdk';
import {
  ownStack,
  sentences,
  startCli,
  testRedisUrl,
  testS3,
  uniqueBucketPrefix,
  uniquePrefix,
  waitFor,
  type CliRun,
  type OwnStack,
} from '@lector/testing';

/** Two packs beside each other: the stand-in, and the same as one that was built here, told apart by the sample rate of its audio. */
const OTHER = 'tone-built';
const RATES = { tone: 24_000, [OTHER]: 16_000 } as const;

let modelDir: string;
beforeAll(async () => {
  modelDir = await mkdtemp(join(tmpdir(), 'lector-packs-'));
  const tone = JSON.parse(await readFile(join(MANIFESTS_DIR, 'tone.json'), 'utf8')) as object;
  const built = { checkpoints: [{ file: 'none.pt', bytes: 1, sha256: '0'.repeat(64) }], precision: {} };
  await mkdir(join(modelDir, OTHER));
  await writeFile(
    join(modelDir, OTHER, 'manifest.json'),
    JSON.stringify({ ...tone, name: OTHER, sampleRate: RATES[OTHER], built }),
  );
});
afterAll(() => rm(modelDir, { recursive: true, force: true }));

let stack: OwnStack | null = null;
const runs: CliRun[] = [];
afterEach(async () => {
  await stack?.stop();
  stack = null;
  for (const run of runs.splice(0)) run.signal('SIGKILL');
});

const packsEnv = () => ({ LECTOR_PACK: `tone,${OTHER}`, LECTOR_MODEL_DIR: modelDir });

async function packOf(client: LectorClient, name: string) {
  const { packs } = await client.capacity();
  const found = packs.find((pack) => pack.name === name);
  if (found === undefined) throw new Error(`no capacity of ${name}`);
  return found;
}

async function rateOf(client: LectorClient, id: string): Promise<number | undefined> {
  return (await client.jobs.untilCompleted(id)).result?.audio?.sample_rate;
}

describe('two packs in one deployment', () => {
  it('have workers of their own, and a job waits for those of its pack', async () => {
    stack = await ownStack(packsEnv());
    const { client } = stack;
    const other = await client.jobs.create({ text: 'For the other pack.', pack: OTHER });
    expect(other.eta_seconds).toBeNull();
    expect(await packOf(client, OTHER)).toMatchObject({
      served: true,
      workers: 0,
      slots: 0,
      queued_characters: 19,
      backlog_seconds: null,
    });
    await stack.startWorker('tone');
    const first = await client.jobs.create({ text: 'For the first pack.' });
    expect(await rateOf(client, first.id)).toBe(RATES.tone);
    expect((await client.jobs.get(other.id)).status).toBe('queued');
    expect(await packOf(client, 'tone')).toMatchObject({ workers: 1, slots: 1, queued_characters: 0 });
    await stack.startWorker(OTHER);
    expect(await rateOf(client, other.id)).toBe(RATES[OTHER]);
    expect(await packOf(client, OTHER)).toMatchObject({
      workers: 1,
      slots: 1,
      queued_characters: 0,
      backlog_seconds: 0,
    });
    await expect(client.jobs.create({ text: 'No.', pack: 'kokoro-82m' })).rejects.toMatchObject({
      code: 'unknown_pack',
    });
  });

  it('render at the same time, each its own, and the counts say so', async () => {
    stack = await ownStack(packsEnv());
    const { client } = stack;
    await Promise.all([stack.startWorker('tone'), stack.startWorker(OTHER)]);
    const slow = { text: sentences(4, 'patience'), voice: 'tone-slow' };
    const jobs = await Promise.all((['tone', OTHER] as const).map((pack) => client.jobs.create({ ...slow, pack })));
    await waitFor(
      async () => (await packOf(client, 'tone')).slots_in_use === 1 && (await packOf(client, OTHER)).slots_in_use === 1,
      { timeoutMs: 60_000, what: 'both packs to be at work' },
    );
    const { packs, workers } = await client.capacity();
    expect(packs.map(({ name, workers, slots }) => [name, workers, slots])).toEqual([
      ['tone', 1, 1],
      [OTHER, 1, 1],
    ]);
    expect(workers.map(({ pack }) => pack).sort()).toEqual(['tone', OTHER]);
    expect(await Promise.all(jobs.map(({ id }) => rateOf(client, id)))).toEqual([RATES.tone, RATES[OTHER]]);
    for (const name of ['tone', OTHER])
      expect(await packOf(client, name)).toMatchObject({ slots_in_use: 0, queued_characters: 0 });
  });
});

describe('lector up with two packs', () => {
  it('starts a worker for each, is ready when both are, and shows them', async () => {
    const s3 = testS3();
    const env = {
      ...process.env,
      ...packsEnv(),
      LECTOR_PORT: '0',
      LECTOR_QUEUE_PREFIX: uniquePrefix('packs'),
      LECTOR_REDIS_URL: testRedisUrl(),
      LECTOR_S3_ENDPOINT: s3.endpoint,
      LECTOR_S3_REGION: s3.region,
      LECTOR_S3_BUCKET: uniqueBucketPrefix('packs'),
      LECTOR_S3_ACCESS_KEY_ID: s3.accessKeyId,
      LECTOR_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    };
    const run = startCli(['up'], { env });
    runs.push(run);
    await run.writes('Ctrl-C drains and stops.');
    const url = /Lector is ready at (\S+)/.exec(run.output())?.[1] ?? '';
    expect(run.output()).toMatch(new RegExp(`workers +tone, .*; ${OTHER}, `));
    const client = createClient({ baseUrl: url });
    expect((await client.ready()).packs.every(({ workers }) => workers > 0)).toBe(true);
    const shown = startCli(['capacity'], { env: { ...env, LECTOR_PORT: new URL(url).port } });
    expect(await shown.ended).toBe(0);
    expect(shown.output()).toMatch(/^tone \(default\) +\d+ +0 of \d+ +0 /m);
    expect(shown.output()).toMatch(/^tone-built +\d+ +0 of \d+ +0 /m);
    const said = startCli(['say', 'Hello.', '--pack', OTHER, '-o', join(modelDir, 'said.wav')], {
      env: { ...env, LECTOR_PORT: new URL(url).port },
    });
    expect(await said.ended).toBe(0);
    // Bytes 24 to 27 of a WAV are its sample rate.
    expect((await readFile(join(modelDir, 'said.wav'))).readUInt32LE(24)).toBe(RATES[OTHER]);
    run.signal('SIGTERM');
    expect(await run.ended).toBe(0);
    const few = startCli(['worker'], { env: { ...env, LECTOR_WORKERS: '1' } });
    runs.push(few);
    expect(await few.ended).toBe(2);
    expect(few.output()).toContain('LECTOR_WORKERS must be at least the number of packs');
  });
});
