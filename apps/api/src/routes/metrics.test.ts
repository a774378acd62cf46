import { describe, expect, it } from 'vitest';
import { waitFor } from '@lector/testing';
import { createApiMetrics } from '../api-metrics.js';
import { measuredStore } from '../measured-store.js';
import { backlogOf } from '../test-rig/backlog-of.js';
import { MemoryStore } from '../test-rig/memory-store.js';
import { CANARY, finishedJob, startRig, type Rig } from '../test-rig/rig.js';

const KEY = 'a-key-of-some-length';

async function scrape(rig: Rig, headers: Record<string, string> = {}): Promise<readonly string[]> {
  const response = await fetch(`${rig.url}/metrics`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}
const named = (lines: readonly string[], name: string) => lines.filter((line) => new RegExp(`^${name}[ {]`).test(line));

describe('GET /metrics', () => {
  it('tells what the queue holds, how old it is and how long it will take', async () => {
    const rig = await startRig({
      load: {
        backlog: () => Promise.resolve(backlogOf(20, 180)),
        charactersPerSecond: () => Promise.resolve(50),
        oldestWaitingMs: () => Promise.resolve(Date.now() - 30_000),
      },
      probes: { workers: () => Promise.resolve(3) },
    });
    const lines = await scrape(rig);
    expect(lines).toEqual(
      expect.arrayContaining([
        'lector_up{dependency="queue"} 1',
        'lector_up{dependency="storage"} 1',
        'lector_live_workers{pack="tone"} 3',
        'lector_queue_characters{lane="interactive",pack="tone"} 20',
        'lector_queue_characters{lane="bulk",pack="tone"} 180',
        'lector_backlog_seconds{pack="tone"} 4',
      ]),
    );
    const age = Number(named(lines, 'lector_queue_oldest_age_seconds')[0]?.split(' ')[1]);
    expect(age).toBeGreaterThanOrEqual(30);
    expect(age).toBeLessThan(60);
  });

  it('has no backlog in seconds while no worker has measured its speed, and 0 where nothing is to be done', async () => {
    const speed = { charactersPerSecond: () => Promise.resolve(null) };
    const idle = await startRig({ load: speed });
    expect(await scrape(idle)).toContain('lector_backlog_seconds{pack="tone"} 0');
    expect(await scrape(idle)).toContain('lector_queue_oldest_age_seconds 0');
    const unmeasured = await startRig({
      load: { ...speed, backlog: () => Promise.resolve(backlogOf(0, 9)) },
    });
    expect(named(await scrape(unmeasured), 'lector_backlog_seconds')).toEqual([]);
  });

  it('answers with what there is while Redis hangs and the store refuses, and says that they are away', async () => {
    const state = { away: false };
    const hanging = <T>(value: T) => (state.away ? new Promise<T>(() => undefined) : Promise.resolve(value));
    const rig = await startRig({
      probes: {
        queue: () => hanging(undefined),
        storage: () => (state.away ? Promise.reject(new Error('no')) : Promise.resolve()),
        workers: () => hanging(2),
      },
      load: { backlog: () => hanging(backlogOf(1, 2)), oldestWaitingMs: () => hanging(null) },
    });
    await rig.client.jobs.create({ text: 'Hello' });
    expect(await scrape(rig)).toContain('lector_live_workers{pack="tone"} 2');
    state.away = true;
    const startedMs = performance.now();
    const lines = await scrape(rig);
    expect(performance.now() - startedMs).toBeLessThan(3_000);
    expect(lines).toContain('lector_up{dependency="queue"} 0');
    expect(lines).toContain('lector_up{dependency="storage"} 0');
    // What was true before is not told as if it were now.
    for (const name of ['lector_live_workers', 'lector_queue_characters', 'lector_queue_oldest_age_seconds']) {
      expect(named(lines, name)).toEqual([]);
    }
    const requests = 'lector_http_request_seconds_count{method="POST",route="/v1/jobs",status="2xx"} 1';
    expect(lines).toContain(requests);
  });

  it('asks for a key where everything else does', async () => {
    const rig = await startRig({ settings: { auth: { kind: 'keys', keys: [{ name: 'prometheus', key: KEY }] } } });
    expect((await fetch(`${rig.url}/metrics`)).status).toBe(401);
    await scrape(rig, { authorization: `Bearer ${KEY}` });
  });

  it('counts calls by their route, and holds nothing a client may choose', async () => {
    const rig = await startRig();
    const id = await finishedJob(rig);
    await fetch(`${rig.url}/v1/jobs/${id}`);
    await fetch(`${rig.url}/v1/jobs/${CANARY}`);
    await fetch(`${rig.url}/${CANARY}?q=${CANARY}`, { method: 'PROPFIND' });
    await fetch(`${rig.url}/v1/jobs`, { method: 'DELETE' });
    await rig.post('/v1/jobs', { text: CANARY, metadata: { name: CANARY } }, { 'x-request-id': CANARY });
    const wanted = [
      'lector_http_request_seconds_count{method="GET",route="/v1/jobs/{id}",status="2xx"} 1',
      'lector_http_request_seconds_count{method="GET",route="/v1/jobs/{id}",status="4xx"} 1',
      'lector_http_request_seconds_count{method="other",route="none",status="4xx"} 1',
      'lector_http_request_seconds_count{method="DELETE",route="/v1/jobs",status="4xx"} 1',
      'lector_http_request_seconds_count{method="POST",route="/v1/jobs",status="2xx"} 2',
    ];
    // A call is counted when its connection knows that the answer is out, which may be after the client has it.
    const counted = async () => {
      const now = await scrape(rig);
      return wanted.every((line) => now.includes(line)) && now.join('\n');
    };
    const text = await waitFor(counted, { what: 'all calls to be counted' });
    for (const chosen of [id, CANARY, 'default', 'PROPFIND']) expect(text).not.toContain(chosen);
  });
});

describe('the jobs an API counts', () => {
  it('are those it admits, once each, and those it ends', async () => {
    const memory = new MemoryStore();
    const metrics = createApiMetrics();
    const rig = await startRig();
    const store = measuredStore(memory.port, metrics);
    Object.assign(rig.deps.store, store);
    const submit = () => rig.post('/v1/jobs', { text: 'Hello' }, { 'idempotency-key': 'once' });
    const { id } = (await (await submit()).json()) as { id: string };
    expect((await submit()).headers.get('idempotency-replayed')).toBe('true');
    await rig.client.jobs.create({ text: 'Another' });
    await rig.client.jobs.cancel(id);
    await rig.client.jobs.cancel(id);
    const text = await metrics.text();
    expect(text).toMatch(/^lector_jobs_accepted_total 2$/m);
    expect(text).toMatch(/^lector_jobs_finished_total\{status="cancelled"\} 1$/m);
  });
});
