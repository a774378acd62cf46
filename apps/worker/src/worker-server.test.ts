import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from '@lector/process-kit';
import { createSupervisorMetrics } from './supervisor-metrics.js';
import { startWorkerServer, type WorkerServer, type WorkersSeen } from './worker-server.js';

const servers: WorkerServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(workers: Partial<WorkersSeen> = {}): Promise<string> {
  const seen = { ready: () => 0, metrics: async () => [], ...workers };
  const server = await startWorkerServer({ host: '127.0.0.1', port: 0 }, seen);
  servers.push(server);
  return server.url;
}

describe('the port of the workers', () => {
  it('is healthy as soon as it answers, and ready once a worker is', async () => {
    const state = { ready: 0 };
    const url = await start({ ready: () => state.ready });
    const look = async (path: string) => {
      const response = await fetch(url + path);
      return [response.status, await response.json()];
    };
    expect(await look('/healthz')).toEqual([200, { status: 'ok' }]);
    expect(await look('/readyz')).toEqual([503, { status: 'not_ready', workers: 0 }]);
    state.ready = 2;
    expect(await look('/readyz?from=probe')).toEqual([200, { status: 'ready', workers: 2 }]);
  });

  it('shows the metrics of all workers, each under its number, and of the supervisor', async () => {
    const worker = (index: string) => {
      const metrics = createMetrics({ worker: index });
      metrics.counter('lector_things_total', 'Things.').add(Number(index) + 1);
      return metrics.snapshot();
    };
    const supervisor = createSupervisorMetrics();
    const url = await start({
      metrics: async () => [await supervisor.snapshot(2), await worker('0'), await worker('1')],
    });
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = (await response.text()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'lector_things_total{worker="0"} 1',
        'lector_things_total{worker="1"} 2',
        'lector_ready_workers 2',
      ]),
    );
  });

  it('knows nothing else', async () => {
    const url = await start();
    expect((await fetch(`${url}/v1/jobs`)).status).toBe(404);
    expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(405);
  });

  it('says so where it cannot be opened', async () => {
    const url = await start();
    const port = Number(new URL(url).port);
    await expect(
      startWorkerServer({ host: '127.0.0.1', port }, { ready: () => 0, metrics: async () => [] }),
    ).rejects.toMatchObject({ code: 'config_invalid', message: expect.stringContaining(`port=${port}`) });
  });
});

describe('what the supervisor sees', () => {
  it('is why each worker ended: by its code, or because it was frozen', async () => {
    const metrics = createSupervisorMetrics();
    const ended = (code: number | null, worker = 0) =>
      metrics.note({ kind: 'ended', worker, code, signal: code === null ? 'SIGKILL' : null, restartMs: 500 });
    ended(0);
    ended(70);
    ended(null);
    metrics.note({ kind: 'frozen', worker: 1, workerPid: 7 });
    ended(null, 1);
    ended(null, 1);
    metrics.note({ kind: 'refused', worker: 0 });
    const snapshot = await metrics.snapshot(0);
    const ends = snapshot.find(({ name }) => name === 'lector_worker_ends_total');
    const byReason = Object.fromEntries(
      ((ends?.values ?? []) as { labels: { reason: string }; value: number }[]).map(({ labels, value }) => [
        labels.reason,
        value,
      ]),
    );
    expect(byReason).toEqual({ drained: 1, model_broke: 1, crashed: 2, frozen: 1, refused: 1 });
  });
});
