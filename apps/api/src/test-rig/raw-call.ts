import { connect, type Socket } from 'node:net';
import { expect } from 'vitest';
import { Problem } from '@lector/contract';

/** Calls byte by byte, for what no HTTP client would send. */

export interface RawAnswer {
  readonly text: string;
  /** From the connection on, ms. */
  readonly ms: number;
}

/**
 * Everything the server says until it hangs up.
 * @param say what the client sends; a function may go on sending until the socket closes
 */
export function rawCall(url: string, say: string | ((socket: Socket) => void)): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const startedMs = performance.now();
    let text = '';
    let ms = 0;
    const socket = connect(Number(port), hostname, () => {
      if (typeof say === 'string') socket.write(say);
      else say(socket);
    });
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      text += piece;
      ms = performance.now() - startedMs;
    });
    // A server that stops reading resets the connection; what it said before that counts.
    socket.on('error', (error) => void (text === '' && reject(error)));
    socket.on('close', () => resolve({ text, ms }));
  });
}

/** The answers of one connection, each with its head and its body by the length it names. */
export function answersIn(text: string): { readonly head: string; readonly body: string }[] {
  const answers: { head: string; body: string }[] = [];
  for (let rest = text; rest !== '';) {
    const at = rest.indexOf('\r\n\r\n');
    if (at < 0) throw new Error(`no end of a head: ${rest}`);
    const head = rest.slice(0, at);
    const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
    answers.push({ head, body: rest.slice(at + 4, at + 4 + length) });
    rest = rest.slice(at + 4 + length);
  }
  return answers;
}

/** The problem document that is the only, or the last, answer of a connection. */
export function problemIn(text: string): Problem {
  const { head = '', body = '' } = answersIn(text).at(-1) ?? {};
  expect(head).toMatch(/^content-type: application\/problem\+json$/im);
  const problem = Problem.parse(JSON.parse(body));
  expect(head).toContain(`HTTP/1.1 ${problem.status} `);
  expect(head).toMatch(new RegExp(`^x-request-id: ${problem.instance}$`, 'im'));
  expect(head).toMatch(/^connection: close$/im);
  return problem;
}
