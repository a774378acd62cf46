import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Response } from 'express';
import { openSseStream } from './sse-stream.js';

const open: (Server | Socket)[] = [];
afterEach(() => {
  for (const one of open.splice(0)) {
    if ('closeAllConnections' in one) {
      one.closeAllConnections();
      one.close();
    } else one.destroy();
  }
});

/** A connection whose reader reads nothing until told to. */
async function pausedReader(): Promise<{ response: Response; socket: Socket }> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const response = new Promise<ServerResponse>((resolve) =>
    server.once('request', (_request, answer) => resolve(answer)),
  );
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  open.push(socket);
  socket.on('error', () => undefined);
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const answer = (await response) as unknown as Response;
  answer.status = (code: number) => Object.assign(answer, { statusCode: code });
  return { response: answer, socket };
}

const big = 'x'.repeat(48 * 1024);

describe('openSseStream', () => {
  it('drops a reader that takes nothing, and never holds more than a frame above the bound', async () => {
    const { response } = await pausedReader();
    const stream = openSseStream(response, { monotonicMs: () => 0, heartbeatMs: 1000, drainMs: 50 });
    let frames = 0;
    let most = 0;
    while (await stream.send({ event: 'e', data: big })) {
      frames += 1;
      most = Math.max(most, response.writableLength);
    }
    expect(response.destroyed).toBe(true);
    expect(frames).toBeGreaterThan(1);
    expect(most).toBeLessThan(64 * 1024 + 2 * big.length);
  });

  it('waits for a reader that is only slow', async () => {
    const { response, socket } = await pausedReader();
    const stream = openSseStream(response, { monotonicMs: () => 0, heartbeatMs: 1000, drainMs: 10_000 });
    let received = 0;
    socket.on('data', (piece: Buffer) => {
      received += piece.length;
    });
    socket.pause();
    const sending = (async () => {
      for (let index = 0; index < 200; index += 1) {
        if (!(await stream.send({ event: 'e', data: big }))) return 'dropped';
      }
      return 'all sent';
    })();
    setTimeout(() => socket.resume(), 100);
    expect(await sending).toBe('all sent');
    expect(received).toBeGreaterThan(100 * big.length);
  });

  it('sends a heartbeat only after silence', async () => {
    const { response } = await pausedReader();
    let nowMs = 0;
    const written: string[] = [];
    const write = response.write.bind(response);
    response.write = (text: string) => {
      written.push(text);
      return write(text);
    };
    const stream = openSseStream(response, { monotonicMs: () => nowMs, heartbeatMs: 1000 });
    nowMs = 999;
    await stream.heartbeat();
    expect(written).toEqual(['retry: 2000\n\n']);
    nowMs = 1000;
    await stream.heartbeat();
    expect(written.at(-1)).toBe(': still here\n\n');
    nowMs = 1500;
    await stream.heartbeat();
    expect(written).toHaveLength(2);
  });
});
