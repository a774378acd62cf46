import { afterEach, describe, expect, it } from 'vitest';
import { type HttpServer, listen } from './http-server.js';
import { answersIn, problemIn, rawCall } from './test-rig/raw-call.js';

const options = { host: '127.0.0.1', port: 0, typeBase: '/docs/errors', newId: () => 'req_1' };
const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close(0);
});

async function start(app: Parameters<typeof listen>[0], arrival?: Parameters<typeof listen>[1]['arrival']) {
  const server = await listen(app, { ...options, ...(arrival === undefined ? {} : { arrival }) });
  servers.push(server);
  return server;
}

describe('listen', () => {
  it('answers what is not HTTP with a problem document', async () => {
    const { url } = await start((_request, response) => response.end());
    const problem = problemIn((await rawCall(url, 'HELLO\r\n\r\n')).text);
    expect(problem).toMatchObject({ code: 'invalid_request', instance: 'req_1', type: '/docs/errors#invalid_request' });
  });

  it('answers headers without end with a problem document', async () => {
    const { url } = await start((_request, response) => response.end());
    const { text } = await rawCall(url, `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(problemIn(text)).toMatchObject({
      code: 'headers_too_large',
      detail: expect.stringContaining('16384 bytes'),
    });
  });

  it.each([
    ['headers', 'GET / HTTP/1.1\r\nHost: a\r\n'],
    ['a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{"te'],
  ])('answers 408 to %s that do not arrive in time', async (_what, bytes) => {
    const { url } = await start((request) => void request.resume(), { headersMs: 20, requestMs: 20, lookMs: 5 });
    const problem = problemIn((await rawCall(url, bytes)).text);
    expect(problem).toMatchObject({ status: 408, code: 'request_timeout', instance: 'req_1' });
    expect(problem.detail).toMatch(/0\.02 seconds.*fixed/);
  });

  it.each([
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 'invalid_request'],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 'invalid_request'],
    ['an unknown expectation', 'GET / HTTP/1.1\r\nHost: a\r\nExpect: nonsense\r\n\r\n', 'expectation_failed'],
    ['CONNECT', 'CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n', 'method_not_allowed'],
  ])('answers a request with %s with a problem document and keeps it from the app', async (_what, bytes, code) => {
    let calls = 0;
    const { url } = await start((_request, response) => response.end(String((calls += 1))));
    expect(problemIn((await rawCall(url, bytes)).text).code).toBe(code);
    expect(calls).toBe(0);
  });

  it('takes HTTP/1.0 without Host', async () => {
    const { url } = await start((_request, response) => response.end('done'));
    expect((await rawCall(url, 'GET / HTTP/1.0\r\n\r\n')).text).toMatch(/^HTTP\/1.1 200 [^]*done$/);
  });

  const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
  const broken: readonly [string, string, string][] = [
    ['broken', 'HELLO\r\n\r\n', 'invalid_request'],
    ['too large', `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 'headers_too_large'],
    ['never complete', 'GET / HTTP/1.1\r\nHost: a\r\n', 'request_timeout'],
  ];

  it.each(broken)('answers a second request of a connection that is %s', async (_what, bytes, code) => {
    const arrival = { headersMs: 50, requestMs: 50, lookMs: 5 };
    const { url } = await start((_request, response) => response.end('first'), arrival);
    const { text } = await rawCall(url, (socket) => {
      socket.write(GET);
      socket.once('data', () => socket.write(bytes));
    });
    expect(answersIn(text)[0]?.body).toBe('first');
    expect(problemIn(text).code).toBe(code);
  });

  it('answers a broken request only after the one before it, whose answer it would seem to be', async () => {
    const { url } = await start((_request, response) => {
      // Both came in one piece; by then the parser has found the second broken.
      setImmediate(() => void response.end('first'));
    });
    const { text } = await rawCall(url, `${GET}HELLO\r\n\r\n`);
    expect(answersIn(text).map(({ head }) => head.split('\r\n')[0])).toEqual([
      'HTTP/1.1 200 OK',
      'HTTP/1.1 400 invalid_request',
    ]);
  });

  it('says nothing more where the broken request has begun to be answered', async () => {
    const { url } = await start((_request, response) => void response.write('begun'));
    const bytes = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
    const { text } = await rawCall(url, (socket) => {
      socket.write(bytes);
      socket.once('data', () => socket.write('no chunk\r\n'));
    });
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(text).not.toContain('problem+json');
  });

  it('cuts a peer that does not hang up after its broken request', async () => {
    const { url } = await start((_request, response) => response.end());
    const { text } = await rawCall(url, (socket) => {
      socket.allowHalfOpen = true;
      const talk = setInterval(() => socket.write('HELLO\r\n\r\n'), 20);
      socket.once('close', () => clearInterval(talk));
    });
    expect(problemIn(text).code).toBe('invalid_request');
  });

  it('says which address it cannot use', async () => {
    const { url } = await start((_request, response) => response.end());
    const port = Number(new URL(url).port);
    const second = listen((_request, response) => response.end(), { ...options, port });
    await expect(second).rejects.toMatchObject({ code: 'config_invalid' });
  });

  it('lets a call in progress end when it closes, and cuts it at the deadline', async () => {
    let finish: () => void = () => undefined;
    const server = await start((request, response) => {
      response.flushHeaders();
      finish = () => void response.end('done');
      if (request.url === '/never') finish = () => undefined;
    });
    const ending = await fetch(server.url);
    const closed = server.close(60_000);
    finish();
    expect(await ending.text()).toBe('done');
    await closed;

    const stuckServer = await start((_request, response) => response.flushHeaders());
    const stuck = await fetch(`${stuckServer.url}/never`);
    await stuckServer.close(10);
    await expect(stuck.text()).rejects.toThrow();
  });
});
