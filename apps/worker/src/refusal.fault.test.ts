import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isProcessAlive,
  ownRedis,
  startCli,
  testS3,
  uniqueBucketPrefix,
  uniquePrefix,
  waitFor,
  type CliRun,
  type OwnRedis,
} from '@lector/testing';

const EVICTING = { 'maxmemory-policy': 'allkeys-lru' };

let redis: OwnRedis;
let run: CliRun | null;
beforeEach(async () => {
  redis = await ownRedis();
  run = null;
});
afterEach(async () => {
  run?.signal('SIGKILL');
  await run?.ended;
  await redis.stop();
});

/** `lector worker` with two workers on this Redis. */
function workers(): CliRun {
  const s3 = testS3();
  run = startCli(['worker'], {
    env: {
      ...process.env,
      LECTOR_QUEUE_PREFIX: uniquePrefix('refused'),
      LECTOR_REDIS_URL: redis.url,
      LECTOR_S3_ENDPOINT: s3.endpoint,
      LECTOR_S3_REGION: s3.region,
      LECTOR_S3_BUCKET: uniqueBucketPrefix('refused'),
      LECTOR_S3_ACCESS_KEY_ID: s3.accessKeyId,
      LECTOR_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
      LECTOR_PACK: 'tone',
      LECTOR_WORKERS: '2',
      LECTOR_THREADS: '1',
    },
  });
  return run;
}

const times = (run: CliRun, words: RegExp) => [...run.output().matchAll(words)].length;

describe('lector worker on a Redis that evicts', () => {
  it('ends with 3 and says why once', async () => {
    await redis.restart(EVICTING);
    const run = workers();
    expect(await run.ended, run.output()).toBe(3);
    expect(times(run, /maxmemory-policy=allkeys-lru/g)).toBe(1);
    expect(run.output()).toContain('[redis_unsuitable]');
  });

  it('does so too when the Redis became one while it ran: the first worker that is replaced takes all with it', async () => {
    const run = workers();
    await waitFor(() => times(run, /"msg":"worker ready"/g) === 2, { timeoutMs: 60_000, what: 'two workers' });
    const pids = [...run.output().matchAll(/"workerPid":(\d+),"msg":"worker ready"/g)].map(([, pid]) => Number(pid));
    await redis.restart(EVICTING);
    process.kill(pids[0] ?? 0, 'SIGKILL');
    expect(await run.ended, run.output()).toBe(3);
    expect(times(run, /maxmemory-policy=allkeys-lru/g)).toBe(1);
    expect(times(run, /"msg":"worker refused"/g)).toBe(1);
    expect(run.output()).toContain('[redis_unsuitable]');
    expect(pids.map(isProcessAlive)).toEqual([false, false]);
  });
});
