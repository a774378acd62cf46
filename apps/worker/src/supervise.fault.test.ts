import { afterEach, describe, expect, it } from 'vitest';
import { isProcessAlive, testRedisUrl, testS3, uniqueBucketPrefix, uniquePrefix, waitFor } from '@lector/testing';
import { fileURLToPath } from 'node:url';
import { supervise, type Supervisor, type SupervisorEvent } from './supervise.js';

const PROGRAM = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const s3 = testS3();
const env = {
  ...process.env,
  LECTOR_QUEUE_PREFIX: uniquePrefix('frozen'),
  LECTOR_REDIS_URL: testRedisUrl(),
  LECTOR_S3_ENDPOINT: s3.endpoint,
  LECTOR_S3_REGION: s3.region,
  LECTOR_S3_BUCKET: uniqueBucketPrefix('frozen'),
  LECTOR_S3_ACCESS_KEY_ID: s3.accessKeyId,
  LECTOR_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  LECTOR_PACK: 'tone',
};

let supervisor: Supervisor | null = null;
afterEach(async () => {
  await supervisor?.stop();
});

describe('the supervisor', () => {
  it('kills and replaces a worker that is frozen, and leaves a living one alone', async () => {
    const events: SupervisorEvent[] = [];
    supervisor = supervise({
      program: PROGRAM,
      layouts: [{ threads: 1, cpus: null }],
      env,
      killAfterMs: 10_000,
      output: 'inherit',
      silentMs: 5_000,
      onEvent: (event) => events.push(event),
    });
    const started = () => events.filter(({ kind }) => kind === 'started');
    await waitFor(() => started().length === 1, { timeoutMs: 10_000, what: 'the worker' });
    const [pid = 0] = supervisor.pids();
    const bornMs = performance.now();
    // Well past the silence allowed: its heartbeat is what keeps it.
    await waitFor(() => performance.now() - bornMs > 7_000, { timeoutMs: 8_000, what: 'a while' });
    expect(supervisor.pids()).toEqual([pid]);
    process.kill(pid, 'SIGSTOP');
    await waitFor(() => started().length === 2, { timeoutMs: 20_000, what: 'another worker' });
    expect(events).toContainEqual({ kind: 'frozen', worker: 0, pid });
    expect(isProcessAlive(pid)).toBe(false);
  });

  it('replaces a worker soon that had come up, and ever later one that never does', async () => {
    const pauses = async (workerEnv: NodeJS.ProcessEnv) => {
      const events: SupervisorEvent[] = [];
      supervisor = supervise({
        program: PROGRAM,
        layouts: [{ threads: 1, cpus: null }],
        env: workerEnv,
        killAfterMs: 10_000,
        output: 'inherit',
        onEvent: (event) => {
          events.push(event);
          if (event.kind === 'ready') process.kill(event.pid, 'SIGKILL');
        },
      });
      const ended = () => events.flatMap((event) => (event.kind === 'ended' ? [event.restartMs] : []));
      await waitFor(() => ended().length === 3, { timeoutMs: 30_000, what: 'three ends' });
      await supervisor.stop();
      return ended().slice(0, 3);
    };
    expect(await pauses(env)).toEqual([500, 500, 500]);
    expect(await pauses({ ...env, LECTOR_PACK: 'no-such-pack' })).toEqual([1_000, 2_000, 4_000]);
  });
});
