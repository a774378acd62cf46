import { describe, expect, it } from 'vitest';
import { createClient } from './client.js';
import { LectorApiError, LectorConnectionError } from './errors.js';
import { followJob } from './job-events.js';
import { delayMs, send, type TransportDeps } from './transport.js';

type Answer = () => Response | Promise<Response>;

/** A fetch that gives these answers one after the other and writes down what it was asked. */
function scripted(...answers: Answer[]) {
  const requests: { url: string; init: RequestInit; headers: Headers }[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    requests.push({ url: url instanceof Request ? url.url : url.toString(), init, headers: new Headers(init.headers) });
    const answer = answers.shift();
    if (answer === undefined) throw new Error('asked more often than expected');
    return await answer();
  };
  return { fetch, requests };
}

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

const problem =
  (code: string, status: number, headers: Record<string, string> = {}) =>
  () =>
    new Response(
      JSON.stringify({
        type: `/docs/errors#${code}`,
        title: 'T',
        status,
        detail: 'd',
        instance: 'req_1',
        code,
        errors: [],
      }),
      { status, headers: { 'content-type': 'application/problem+json', ...headers } },
    );

const broken = () => Promise.reject(new TypeError('fetch failed'));

function deps(fetch: typeof globalThis.fetch): TransportDeps & { slept: number[] } {
  const slept: number[] = [];
  return {
    baseUrl: 'http://lector.test',
    apiKey: null,
    fetch,
    maxRetries: 2,
    sleep: (ms) => Promise.resolve(void slept.push(ms)),
    random: () => 1,
    slept,
  };
}

const call = { method: 'GET', path: '/x', repeatable: true } as const;

describe('send', () => {
  it('tries again after 503, 429 and broken connections, as long as the server asks', async () => {
    const { fetch } = scripted(problem('queue_unavailable', 503, { 'retry-after': '7' }), broken, json({}));
    const transport = deps(fetch);
    expect((await send(transport, call)).status).toBe(200);
    expect(transport.slept).toEqual([7000, 1000]);
  });

  it('gives up after the tries allowed, with the last error', async () => {
    const refused = problem('queue_unavailable', 503);
    const { fetch, requests } = scripted(refused, refused, refused);
    await expect(send(deps(fetch), call)).rejects.toMatchObject({ code: 'queue_unavailable', status: 503 });
    expect(requests).toHaveLength(3);
    await expect(send(deps(scripted(broken, broken, broken).fetch), call)).rejects.toBeInstanceOf(
      LectorConnectionError,
    );
  });

  it('does not repeat what would be done twice, nor what cannot get better', async () => {
    const once = scripted(problem('queue_unavailable', 503));
    await expect(send(deps(once.fetch), { ...call, repeatable: false })).rejects.toMatchObject({ status: 503 });
    const wrong = scripted(problem('unknown_voice', 422));
    await expect(send(deps(wrong.fetch), call)).rejects.toMatchObject({ code: 'unknown_voice', requestId: 'req_1' });
  });

  it('calls an answer that is not Lector’s unexpected', async () => {
    const { fetch } = scripted(() => new Response('<html>Bad gateway</html>', { status: 502 }));
    await expect(send(deps(fetch), call)).rejects.toMatchObject({ code: 'unexpected', status: 502 });
  });

  it('stops waiting when the caller gives up', async () => {
    const gone = new AbortController();
    const { fetch } = scripted(() => {
      gone.abort(new Error('enough'));
      return broken();
    });
    await expect(send(deps(fetch), { ...call, signal: gone.signal })).rejects.toThrow('enough');
  });
});

describe('delayMs', () => {
  const refused = (retryAfterSeconds: number | null) =>
    new LectorApiError('x', { code: 'queue_unavailable', status: 503, retryAfterSeconds });

  it('doubles with jitter up to a bound and never waits longer than 30 s for a server', () => {
    expect([0, 1, 2, 10].map((retry) => delayMs(refused(null), retry, () => 1))).toEqual([500, 1000, 2000, 8000]);
    expect(delayMs(refused(null), 0, () => 0)).toBe(250);
    expect(delayMs(refused(3600), 0, () => 0)).toBe(30_000);
  });
});

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
});

describe('followJob', () => {
  const stream =
    (...frames: string[]) =>
    () =>
      new Response(new Blob(frames), { headers: { 'content-type': 'text/event-stream' } });
  const cutAfter =
    (...frames: string[]) =>
    () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull(controller) {
            const frame = frames.shift();
            if (frame === undefined) controller.error(new TypeError('terminated'));
            else controller.enqueue(new TextEncoder().encode(frame));
          },
        }),
      );
  const state = 'event: job.state\ndata: {"id":"job_1"}\n\n';
  const segment = (id: string) => `id: ${id}\nevent: job.segment\ndata: {"index":0}\n\n`;
  const end = 'id: 9-0\nevent: job.completed\ndata: {"id":"job_1"}\n\n';

  async function follow(transport: TransportDeps, options = {}) {
    const seen: string[] = [];
    for await (const event of followJob(transport, 'job_1', options)) seen.push(`${event.type} ${event.id}`);
    return seen;
  }

  it('ends with the terminal event', async () => {
    const { fetch } = scripted(stream(state, segment('1-0'), end, segment('10-0')));
    expect(await follow(deps(fetch))).toEqual(['job.state null', 'job.segment 1-0', 'job.completed 9-0']);
  });

  it('connects again from the last event seen when the connection breaks or ends early', async () => {
    const { fetch, requests } = scripted(
      cutAfter('retry: 40\n\n', state, segment('1-0')),
      broken,
      stream(state, segment('2-0')),
      stream(state, end),
    );
    const transport = deps(fetch);
    expect(await follow(transport)).toHaveLength(6);
    expect(requests.map(({ headers }) => headers.get('last-event-id'))).toEqual([null, '1-0', '1-0', '2-0']);
    expect(transport.slept).toHaveLength(3);
  });

  it('waits as long as the stream asked when it ends early', async () => {
    const { fetch } = scripted(stream('retry: 40\n\n', state), stream(end));
    const transport = deps(fetch);
    await follow(transport);
    expect(transport.slept).toEqual([40]);
  });

  it('ends quietly when there is nothing more to come', async () => {
    const { fetch, requests } = scripted(() => new Response(null, { status: 204 }));
    expect(await follow(deps(fetch), { after: '9-0' })).toEqual([]);
    expect(requests[0]?.headers.get('last-event-id')).toBe('9-0');
  });

  it('gives up on a job that is not there, and when no connection works', async () => {
    await expect(follow(deps(scripted(problem('not_found', 404)).fetch))).rejects.toMatchObject({ code: 'not_found' });
    const down = scripted(broken, broken, broken);
    await expect(follow(deps(down.fetch))).rejects.toBeInstanceOf(LectorConnectionError);
    expect(down.requests).toHaveLength(3);
  });
});
