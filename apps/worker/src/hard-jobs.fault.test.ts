import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownStack, sentences, uniquePrefix, waitFor, type OwnStack } from '@lector/testing';

/** Jobs that take their worker with them, or what it needs, and the one worker everybody else depends on. */

const DISK_BYTES = 8_388_608;
const disk = mkdtempSync(join(tmpdir(), 'lector-small-disk-'));
/** Needs rights a developer's machine may not give; `pcm-file.test.ts` meets a full device everywhere. */
const hasDisk = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'none', disk]).status === 0;
afterAll(() => {
  if (hasDisk) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

let stack: OwnStack;
let over: AbortController;
beforeEach(async () => {
  over = new AbortController();
  stack = await ownStack(hasDisk ? { TMPDIR: disk } : {});
});
afterEach(async () => {
  over.abort();
  await stack.stop();
});

/** Keeps one worker alive until the end of the test, as the supervisor does. @returns how each of them ended */
function keepOneWorker(): readonly unknown[] {
  const deaths: unknown[] = [];
  const keep = async () => {
    while (!over.signal.aborted) {
      const child: ChildProcess = await stack.startWorker();
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
      deaths.push(signal ?? code);
    }
  };
  // Rejects where the stack is stopped while a worker starts.
  keep().catch(() => {});
  return deaths;
}

describe('a job that kills its worker', () => {
  it('lets innocent ones pass that wait for the only worker, and is given up after them', async () => {
    const poison = await stack.client.jobs.create({ text: 'This text is a poison pill.', voice: 'tone-crash' });
    const deaths = keepOneWorker();
    await waitFor(() => deaths.length === 1, { timeoutMs: 60_000, what: 'the first death' });
    const innocent = await Promise.all(
      [1, 2, 3].map((count) => stack.client.jobs.create({ text: sentences(count, uniquePrefix()), voice: 'tone' })),
    );
    const jobs = await Promise.all(innocent.map(({ id }) => stack.client.jobs.untilEnded(id)));
    expect(jobs.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
    const last = await stack.client.jobs.untilEnded(poison.id);
    expect(last).toMatchObject({ status: 'failed', attempts: 3, error: { code: 'attempts_exhausted' } });
    for (const { finished_at } of jobs) {
      expect(Date.parse(finished_at ?? '')).toBeLessThan(Date.parse(last.finished_at ?? ''));
    }
    expect(deaths).toEqual(['SIGABRT', 'SIGABRT', 'SIGABRT']);
    // They did not even wait for its second death: it let them pass.
    const asides = stack.logs.filter((line) => line['job'] === poison.id && /others go first/.test(line.msg ?? ''));
    expect(asides).toHaveLength(2);
  });
});

describe('a job whose model hangs', () => {
  it('is cancelled within seconds, not when the watchdog ends, and the next worker takes other jobs', async () => {
    const hung = await stack.client.jobs.create({ text: 'Never answered.', voice: 'tone-hang' });
    const first = await stack.startWorker();
    const exited = once(first, 'exit');
    await waitFor(async () => (await stack.client.jobs.get(hung.id)).progress.segments_total > 0, {
      timeoutMs: 60_000,
      what: 'the job to reach the model',
    });
    const cancelledMs = performance.now();
    await stack.client.jobs.cancel(hung.id);
    const job = await stack.client.jobs.untilEnded(hung.id);
    expect(job).toMatchObject({ status: 'cancelled', result: null, error: { code: 'cancelled' } });
    // The watchdog of a segment is two minutes.
    expect(performance.now() - cancelledMs).toBeLessThan(30_000);
    expect(await exited).toEqual([70, null]);
    const next = await stack.client.jobs.create({ text: 'Answered.', voice: 'tone' });
    await stack.startWorker();
    expect(await stack.client.jobs.untilEnded(next.id)).toMatchObject({ status: 'completed', attempts: 1 });
  });
});

describe('a job whose audio finds no room on its worker', () => {
  it.each(hasDisk ? ['a full disk'] : [])(
    'waits for room without using an attempt, says where, and completes: %s',
    async () => {
      const filler = join(disk, 'filler');
      writeFileSync(filler, new Uint8Array(DISK_BYTES - 65_536));
      await stack.startWorker();
      // Its loudness is measured first, which takes a file however short the speech is.
      const wish = { voice: 'tone', normalize_loudness: true };
      const { id } = await stack.client.jobs.create({ text: sentences(4, uniquePrefix()), ...wish });
      const waits = () => stack.logs.filter((line) => line['job'] === id && line.msg === 'will be tried again');
      await waitFor(() => waits().length >= 2, { timeoutMs: 60_000, what: 'the job to be handed back twice' });
      for (const line of waits()) {
        expect(line).toMatchObject({ countAttempt: false, err: { code: 'disk_full' } });
        expect(JSON.stringify(line)).toContain(`[folder=${disk}, error=ENOSPC]`);
      }
      rmSync(filler);
      await waitFor(async () => (await stack.client.jobs.get(id)).status === 'completed', {
        timeoutMs: 60_000,
        what: 'the job to find room',
      });
      expect(await stack.client.jobs.get(id)).toMatchObject({ attempts: 1, error: null });
    },
  );
});
