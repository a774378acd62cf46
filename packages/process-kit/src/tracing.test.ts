import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LectorError } from '@lector/contract';
import { NO_TRACING, startTracing, type Tracing } from './tracing.js';

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
  readonly status: { readonly code: number; readonly message?: string };
}

let server: Server;
let tracing: Tracing;
let bodies: string[];
beforeEach(async () => {
  bodies = [];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      if (request.url === '/v1/traces') bodies.push(body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  tracing = await startTracing({ endpoint, service: 'lector-test' });
});
afterEach(async () => {
  await tracing.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function sent(): Promise<SentSpan[]> {
  await tracing.close();
  const requests = bodies.map(
    (body) => JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[] },
  );
  return requests.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap((of) => of.scopeSpans.flatMap(({ spans }) => spans)),
  );
}

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('tracing', () => {
  it('sends spans that belong to the one they ran in, across waiting and side by side', async () => {
    await tracing.span('outer', {}, async () => {
      await Promise.all(
        ['a', 'b'].map((name) =>
          tracing.span(name, { attributes: { 'lector.segment': 1 } }, async () => {
            await new Promise((resolve) => setImmediate(resolve));
            await tracing.span(`${name} inner`, { kind: 'client' }, async () => {});
          }),
        ),
      );
    });
    const spans = await sent();
    const parentOf = (name: string) => {
      const parent = spans.find((span) => span.name === name)?.parentSpanId;
      return spans.find(({ spanId }) => spanId === parent)?.name;
    };
    expect(['a', 'b', 'a inner', 'b inner'].map(parentOf)).toEqual(['outer', 'outer', 'a', 'b']);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(spans.find(({ name }) => name === 'a')?.attributes).toEqual([
      { key: 'lector.segment', value: { intValue: 1 } },
    ]);
  });

  it("goes on with a caller's trace, and hands it on", async () => {
    const handed = await tracing.span('request', { kind: 'server', parent: PARENT }, (span) =>
      Promise.resolve(span.traceparent),
    );
    await tracing.span('job', { kind: 'consumer', parent: handed }, async () => {});
    const [request, job] = await sent();
    expect(request).toMatchObject({ traceId: PARENT.slice(3, 35), parentSpanId: PARENT.slice(36, 52), kind: 2 });
    expect(job).toMatchObject({ traceId: request?.traceId, parentSpanId: request?.spanId, kind: 5 });
  });

  it.each([
    'nonsense',
    '',
    undefined,
    'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01',
  ])('begins a trace of its own where the caller names none that is valid (%s)', async (parent) => {
    await tracing.span('request', { parent }, async () => {});
    const [request] = await sent();
    expect(request?.parentSpanId ?? '').toBe('');
    expect(request?.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(request?.traceId.toLowerCase()).not.toBe(PARENT.slice(3, 35));
  });

  it('records nothing of a trace its caller does not sample, and says so to those behind', async () => {
    const handed = await tracing.span('request', { parent: PARENT.replace(/01$/, '00') }, (span) =>
      Promise.resolve(span.traceparent),
    );
    expect(handed).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
    expect(await sent()).toEqual([]);
  });

  it('marks what failed by its code, never by its message', async () => {
    const spoken = (error: Error) => tracing.span('segment', {}, () => Promise.reject(error)).catch(() => {});
    await spoken(new LectorError('engine_failed', 'secret words'));
    await spoken(new Error('secret words', { cause: new Error('secret words') }));
    const spans = await sent();
    expect(spans.map(({ status }) => status)).toEqual([
      { code: 2, message: 'engine_failed' },
      { code: 2, message: 'Error' },
    ]);
    expect(bodies.join()).not.toContain('secret');
  });

  it('lets work go on where the receiver is away', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await tracing.span('work', {}, () => Promise.resolve('done'))).toBe('done');
    await tracing.close();
    server.listen(0, '127.0.0.1');
  });
});

describe('without a receiver', () => {
  it('work is only run', async () => {
    const none = await startTracing({ endpoint: undefined, service: 'lector-test' });
    expect(none).toBe(NO_TRACING);
    expect(await none.span('work', {}, ({ traceparent }) => Promise.resolve(traceparent))).toBeUndefined();
  });
});
