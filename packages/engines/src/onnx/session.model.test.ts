import { fileURLToPath } from 'node:url';
import { loadManifest, preparePack, pullPack } from '@lector/packs';
import { machineDirs, threadCpus } from '@lector/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OnnxSession } from './session.js';
import { openSession } from './session.js';

const { modelDir } = machineDirs();
const manifestsDir = fileURLToPath(new URL('../../../../models/manifests', import.meta.url));

let graphPath: string;

beforeAll(async () => {
  const manifest = await loadManifest('kokoro-82m', manifestsDir);
  await pullPack(manifest, { modelDir });
  const prepared = await preparePack(manifest, { modelDir });
  graphPath = prepared.graphPath ?? '';
});

/** The CPUs of each thread that opening the session made. */
async function cpusOfNewThreads(open: () => Promise<OnnxSession>): Promise<readonly (readonly number[])[]> {
  const before = threadCpus(process.pid);
  const session = await open();
  const after = threadCpus(process.pid);
  await session.dispose();
  return [...after].filter(([thread]) => !before.has(thread)).map(([, cpus]) => cpus);
}

/** The CPUs this process may use (a container does not always own 0 and 1); null where no thread can be pinned. */
const owned = process.platform === 'linux' ? (threadCpus(process.pid).get(process.pid) ?? []) : null;

// What can be said differs with the machine: each has its own sentences, and no machine has none.
if (owned === null) {
  describe('threads of a session, on a system that pins none', () => {
    test('two compute without being told where', async () => {
      const session = await openSession(graphPath, { intraOp: 2, cpus: null });
      expect(session.inputNames).toContain('tokens');
      await session.dispose();
    });
  });
} else {
  const [first = 0, second = null] = owned;

  describe('threads of a session', () => {
    test('without CPUs no thread is pinned', async () => {
      const free = await cpusOfNewThreads(() => openSession(graphPath, { intraOp: 2, cpus: null }));
      expect(free.length).toBeGreaterThan(0);
      for (const cpus of free) expect(cpus).toEqual(owned);
    });

    test('one thread makes no second one: the calling thread computes alone', async () => {
      const made = await cpusOfNewThreads(() => openSession(graphPath, { intraOp: 1, cpus: [first] }));
      expect(made).toEqual([]);
    });
  });

  if (second === null) {
    describe('threads of a session, on the only CPU', () => {
      test('a second one is refused: it would wait for the first', async () => {
        await expect(openSession(graphPath, { intraOp: 2, cpus: [first] })).rejects.toMatchObject({
          code: 'config_invalid',
        });
      });
    });
  } else {
    describe('threads of a session, on two CPUs', () => {
      test('the second compute thread may run on the second CPU owned and on no other', async () => {
        const made = await cpusOfNewThreads(() => openSession(graphPath, { intraOp: 2, cpus: [first, second] }));
        expect(made.filter((cpus) => cpus.length === 1)).toEqual([[second]]);
      });

      test('the order of the CPUs decides which one the extra thread gets', async () => {
        const made = await cpusOfNewThreads(() => openSession(graphPath, { intraOp: 2, cpus: [second, first] }));
        expect(made.filter((cpus) => cpus.length === 1)).toEqual([[first]]);
      });
    });
  }
}

describe('a session', () => {
  test('says so when the runtime cannot read the graph', async () => {
    await expect(openSession(fileURLToPath(import.meta.url), { intraOp: 1, cpus: null })).rejects.toMatchObject({
      code: 'engine_failed',
      cause: expect.any(Error),
    });
  });

  test('says which shapes a failed pass had', async () => {
    const session = await openSession(graphPath, { intraOp: 1, cpus: null });
    const tokens = { type: 'int64', data: BigInt64Array.of(0n, 1n, 0n), shape: [1, 3] } as const;
    await expect(session.run({ tokens })).rejects.toMatchObject({
      code: 'engine_failed',
      message: expect.stringContaining('tokens=1x3'),
    });
    await session.dispose();
  });
});
