import { describe, expect, it } from 'vitest';
import { problemOf, startRig } from '../test-rig/rig.js';

describe('GET /readyz and /healthz', () => {
  it('say that everything is ready, or what is missing', async () => {
    const ready = await startRig();
    expect(await ready.client.ready()).toMatchObject({ status: 'ready', pack: 'tone', workers: 1 });
    const broken = await startRig({
      probes: { queue: () => Promise.reject(new Error('no')), workers: () => Promise.resolve(0) },
    });
    const response = await fetch(`${broken.url}/readyz`);
    const problem = await problemOf(response);
    expect(problem.code).toBe('not_ready');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/queue', '/workers']);
    expect(response.headers.get('retry-after')).not.toBeNull();
    expect((await broken.client.health()).status).toBe('ok');
  });

  it('bound a probe that hangs', async () => {
    const rig = await startRig({ probes: { storage: () => new Promise(() => undefined) } });
    const problem = await problemOf(await fetch(`${rig.url}/readyz`));
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/storage']);
  });
});
