import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { attemptDelivery } from './attempt.js';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const LOOPBACK = { allowCidrs: ['127.0.0.0/8'] };
const servers: Server[] = [];

async function receiver(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const send = (url: string, rules = LOOPBACK, totalMs = 2_000) =>
  attemptDelivery({ url, secret: SECRET, eventId: 'evt_1', body: '{"type":"job.completed"}' }, rules, {
    now: Date.now,
    totalMs,
  });

describe('attemptDelivery', () => {
  it('sends what the public standardwebhooks package verifies', async () => {
    const seen: { body: string; headers: Record<string, string> }[] = [];
    const url = await receiver((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        seen.push({ body, headers: request.headers as Record<string, string> });
        response.writeHead(204).end();
      });
    });
    expect(await send(url)).toEqual({ kind: 'delivered', status: 204 });
    const [got] = seen;
    expect(new Webhook(SECRET).verify(got?.body ?? '', got?.headers ?? {})).toEqual({ type: 'job.completed' });
    expect(() => new Webhook(SECRET).verify(`${got?.body} `, got?.headers ?? {})).toThrow();
  });

  it('never connects to a private address that is not allowed', async () => {
    let connections = 0;
    const url = await receiver((_request, response) => response.end());
    servers.at(-1)?.on('connection', () => (connections += 1));
    for (const target of [url, url.replace('127.0.0.1', 'localhost'), url.replace('127.0.0.1', '2130706433')]) {
      expect(await send(target, { allowCidrs: [] })).toMatchObject({ kind: 'refused' });
    }
    expect(connections).toBe(0);
  });

  it('does not follow a redirect', async () => {
    let hits = 0;
    const url = await receiver((_request, response) => {
      hits += 1;
      response.writeHead(302, { location: url }).end();
    });
    expect(await send(url)).toEqual({ kind: 'rejected', status: 302, retryAfterSeconds: null });
    expect(hits).toBe(1);
  });

  it('reads Retry-After, and 410 as an end', async () => {
    const busy = await receiver((_request, response) => response.writeHead(429, { 'retry-after': '7' }).end());
    expect(await send(busy)).toEqual({ kind: 'rejected', status: 429, retryAfterSeconds: 7 });
    // A minute from now, however long the attempt takes.
    const date = new Date(Date.now() + 60_000).toUTCString();
    const dated = await receiver((_request, response) => response.writeHead(503, { 'retry-after': date }).end());
    const outcome = await send(dated);
    const seconds = outcome.kind === 'rejected' ? outcome.retryAfterSeconds : null;
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    const gone = await receiver((_request, response) => response.writeHead(410).end());
    expect(await send(gone)).toEqual({ kind: 'gone', status: 410 });
  });

  it('ends in time when the receiver never answers', async () => {
    const url = await receiver(() => {});
    expect(await send(url, LOOPBACK, 200)).toMatchObject({ kind: 'unreachable' });
  });

  it('takes the status of a receiver whose body never ends', async () => {
    const url = await receiver((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(4096)), 1);
      response.on('close', () => clearInterval(timer));
    });
    expect(await send(url)).toEqual({ kind: 'delivered', status: 200 });
  });

  it('says why a receiver could not be reached', async () => {
    const url = await receiver(() => {});
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    expect(await send(url)).toEqual({ kind: 'unreachable', reason: 'ECONNREFUSED' });
  });
});
