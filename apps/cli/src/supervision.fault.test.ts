import { execFileSync, spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { availableCpus } from '@lector/process-kit';
import {
  CLI_PROGRAM,
  isProcessAlive,
  testRedisUrl,
  testS3,
  threadCpus,
  uniqueBucketPrefix,
  uniquePrefix,
  waitFor,
} from '@lector/testing';
import { layOut, supervise, type Supervisor, type SupervisorEvent, type WorkerLayout } from '@lector/worker';
import { WORKER_PROGRAM } from './paths.js';

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
let folder: string;
let output: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lector-supervised-'));
  output = openSync(join(folder, 'workers.log'), 'a');
});
afterEach(async () => {
  await supervisor?.stop();
  supervisor = null;
  closeSync(output);
  await rm(folder, { recursive: true, force: true });
});

interface Started {
  readonly events: SupervisorEvent[];
  readonly layouts: readonly WorkerLayout[];
  /** Waits until as many workers as there are take jobs: only then do all their threads exist. */
  readonly ready: () => Promise<void>;
}

function start(workers: number, threads = 1): Started {
  const events: SupervisorEvent[] = [];
  const { cpus, count } = availableCpus();
  const layouts = layOut(cpus.slice(0, count), { packs: ['tone'], workers, threads });
  supervisor = supervise({
    program: WORKER_PROGRAM,
    layouts,
    env: env(),
    killAfterMs: 10_000,
    output,
    onEvent: (event) => events.push(event),
  });
  const readyPids = async () => {
    const lines = (await readFile(join(folder, 'workers.log'), 'utf8')).split('\n');
    return lines.flatMap((line) => (line.includes('"msg":"ready"') ? [Number(/"pid":(\d+)/.exec(line)?.[1])] : []));
  };
  return {
    events,
    layouts,
    ready: async () => {
      await waitFor(
        async () => {
          const said = await readyPids();
          const pids = supervisor?.pids() ?? [];
          return pids.length === workers && pids.every((pid) => said.includes(pid));
        },
        { timeoutMs: 60_000, what: `${workers} ready workers` },
      );
    },
  };
}

describe('the supervisor', () => {
  it('replaces a worker that was killed', async () => {
    const { events } = start(1);
    await waitFor(() => events.some(({ kind }) => kind === 'started'), { timeoutMs: 10_000, what: 'the first worker' });
    const [first] = supervisor?.pids() ?? [];
    process.kill(first ?? 0, 'SIGKILL');
    await waitFor(() => events.filter(({ kind }) => kind === 'started').length === 2, {
      timeoutMs: 10_000,
      what: 'another',
    });
    expect(events.find(({ kind }) => kind === 'ended')).toMatchObject({ worker: 0, signal: 'SIGKILL' });
    expect(supervisor?.pids()[0]).not.toBe(first);
  });

  // As many as fit: two workers of two threads from four cores on, else one of two or two of one.
  const { count } = availableCpus();
  const shapes = count >= 4 ? [[2, 2]] : count >= 2 ? [[1, 2]] : [];
  it.each([...shapes, [Math.min(2, count), 1]] as [number, number][])(
    'gives %i workers of %i threads cores of their own, which none of their threads leaves',
    async (workers, threads) => {
      const { layouts, ready } = start(workers, threads);
      await ready();
      const pids = supervisor?.pids() ?? [];
      expect(new Set(layouts.flatMap(({ cpus }) => cpus ?? [])).size).toBe(workers * threads);
      if (process.platform !== 'linux') {
        // Nothing pins here, and the workers are told so: they would report cores that they do not have.
        const told = pids.map((pid) => execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }));
        expect(told.filter((args) => args.includes('--cpus'))).toEqual([]);
        return;
      }
      const seen = pids.map((pid) => {
        const byThread = threadCpus(pid);
        expect(byThread.size).toBeGreaterThan(1);
        return { process: byThread.get(pid), threads: new Set([...byThread.values()].flat()) };
      });
      for (const [worker, { cpus }] of layouts.entries()) {
        expect(seen[worker]?.process).toEqual(cpus);
        expect([...(seen[worker]?.threads ?? [])].filter((cpu) => cpus?.includes(cpu) !== true)).toEqual([]);
      }
      for (const [worker, { threads: own }] of seen.entries())
        for (const { threads: others } of seen.slice(worker + 1))
          expect(
            [...own].filter((cpu) => others.has(cpu)),
            'cores of two workers',
          ).toEqual([]);
    },
  );

  it('stops every worker and leaves none behind', async () => {
    const { ready } = start(2);
    await ready();
    const pids = supervisor?.pids() ?? [];
    await supervisor?.stop();
    expect(pids.map(isProcessAlive)).toEqual([false, false]);
  });
});

describe('lector worker', () => {
  it('leaves no worker behind when it is killed with -9', async () => {
    const parent = spawn(process.execPath, [CLI_PROGRAM, 'worker'], {
      env: env(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let written = '';
    parent.stdout.on('data', (chunk) => (written += String(chunk)));
    await waitFor(() => written.includes('"msg":"ready"'), { timeoutMs: 30_000, what: 'a ready worker' });
    const pid = Number(/"workerPid":(\d+),"msg":"worker started"/.exec(written)?.[1]);
    expect(isProcessAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await waitFor(() => !isProcessAlive(pid), { timeoutMs: 30_000, what: 'the worker to notice and drain' });
  });
});
