import { connect } from 'node:net';

/** Longer than a loopback answer ever takes, short enough for a stopped process to be noticed. */
const ANSWER_TIMEOUT_MS = 2_000;

/** A command in the Redis protocol: an array of bulk strings. */
export function encodeCommand(words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}

/**
 * Whether a Redis on loopback takes this password and answers PING. False while it loads its data, and for a server
 * that is somebody else's.
 */
export async function redisAnswers(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => settle(false));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
    socket.once('connect', () => socket.write(encodeCommand(['AUTH', password]) + encodeCommand(['PING'])));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received += chunk;
      if (received.split('\r\n').length > 2) settle(received === '+OK\r\n+PONG\r\n');
    });
  });
}
