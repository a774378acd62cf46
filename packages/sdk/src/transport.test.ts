import { describe, expect, it, vi } from 'vitest';
import {
  LectorAuthError,
  LectorConflictError,
  LectorConnectionError,
  LectorNotFoundError,
  LectorRateLimitError,
  LectorRequestError,
  LectorServerError,
  LectorTimeoutError,
  LectorUnavailableError,
} from './errors.js';
import { jsonOf } from './read-answer.js';
import { broken, cutAfter, json, problem, scripted, silent, transport } from './transport.fixture.js';
import { asItIs, type Call, send, type TransportDeps } from './transport.js';

const call = { method: 'GET', path: ['x'], repeatable: true } as const;
const ask = (deps: TransportDeps, rest: Partial<Call> = {}) => send<unknown>(deps, { ...call, ...rest }, jsonOf);

describe('send', () => {
  it('tries again after 503, 429 and broken connections, as long as the server asks', async () => {
    const date = { 'retry-after': 'Sun, 22 Nov 2026 12:00:10 GMT' };
    const { fetch } = scripted(
      problem('queue_unavailable', 503, { 'retry-after': '7' }),
      problem('x', 429, date),
      json({}),
    );
    const deps = transport(fetch);
    expect(await ask(deps)).toEqual({});
    // The date was ten seconds after the first try, seven of which were over.
    expect(deps.slept).toEqual([7000, 3000]);
    const later = transport(scripted(broken, broken, json({})).fetch);
    await ask(later);
    expect(later.slept).toEqual([500, 1000]);
  });

  it('gives up after the tries allowed, with the last error', async () => {
    const refused = problem('queue_unavailable', 503);
    const { fetch, requests } = scripted(refused, refused, refused);
    await expect(ask(transport(fetch))).rejects.toMatchObject({ code: 'queue_unavailable', status: 503 });
    expect(requests).toHaveLength(3);
    await expect(ask(transport(scripted(broken, broken, broken).fetch))).rejects.toBeInstanceOf(LectorConnectionError);
  });

  it('does not repeat what would be done twice, nor what cannot get better', async () => {
    const once = scripted(problem('queue_unavailable', 503));
    await expect(ask(transport(once.fetch), { repeatable: false })).rejects.toMatchObject({ status: 503 });
    const wrong = scripted(problem('unknown_voice', 422));
    await expect(ask(transport(wrong.fetch))).rejects.toMatchObject({ code: 'unknown_voice', requestId: 'req_1' });
  });

  it('asks again when an answer breaks off while it is read', async () => {
    const { fetch, requests } = scripted(cutAfter('{"half":'), json({ whole: true }));
    expect(await ask(transport(fetch))).toEqual({ whole: true });
    expect(requests).toHaveLength(2);
  });

  it('calls an answer that is not Lector’s unexpected', async () => {
    const page = (status: number) => () => new Response('<html>Bad gateway</html>', { status });
    await expect(ask(transport(scripted(page(500)).fetch))).rejects.toMatchObject({ code: 'unexpected', status: 500 });
    const other = ask(transport(scripted(page(200)).fetch));
    await expect(other).rejects.toMatchObject({ code: 'unexpected', message: expect.stringContaining('not JSON') });
  });

  it.each([
    [400, LectorRequestError],
    [401, LectorAuthError],
    [403, LectorAuthError],
    [404, LectorNotFoundError],
    [409, LectorConflictError],
    [410, LectorNotFoundError],
    [413, LectorRequestError],
    [422, LectorRequestError],
    [429, LectorRateLimitError],
    [500, LectorServerError],
    [503, LectorUnavailableError],
    [504, LectorUnavailableError],
  ])('throws status %i by its class', async (status, kind) => {
    const error = await ask(transport(scripted(problem('x', status)).fetch), { repeatable: false }).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(kind);
    expect(error).toHaveProperty('name', kind.name);
  });

  it('stops waiting when the caller gives up', async () => {
    const gone = new AbortController();
    const { fetch } = scripted(() => {
      gone.abort(new Error('enough'));
      return broken();
    });
    await expect(ask(transport(fetch), { signal: gone.signal })).rejects.toThrow('enough');
  });

  it('ends when the time of the call is over', async () => {
    const late = ask(transport(silent), { timeoutMs: 20 });
    await expect(late).rejects.toBeInstanceOf(LectorTimeoutError);
    await expect(ask(transport(silent), { timeoutMs: 20 })).rejects.toThrow(
      'no answer from http://lector.test in 0.02 s',
    );
  });

  it('says what the server said rather than wait for longer than there is time', async () => {
    const { fetch, requests } = scripted(problem('queue_unavailable', 503, { 'retry-after': '30' }));
    await expect(ask(transport(fetch), { timeoutMs: 20_000 })).rejects.toBeInstanceOf(LectorUnavailableError);
    expect(requests).toHaveLength(1);
  });

  it('leaves a body that is read later to the caller’s signal, not to the time of the call', async () => {
    vi.useFakeTimers();
    try {
      const gone = new AbortController();
      let handed: AbortSignal | null | undefined;
      const fetch: typeof globalThis.fetch = (_url, init) => {
        handed = init?.signal;
        return Promise.resolve(new Response('audio'));
      };
      const answer = await send(transport(fetch), { ...call, signal: gone.signal, timeoutMs: 1_000 }, asItIs);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(handed?.aborted).toBe(false);
      expect(await answer.text()).toBe('audio');
      gone.abort();
      expect(handed?.aborted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes a header that cannot be sent for a mistake, not for a broken connection', async () => {
    const { fetch, requests } = scripted();
    await expect(ask(transport(fetch), { headers: { 'idempotency-key': 'ключ' } })).rejects.toBeInstanceOf(TypeError);
    expect(requests).toHaveLength(0);
  });
});
