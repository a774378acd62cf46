import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JobAccepted, WebhookBody } from '@lector/contract';
import { jobLinks, terminalEventId } from '@lector/jobs';
import { createDeliveryLog, createJobStore, createWorkerRegistry } from '@lector/queue';
import { uniquePrefix } from '@lector/testing';
import { type ApiOnServices, KEYS, startOnServices } from './test-rig/api-on-services.js';

/** What an answer about jobs depends on besides the job: the other jobs, earlier requests, the address, the workers. */

let api: ApiOnServices;
beforeAll(async () => {
  api = await startOnServices();
});
afterAll(() => api.close());

describe('listing', () => {
  it('pages through all jobs of a tenant, newest first, by status too', async () => {
    const own = { name: 'carol', key: 'carol-key-of-the-test' };
    const other = await api.startAnother({ auth: { kind: 'keys', keys: [own] } });
    const carol = api.clientOf(own.key, other.url);
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) made.unshift((await carol.jobs.create({ text: 'Hello' })).id);
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await carol.jobs.list({ limit: 2, ...(cursor === null ? {} : { cursor }) });
      found.push(...page.jobs.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(found).toEqual(made);
    expect((await carol.jobs.list({ limit: 5 })).next_cursor).toBeNull();
    const [, , third = ''] = made;
    await carol.jobs.cancel(third);
    expect((await carol.jobs.list({ status: 'cancelled' })).jobs.map(({ id }) => id)).toEqual([third]);
    await expect(carol.jobs.list({ cursor: 'odd' })).rejects.toMatchObject({ code: 'invalid_request' });
    await other.close();
  });
});

describe('a job', () => {
  it('is made once by fifty requests with one key', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => api.alice.jobs.create({ text: 'Hello' }, { idempotencyKey: 'storm' })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    await expect(api.alice.jobs.create({ text: 'Other' }, { idempotencyKey: 'storm' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    // Keys belong to their tenant.
    const { id } = await api.bob.jobs.create({ text: 'Other' }, { idempotencyKey: 'storm' });
    expect(id).not.toBe(answers[0]?.id);
  });
});

describe('an answer given again', () => {
  it('is the same bytes, whatever the queue and the job have come to meanwhile', async () => {
    const queuePrefix = uniquePrefix('api');
    const own = { name: 'erin', key: 'erin-key-of-the-test' };
    const other = await api.startAnother({ queuePrefix, auth: { kind: 'keys', keys: [own] } });
    const registry = createWorkerRegistry({ client: api.redis, prefix: queuePrefix });
    await registry.beat({ id: 'a', pack: 'tone', sinceMs: 0, slots: 1, charactersPerSecond: 1 });
    const ask = async (key: string) => {
      const response = await api.contract.fetch(`${other.url}/v1/jobs`, {
        method: 'POST',
        headers: { 'x-api-key': own.key, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ text: 'Hello', webhook: { url: 'http://127.0.0.1:1/hook' } }),
      });
      return { text: await response.text(), replayed: response.headers.get('idempotency-replayed') };
    };
    const first = await ask('one');
    expect(first.replayed).toBeNull();
    const accepted = JSON.parse(first.text) as JobAccepted;
    expect(accepted).toMatchObject({ eta_seconds: 5, webhook_secret: expect.stringMatching(/^whsec_/) });
    await ask('two');
    expect(await ask('one')).toEqual({ text: first.text, replayed: 'true' });
    await api.clientOf(own.key, other.url).jobs.cancel(accepted.id);
    expect(await ask('one')).toEqual({ text: first.text, replayed: 'true' });
    await other.close();
  });
});

describe('an API without a public address', () => {
  it('has its webhooks and events name the address it was called at', async () => {
    const queuePrefix = uniquePrefix('api');
    const other = await api.startAnother({ queuePrefix, publicUrl: null });
    const client = api.clientOf(KEYS[0].key, other.url);
    const { id } = await client.jobs.create({ text: 'Hello', webhook: { url: 'http://127.0.0.1:1/hook' } });
    await client.jobs.cancel(id);
    const log = createDeliveryLog({ client: api.redis, prefix: queuePrefix });
    const delivery = await log.get(terminalEventId(id));
    const { data } = WebhookBody.parse(JSON.parse(delivery?.event.body ?? ''));
    expect(data.links).toEqual(jobLinks(id, other.url));
    for await (const event of client.jobs.events(id)) {
      if (event.type === 'job.cancelled') expect(event.data).toEqual(data);
    }
    const headers = { 'x-api-key': KEYS[0].key };
    expect((await api.contract.fetch(data.links.self, { headers })).status).toBe(200);

    // What a worker without that setting tells of a job without a webhook.
    const silent = await client.jobs.create({ text: 'Hello' });
    const worker = createJobStore({ client: api.redis, prefix: queuePrefix, publicUrl: '', retentionMs: 3_600_000 });
    const nowMs = Date.now();
    const started = await worker.start(silent.id, { maxAttempts: 3, nowMs });
    if (started.kind !== 'started') throw new Error(`not started: ${started.kind}`);
    const end = { status: 'failed', result: null, error: null, nowMs, event: null } as const;
    await worker.finish({ record: started.record, fence: started.fence, ...end });
    const told = (await worker.events(silent.id, null)).at(-1);
    expect(JSON.parse(told?.data ?? '')).toMatchObject({ links: jobLinks(silent.id, other.url) });
    await other.close();
  });
});

describe('estimates', () => {
  it('count what is open before a job, at the speed the live workers have measured', async () => {
    const pack = 'tone';
    const own = { name: 'dora', key: 'dora-key-of-the-test' };
    const queuePrefix = uniquePrefix('api');
    const other = await api.startAnother({ queuePrefix, auth: { kind: 'keys', keys: [own] } });
    const dora = api.clientOf(own.key, other.url);
    const registry = createWorkerRegistry({ client: api.redis, prefix: queuePrefix });
    const worker = { sinceMs: 0, slots: 1 };
    await registry.beat({ ...worker, id: 'new', pack, charactersPerSecond: null });
    await registry.beat({ ...worker, id: 'other', pack: 'other', charactersPerSecond: 1000 });
    expect((await dora.jobs.create({ text: 'Hello' })).eta_seconds).toBeNull();
    await registry.beat({ ...worker, id: 'a', pack, charactersPerSecond: 2 });
    await registry.beat({ ...worker, id: 'b', pack, charactersPerSecond: 3 });
    expect((await dora.jobs.create({ text: 'Hello' })).eta_seconds).toBe(2);
    expect((await dora.jobs.create({ text: 'Hello' })).eta_seconds).toBe(3);
    expect((await dora.jobs.create({ text: 'Hello', priority: 'interactive' })).eta_seconds).toBe(1);
    await other.close();
  });
});
