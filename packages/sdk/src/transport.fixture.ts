import { LectorApiError } from './errors.js';
import type { TransportDeps } from './transport.js';

type Answer = () => Response | Promise<Response>;

/** A fetch that gives these answers one after the other and writes down what it was asked. */
export function scripted(...answers: Answer[]) {
  const requests: { url: string; init: RequestInit; headers: Headers }[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    requests.push({ url: url instanceof Request ? url.url : url.toString(), init, headers: new Headers(init.headers) });
    const answer = answers.shift();
    if (answer === undefined) throw new Error('asked more often than expected');
    return await answer();
  };
  return { fetch, requests };
}

export const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

export const problem =
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

export const broken = () => Promise.reject(new TypeError('fetch failed'));

/** An answer that begins and then breaks off. */
export const cutAfter =
  (...pieces: string[]) =>
  () =>
    new Response(
      new ReadableStream<Uint8Array>({
        pull(controller) {
          const piece = pieces.shift();
          if (piece === undefined) controller.error(new TypeError('terminated'));
          else controller.enqueue(new TextEncoder().encode(piece));
        },
      }),
    );

/** What never comes, until the call is given up. */
export const silent: typeof globalThis.fetch = (_url, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error), { once: true });
  });

/** Sleeps take no time but move the clock. */
export function transport(fetch: typeof globalThis.fetch): TransportDeps & { readonly slept: number[] } {
  const slept: number[] = [];
  let nowMs = Date.UTC(2026, 10, 22, 12);
  return {
    baseUrl: 'http://lector.test',
    apiKey: null,
    fetch,
    maxRetries: 2,
    timeoutMs: 600_000,
    sleep: (ms) => {
      slept.push(ms);
      nowMs += ms;
      return Promise.resolve();
    },
    random: () => 1,
    nowMs: () => nowMs,
    slept,
  };
}

export function apiErrorOf(status: number, retryAfterSeconds: number | null = null): LectorApiError {
  return new LectorApiError('x', { code: 'unexpected', status, errors: [], requestId: null, retryAfterSeconds });
}
