import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Problem } from '@lector/contract';
import { type HttpServer, listen } from './http-server.js';

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

/** Everything the server says to these bytes. */
function answerTo(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      answer += piece;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

function problemIn(answer: string): Problem {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toContain('Content-Type: application/problem+json');
  const problem = Problem.parse(JSON.parse(body));
  expect(head).toContain(`HTTP/1.1 ${problem.status} `);
  return problem;
}

describe('listen', () => {
  it('answers what is not HTTP with a problem document', async () => {
    const { url } = await start((_request, response) => response.end());
    const problem = problemIn(await answerTo(url, 'HELLO\r\n\r\n'));
    expect(problem).toMatchObject({ code: 'invalid_request', instance: 'req_1', type: '/docs/errors#invalid_request' });
  });

  it('answers headers without end with a problem document', async () => {
    const { url } = await start((_request, response) => response.end());
    const answer = await answerTo(url, `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(problemIn(answer).code).toBe('headers_too_large');
  });

  it.each([
    ['headers', 'GET / HTTP/1.1\r\nHost: a\r\n'],
    ['a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{"te'],
  ])('answers 408 to %s that do not arrive in time', async (_what, bytes) => {
    const { url } = await start((request) => void request.resume(), { headersMs: 20, requestMs: 20, lookMs: 5 });
    const problem = problemIn(await answerTo(url, bytes));
    expect(problem).toMatchObject({ status: 408, code: 'request_timeout', instance: 'req_1' });
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
