import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchHttp, type HttpDownload } from './fetch-http.js';
import { unreachableHost } from './http-request.js';

const content = randomBytes(300_000);
const sha256 = createHash('sha256').update(content).digest('hex');

let dir: string;
let dest: string;
let server: Server;
let origin: string;
let ranges: (string | undefined)[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

/** A server as it should be: honours Range. */
function wellBehaved(request: IncomingMessage, response: ServerResponse) {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (request.headers.range === undefined) response.writeHead(200, { 'content-length': content.length });
  else {
    response.writeHead(206, {
      'content-length': content.length - from,
      'content-range': `bytes ${from}-${content.length - 1}/${content.length}`,
    });
  }
  response.end(content.subarray(from));
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-http-'));
  dest = join(dir, 'out/file');
  ranges = [];
  answer = wellBehaved;
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(dir, { recursive: true, force: true });
});

const download = (change: Partial<HttpDownload> = {}) =>
  fetchHttp({ url: `${origin}/file`, dest, bytes: content.length, sha256, ...change });

async function expectDone() {
  expect((await readFile(dest)).equals(content)).toBe(true);
  expect(await readdir(join(dir, 'out'))).toEqual(['file']);
}

describe('a download', () => {
  test('arrives complete, telling how far it is', async () => {
    const seen: number[] = [];
    await download({ onProgress: ({ receivedBytes }) => seen.push(receivedBytes) });
    await expectDone();
    expect(seen.at(-1)).toBe(content.length);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  test('is not repeated when the file is there', async () => {
    await download();
    await download();
    expect(ranges).toHaveLength(1);
  });

  test('follows redirects, relative ones too', async () => {
    answer = (request, response) => {
      if (request.url === '/file') response.writeHead(302, { location: '/elsewhere' }).end();
      else wellBehaved(request, response);
    };
    await download();
    await expectDone();
  });

  test('gives up on redirects that never end', async () => {
    answer = (_request, response) => response.writeHead(302, { location: '/file' }).end();
    await expect(download()).rejects.toMatchObject({ code: 'pack_source_unreachable' });
    expect(ranges.length).toBeLessThan(10);
  });
});

describe('a download that was cut', () => {
  /** Sends about half, then cuts the connection. */
  function cutting(_request: IncomingMessage, response: ServerResponse) {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, 150_000), () => response.destroy());
  }

  test('goes on where it stopped', async () => {
    answer = cutting;
    await expect(download()).rejects.toMatchObject({ code: 'pack_source_unreachable' });
    const had = (await readFile(`${dest}.part`)).length;
    expect(had).toBeGreaterThan(0);
    answer = wellBehaved;
    const told: number[] = [];
    await download({ onProgress: ({ receivedBytes }) => told.push(receivedBytes) });
    await expectDone();
    expect(ranges).toEqual([undefined, `bytes=${had}-`]);
    expect([told[0], told.at(-1)]).toEqual([had, content.length]);
  });

  test('starts again with a server that does not know ranges', async () => {
    answer = cutting;
    await expect(download()).rejects.toThrow();
    answer = (_request, response) => response.writeHead(200, { 'content-length': content.length }).end(content);
    await download();
    await expectDone();
  });

  test('starts again when what was kept belongs to another file', async () => {
    answer = cutting;
    await expect(download()).rejects.toThrow();
    const part = await readFile(`${dest}.part`);
    await writeFile(`${dest}.part`, randomBytes(part.length));
    answer = wellBehaved;
    await download();
    await expectDone();
    expect(ranges).toEqual([undefined, `bytes=${part.length}-`, undefined]);
  });

  test('needs no server when only the last rename was missing', async () => {
    await download();
    await writeFile(`${dest}.part`, content);
    await rm(dest);
    await download();
    await expectDone();
    expect(ranges).toHaveLength(1);
  });
});

describe('what is refused', () => {
  test.each([
    ['another content of the same size', (response: ServerResponse) => response.end(randomBytes(content.length))],
    ['more bytes than declared', (response: ServerResponse) => response.end(Buffer.concat([content, content]))],
    ['an announced size that is not the declared one', (response: ServerResponse) => response.end('<!doctype html>')],
  ])('%s, and nothing is kept', async (_title, send) => {
    answer = (_request, response) => void send(response);
    await expect(download()).rejects.toMatchObject({ code: 'pack_corrupt' });
    expect(await readdir(join(dir, 'out'))).toEqual([]);
  });

  test('a flood without announced size is stopped at the declared size', async () => {
    let sent = 0;
    answer = (_request, response) => {
      const more = () => {
        sent += content.length;
        if (!response.destroyed) response.write(content, more);
      };
      more();
    };
    await expect(download()).rejects.toMatchObject({ code: 'pack_corrupt' });
    expect(sent).toBeLessThan(100 * content.length);
  });

  test.each([403, 404, 500, 503])('an answer of %i', async (status) => {
    answer = (_request, response) => response.writeHead(status).end();
    await expect(download()).rejects.toMatchObject({
      code: 'pack_source_unreachable',
      message: `${new URL(origin).host}: answered ${status}`,
    });
  });

  test('a range that begins elsewhere than asked', async () => {
    await writeFile(join(dir, 'file.part'), content.subarray(0, 10));
    dest = join(dir, 'file');
    answer = (_request, response) =>
      response.writeHead(206, { 'content-range': `bytes 5-${content.length - 1}/${content.length}` }).end();
    await expect(download()).rejects.toMatchObject({ code: 'pack_source_unreachable' });
  });
});

describe('time', () => {
  test('a server that stops sending is left', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 1000));
    };
    await expect(download({ stallTimeoutMs: 50 })).rejects.toMatchObject({
      code: 'pack_source_unreachable',
      message: expect.stringContaining('nothing arrived for 50 ms') as string,
    });
  });

  test('a server that never answers is left, but its host counts as reachable', async () => {
    answer = () => {};
    const error: unknown = await download({ stallTimeoutMs: 50 }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'pack_source_unreachable' });
    expect(unreachableHost(error)).toBeNull();
  });

  test('a host without connection is named, so that it need not be tried again', async () => {
    const { host } = new URL(origin);
    await new Promise((resolve) => server.close(resolve));
    const error: unknown = await download().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'pack_source_unreachable' });
    expect(unreachableHost(error)).toBe(host);
  });

  test('a host that never finishes the handshake counts as without connection', async () => {
    const sockets: Socket[] = [];
    const silent = createTcpServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const error: unknown = await download({ url: `https://${host}/file`, connectTimeoutMs: 50 }).catch(
      (thrown: unknown) => thrown,
    );
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
    expect(error).toMatchObject({ code: 'pack_source_unreachable' });
    expect(unreachableHost(error)).toBe(host);
  });

  test('a download that is cancelled keeps what arrived', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 100_000));
    };
    const stop = new AbortController();
    const cancelled = download({
      signal: stop.signal,
      onProgress: ({ receivedBytes }) => {
        if (receivedBytes > 0) stop.abort(new Error('enough'));
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect((await readFile(`${dest}.part`)).length).toBeGreaterThan(0);
  });
});
