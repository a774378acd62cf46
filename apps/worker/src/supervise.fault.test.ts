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
      layouts: [{ pack: 'tone', threads: 1, cpus: null }],
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
    expect(events).toContainEqual({ kind: 'frozen', worker: 0, workerPid: pid });
    expect(isProcessAlive(pid)).toBe(false);
  });

  it('replaces a worker soon that had come up, and ever later one that never does', async () => {
    const pauses = async (program: string) => {
      const events: SupervisorEvent[] = [];
      supervisor = supervise({
        program,
        layouts: [{ pack: 'tone', threads: 1, cpus: null }],
        env,
        killAfterMs: 10_000,
        output: 'inherit',
        onEvent: (event) => {
          events.push(event);
          if (event.kind === 'ready') process.kill(event.workerPid, 'SIGKILL');
        },
      });
      const ended = () => events.flatMap((event) => (event.kind === 'ended' ? [event.restartMs] : []));
      await waitFor(() => ended().length === 3, { timeoutMs: 30_000, what: 'three ends' });
      await supervisor.stop();
      return ended().slice(0, 3);
    };
    expect(await pauses(PROGRAM)).toEqual([500, 500, 500]);
    expect(await pauses('/nonexistent/worker.js')).toEqual([1_000, 2_000, 4_000]);
  });

  it.each([
    ['a setting that is wrong', 'tone', { LECTOR_LOCK_SECONDS: 'soon' }, 'config_invalid', 'LECTOR_LOCK_SECONDS'],
    ['a pack nobody knows', 'no-such-pack', {}, 'unknown_pack', 'no-such-pack'],
  ])('gives up for %s, tells why, and leaves no worker behind', async (_what, pack, wrong, code, words) => {
    const events: SupervisorEvent[] = [];
    supervisor = supervise({
      program: PROGRAM,
      layouts: [1, 2, 3].map(() => ({ pack, threads: 1, cpus: null })),
      env: { ...env, ...wrong },
      killAfterMs: 10_000,
      output: 'inherit',
      onEvent: (event) => events.push(event),
    });
    expect(await supervisor.refused).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(supervisor.pids().filter(isProcessAlive)).toEqual([]);
    const kinds = events.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(1);
    expect(kinds).not.toContain('ended');
  });
});
