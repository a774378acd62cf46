import { describe, expect, it } from 'vitest';
import { createClient } from './client.js';
import { LectorConnectionError, LectorJobError } from './errors.js';
import { broken, json, problem, scripted } from './transport.fixture.js';

describe('createClient', () => {
  it('sends the key, and the same idempotency key on every try of one job', async () => {
    const { fetch, requests } = scripted(
      problem('queue_unavailable', 503, { 'retry-after': '0' }),
      json({ id: 'job_1' }, 202),
    );
    const client = createClient({ baseUrl: 'http://lector.test/', apiKey: 'secret', fetch });
    await client.jobs.create({ text: 'Hello' });
    const keys = requests.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer secret');
    expect(requests[0]?.init.body).toBe('{"text":"Hello"}');
  });

  it('uses another idempotency key for another job, or the one given', async () => {
    const { fetch, requests } = scripted(json({}, 202), json({}, 202), json({}, 202));
    const client = createClient({ baseUrl: 'http://lector.test', fetch });
    await client.jobs.create({ text: 'a' });
    await client.jobs.create({ text: 'a' });
    await client.jobs.create({ text: 'a' }, { idempotencyKey: 'mine' });
    const keys = requests.map(({ headers }) => headers.get('idempotency-key'));
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe('mine');
  });

  it('writes ids and queries into addresses without letting them break out', async () => {
    const { fetch, requests } = scripted(json({}), json({ jobs: [], next_cursor: null }));
    const client = createClient({ baseUrl: 'http://lector.test', fetch });
    await client.jobs.get('a/../b?c', { wait: 5 });
    await client.jobs.list({ status: 'failed', cursor: 'x&y' });
    expect(requests.map(({ url }) => url)).toEqual([
      'http://lector.test/v1/jobs/a%2F..%2Fb%3Fc?wait=5',
      'http://lector.test/v1/jobs?status=failed&cursor=x%26y',
    ]);
  });

  it.each(['', '.', '..'])('refuses the id "%s", which would be another call', async (id) => {
    const { fetch, requests } = scripted();
    const client = createClient({ baseUrl: 'http://lector.test', fetch });
    await expect(client.jobs.get(id)).rejects.toBeInstanceOf(TypeError);
    await expect(client.jobs.retry(id)).rejects.toBeInstanceOf(TypeError);
    await expect(client.voices.sample(id)).rejects.toBeInstanceOf(TypeError);
    await expect(client.jobs.events(id).next()).rejects.toBeInstanceOf(TypeError);
    expect(requests).toHaveLength(0);
  });

  it('never repeats /tts, which has no key to find the first try by', async () => {
    const { fetch, requests } = scripted(broken);
    const client = createClient({ baseUrl: 'http://lector.test', fetch });
    await expect(client.tts({ text: 'a' })).rejects.toBeInstanceOf(LectorConnectionError);
    expect(requests).toHaveLength(1);
  });

  it('asks until the job has ended', async () => {
    const { fetch, requests } = scripted(
      json({ status: 'queued' }),
      json({ status: 'running' }),
      json({ status: 'failed' }),
    );
    const client = createClient({ baseUrl: 'http://lector.test', fetch });
    expect((await client.jobs.untilEnded('job_1')).status).toBe('failed');
    expect(requests).toHaveLength(3);
  });

  it('waits until the service is ready, or says what is missing', async () => {
    const { fetch } = scripted(broken, problem('not_ready', 503), json({ status: 'ready', pack: 'p', workers: 1 }));
    const client = createClient({ baseUrl: 'http://lector.test', fetch });
    expect((await client.waitUntilReady({ timeoutMs: 10_000 })).workers).toBe(1);
    const never = createClient({ baseUrl: 'http://lector.test', fetch: scripted(problem('not_ready', 503)).fetch });
    await expect(never.waitUntilReady({ timeoutMs: 0 })).rejects.toMatchObject({ code: 'not_ready' });
  });

  it('waits for the end no longer than it is told', async () => {
    const { fetch, requests } = scripted(json({ status: 'running' }));
    const client = createClient({ baseUrl: 'http://lector.test', fetch });
    await expect(client.jobs.untilEnded('job_1', { timeoutMs: 0 })).rejects.toThrow('still running [job=job_1]');
    expect(requests[0]?.url).toMatch(/wait=0$/);
  });

  it('throws a job that failed or was cancelled for those who want its audio', async () => {
    const error = {
      code: 'engine_bad_output',
      title: 'The model gave unusable audio',
      detail: 'NaN',
      retryable: false,
    };
    const { fetch } = scripted(
      json({ id: 'job_1', status: 'failed', error }),
      json({ id: 'job_2', status: 'cancelled', error: null }),
      json({ id: 'job_3', status: 'completed', error: null }),
    );
    const client = createClient({ baseUrl: 'http://lector.test', fetch });
    const failed = await client.jobs.untilCompleted('job_1').catch((thrown: unknown) => thrown);
    expect(failed).toBeInstanceOf(LectorJobError);
    expect(failed).toMatchObject({
      code: 'engine_bad_output',
      job: { id: 'job_1' },
      message: expect.stringContaining('NaN'),
    });
    await expect(client.jobs.untilCompleted('job_2')).rejects.toMatchObject({ code: 'cancelled' });
    expect(await client.jobs.untilCompleted('job_3')).toMatchObject({ id: 'job_3' });
  });

  it('lists page by page, no further than it is asked', async () => {
    const page = (ids: string[], next: string | null) => json({ jobs: ids.map((id) => ({ id })), next_cursor: next });
    const { fetch, requests } = scripted(page(['a', 'b'], 'x'), page(['c'], null));
    const client = createClient({ baseUrl: 'http://lector.test', fetch });
    const ids: string[] = [];
    for await (const { id } of client.jobs.all({ status: 'queued' })) ids.push(`${id} after ${requests.length}`);
    expect(ids).toEqual(['a after 1', 'b after 1', 'c after 2']);
    expect(requests[1]?.url).toContain('status=queued&limit=100&cursor=x');
  });

  it('gives OpenAI’s call time to render, and hands on its audio as it comes', async () => {
    const audio = () => new Response('ID3', { headers: { 'x-job-id': 'job_1' } });
    const { fetch, requests } = scripted(audio);
    const client = createClient({ baseUrl: 'http://lector.test', fetch });
    const answer = await client.speech({ model: 'tts-1', input: 'Hi', voice: 'default' });
    expect(answer.headers.get('x-job-id')).toBe('job_1');
    expect(await answer.text()).toBe('ID3');
    expect(requests[0]?.init.body).toBe('{"model":"tts-1","input":"Hi","voice":"default"}');
  });

  it.each(['', 'lector.test', 'ftp://lector.test', 'http://me:secret@lector.test', 'http://lector.test/?a=b'])(
    'refuses the address %s at once',
    (baseUrl) => {
      expect(() => createClient({ baseUrl })).toThrow(TypeError);
    },
  );

  it.each(['', 'two words', 'ключ'])('refuses the key "%s" at once', (apiKey) => {
    expect(() => createClient({ baseUrl: 'http://lector.test', apiKey })).toThrow('visible ASCII');
  });
});
