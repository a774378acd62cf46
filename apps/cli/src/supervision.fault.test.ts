import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { availableCpus } from '@lector/process-kit';
import { isProcessAlive, testRedisUrl, testS3, uniqueBucketPrefix, uniquePrefix, waitFor } from '@lector/testing';
import { layOut, supervise, type Supervisor, type SupervisorEvent } from '@lector/worker';
import { WORKER_PROGRAM } from './paths.js';

const CLI = fileURLToPath(new URL('../dist/main.js', import.meta.url));

function env(): NodeJS.ProcessEnv {
  const s3 = testS3();
  return {
    ...process.env,
    LECTOR_QUEUE_PREFIX: uniquePrefix('supervised'),
    LECTOR_REDIS_URL: testRedisUrl(),
    LECTOR_S3_ENDPOINT: s3.endpoint,
    LECTOR_S3_REGION: s3.region,
    LECTOR_S3_BUCKET: uniqueBucketPrefix('supervised'),
    LECTOR_S3_ACCESS_KEY_ID: s3.accessKeyId,
    LECTOR_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    LECTOR_PACK: 'tone',
  };
}

let supervisor: Supervisor | null = null;
afterEach(async () => {
  await supervisor?.stop();
  supervisor = null;
});

function start(workers: number): { events: SupervisorEvent[] } {
  const events: SupervisorEvent[] = [];
  const { cpus, count } = availableCpus();
  supervisor = supervise({
    program: WORKER_PROGRAM,
    layouts: layOut(cpus.slice(0, count), { workers, threads: 1 }),
    env: env(),
    killAfterMs: 10_000,
    output: 'inherit',
    onEvent: (event) => events.push(event),
  });
  return { events };
}

describe('the supervisor', () => {
  it('replaces a worker that was killed', async () => {
    const { events } = start(1);
    await waitFor(() => events.length === 1, { timeoutMs: 10_000, what: 'the first worker' });
    const [first] = supervisor?.pids() ?? [];
    process.kill(first ?? 0, 'SIGKILL');
    await waitFor(() => events.filter(({ kind }) => kind === 'started').length === 2, {
      timeoutMs: 10_000,
      what: 'another',
    });
    expect(events[1]).toMatchObject({ kind: 'ended', worker: 0, signal: 'SIGKILL' });
    expect(supervisor?.pids()[0]).not.toBe(first);
  });

  it('gives workers disjoint cores and every thread of theirs inherits them', async () => {
    const { count } = availableCpus();
    const workers = Math.min(2, count);
    const { events } = start(workers);
    await waitFor(() => events.length === workers, { timeoutMs: 10_000, what: 'all workers' });
    const sets = (supervisor?.pids() ?? []).map((pid) => {
      const tasks = readdirSync(`/proc/${pid}/task`);
      const allowed = tasks.map(
        (task) => /Cpus_allowed_list:\s*(\S+)/.exec(readFileSync(`/proc/${pid}/task/${task}/status`, 'utf8'))?.[1],
      );
      expect(new Set(allowed).size, 'one set for all threads of a process').toBe(1);
      return allowed[0];
    });
    expect(new Set(sets).size).toBe(workers);
  });

  it('stops every worker and leaves none behind', async () => {
    const { events } = start(2);
    await waitFor(() => events.length === 2, { timeoutMs: 10_000, what: 'both workers' });
    const pids = supervisor?.pids() ?? [];
    await supervisor?.stop();
    expect(pids.map(isProcessAlive)).toEqual([false, false]);
  });
});

describe('lector worker', () => {
  it('leaves no worker behind when it is killed with -9', async () => {
    const parent = spawn(process.execPath, [CLI, 'worker'], { env: env(), stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    parent.stdout.on('data', (chunk) => (output += String(chunk)));
    await waitFor(() => output.includes('"msg":"ready"'), { timeoutMs: 30_000, what: 'a ready worker' });
    const pid = Number(
      /"msg":"worker started"/.test(output) ? /"pid":(\d+),"msg":"worker started"/.exec(output)?.[1] : Number.NaN,
    );
    expect(isProcessAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await waitFor(() => !isProcessAlive(pid), { timeoutMs: 30_000, what: 'the worker to notice and drain' });
  });
});
