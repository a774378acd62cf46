import { connect, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { waitFor } from '@lector/testing';
import { type Sent, sendBytes } from './answer.js';

const CHUNK = Buffer.alloc(64 * 1024, 7);
/** Far more than the buffers of two sockets hold. */
const CHUNKS = 400;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A client that asks and reads nothing until it is told to. */
async function asking(restMs: number) {
  const state = { made: 0, closed: false, sent: null as Sent | null, read: 0 };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (; state.made < CHUNKS; state.made += 1) yield await Promise.resolve(CHUNK);
    } finally {
      state.closed = true;
    }
  }
  const app = express();
  app.get('/', async (_request, response: Response) => {
    state.sent = await sendBytes(response, chunks(), { 'Content-Type': 'audio/pcm' }, restMs);
  });
  const server = app.listen(0, '127.0.0.1');
  await waitFor(() => server.listening, { what: 'the server to listen' });
  const socket: Socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  closers.push(
    () => socket.destroy(),
    () => server.close(),
  );
  await waitFor(() => state.made > 0, { what: 'the first chunk' });
  const readOn = () => {
    socket.on('data', (piece: Buffer) => {
      state.read += piece.length;
    });
    socket.resume();
  };
  return { state, socket, readOn };
}

describe('sendBytes', () => {
  it('makes no more while its client rests, and goes on when it reads on', async () => {
    const { state, readOn } = await asking(60_000);
    // The buffers are full once nothing is made from one look to the next.
    let before = -1;
    await waitFor(() => before === (before = state.made), { what: 'the buffers to be full' });
    expect(state.made).toBeLessThan(CHUNKS);
    expect(state.sent).toBeNull();
    readOn();
    await waitFor(() => state.sent !== null, { what: 'the end' });
    expect(state).toMatchObject({ sent: 'sent', made: CHUNKS, closed: true });
    await waitFor(() => state.read > CHUNKS * CHUNK.length, { what: 'all of it to arrive' });
  });

  it('tells of a client that has left, or rests for too long, and closes its source', async () => {
    const gone = await asking(60_000);
    gone.socket.destroy();
    await waitFor(() => gone.state.sent !== null, { what: 'the end' });
    expect(gone.state).toMatchObject({ sent: 'left', closed: true });
    const resting = await asking(20);
    await waitFor(() => resting.state.sent !== null, { what: 'the end' });
    expect(resting.state).toMatchObject({ sent: 'stuck', closed: true });
  });
});
