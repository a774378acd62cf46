import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadManifest, preparePack, pullPack } from '@lector/packs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OnnxSession } from './session.js';
import { openSession } from './session.js';

const modelDir = process.env['LECTOR_MODEL_DIR'] ?? join(homedir(), '.local/share/lector/models');
const manifestsDir = fileURLToPath(new URL('../../../../models/manifests', import.meta.url));

let graphPath: string;

beforeAll(async () => {
  const manifest = await loadManifest('kokoro-82m', manifestsDir);
  await pullPack(manifest, { modelDir });
  const prepared = await preparePack(manifest, { modelDir });
  graphPath = prepared.graphPath ?? '';
});

/** CPUs each thread of this process may run on, as the kernel writes them (`0-1`, `1`), by thread id. */
function affinities(): ReadonlyMap<string, string> {
  return new Map(
    readdirSync('/proc/self/task').map((thread) => {
      const status = readFileSync(`/proc/self/task/${thread}/status`, 'utf8');
      return [thread, /^Cpus_allowed_list:\s*(\S+)$/mu.exec(status)?.[1] ?? ''];
    }),
  );
}

/** CPUs of the threads that opening the session made. */
async function cpusOfNewThreads(open: () => Promise<OnnxSession>): Promise<readonly string[]> {
  const before = affinities();
  const session = await open();
  const after = affinities();
  await session.dispose();
  return [...after].filter(([thread]) => !before.has(thread)).map(([, cpus]) => cpus);
}

/** The CPUs this process may use, from the kernel's list: a container does not always own 0 and 1. */
function allowedCpus(): readonly number[] {
  const list = /^Cpus_allowed_list:\s*(\S+)$/mu.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  return list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

describe.runIf(process.platform === 'linux' && allowedCpus().length >= 2)('threads of a session', () => {
  test('the second compute thread may run on the second CPU owned and on no other', async () => {
    const [first = 0, second = 1] = allowedCpus();
    const pinned = await cpusOfNewThreads(() => openSession(graphPath, { intraOp: 2, cpus: [first, second] }));
    expect(pinned).toContain(String(second));
    expect(pinned.filter((cpus) => cpus === String(second))).toHaveLength(1);
  });

  test('the order of the CPUs decides which one the extra thread gets', async () => {
    const [first = 0, second = 1] = allowedCpus();
    const pinned = await cpusOfNewThreads(() => openSession(graphPath, { intraOp: 2, cpus: [second, first] }));
    expect(pinned.filter((cpus) => cpus === String(first))).toHaveLength(1);
  });

  test('without CPUs no thread is pinned', async () => {
    const everywhere = affinities().get(String(process.pid));
    const free = await cpusOfNewThreads(() => openSession(graphPath, { intraOp: 2, cpus: null }));
    expect(free.length).toBeGreaterThan(0);
    expect(new Set(free)).toEqual(new Set([everywhere]));
  });

  test('one thread makes no second one: the calling thread computes alone', async () => {
    const session = await openSession(graphPath, { intraOp: 1, cpus: [0] });
    const before = affinities().size;
    await session.dispose();
    expect(affinities().size).toBe(before);
  });
});

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
