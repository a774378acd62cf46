import { createConnection } from 'node:net';
import { expect, it } from 'vitest';
import { testRedisUrl } from './test-services.js';
import { tcpProxy } from './tcp-proxy.js';
import { waitFor } from './wait-for.js';

/** Sends inline commands and returns all that comes back until the server closes the connection. */
async function talk(url: string, lines: readonly string[]): Promise<string> {
  const { port, password } = new URL(url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = createConnection({ host: '127.0.0.1', port: Number(port) });
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
    });
    socket.once('error', reject).once('close', () => resolve(received));
    socket.write([`AUTH ${password}`, ...lines, 'QUIT', ''].join('\r\n'));
  });
}

it('gives test files a Redis that keeps every job: append-only and without eviction', async () => {
  const answer = await talk(testRedisUrl(), ['CONFIG GET maxmemory-policy', 'CONFIG GET appendonly', 'PING']);
  expect(answer).toContain('noeviction');
  expect(answer).toContain('yes');
  expect(answer).toContain('+PONG');
});

it('refuses whoever has no password', async () => {
  const { port } = new URL(testRedisUrl());
  expect(await talk(`redis://:wrong@127.0.0.1:${port}`, ['PING'])).toMatch(/WRONGPASS[\s\S]*NOAUTH/);
});

it('reaches it through a proxy that can be cut and restored', async () => {
  const proxy = await tcpProxy({ target: testRedisUrl() });
  expect(await talk(proxy.url, ['PING'])).toContain('+PONG');
  await proxy.cut();
  await expect(talk(proxy.url, ['PING'])).rejects.toThrow(/ECONNREFUSED/);
  await proxy.restore();
  expect(await talk(proxy.url, ['PING'])).toContain('+PONG');
  await proxy.close();
});

it('holds every byte back while the proxy stalls and delivers them when it is restored', async () => {
  const proxy = await tcpProxy({ target: testRedisUrl() });
  proxy.stall();
  let answer: string | null = null;
  const talking = talk(proxy.url, ['PING']).then((text) => {
    answer = text;
  });
  await waitFor(() => proxy.connectionCount === 1, { what: 'the connection to be taken' });
  // Another, unstalled round trip to the same server takes longer than an answer would have needed.
  await talk(testRedisUrl(), ['PING']);
  expect(answer).toBeNull();
  await proxy.restore();
  await talking;
  expect(answer).toContain('+PONG');
  await proxy.close();
});
