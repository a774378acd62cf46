import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { LectorError, PROBLEM_CONTENT_TYPE, type Problem, problemOf } from '@lector/contract';

/** Problem documents for what never becomes a call: requests that break HTTP itself, or that its parser gives up on. */

export interface ProtocolBounds {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly maxHeaderBytes: number;
}

export interface ProtocolErrorDeps {
  readonly typeBase: string;
  readonly newId: () => string;
  readonly bounds: ProtocolBounds;
}

/** How long a peer whose request is broken may go on sending before its connection is cut, ms. */
const LINGER_MS = 500;

/**
 * What HTTP/1.1 asks of every request and Node would answer with an empty 400.
 * @returns null for a request that may pass
 */
export function brokenHost(request: IncomingMessage): LectorError | null {
  const hosts = request.headersDistinct['host']?.length ?? 0;
  if (hosts > 1) return new LectorError('invalid_request', 'the request has more than one Host header');
  if (hosts === 0 && request.httpVersion === '1.1') {
    return new LectorError('invalid_request', 'the request has no Host header, which HTTP/1.1 asks for');
  }
  return null;
}

/** Answers in the place of the app. */
export function answerProblem(response: ServerResponse, error: LectorError, deps: ProtocolErrorDeps): void {
  const { problem, body } = made(error, deps);
  response.writeHead(problem.status, {
    'Content-Type': PROBLEM_CONTENT_TYPE,
    'Content-Length': Buffer.byteLength(body),
    'X-Request-Id': problem.instance,
    Connection: 'close',
  });
  response.end(body);
}

/**
 * Answers bytes that made the parser give up, by hand: there is no response object for them. Calls of the same
 * connection that came before are answered first, or their answer would be taken for this one. Where the call that the
 * bytes belong to has begun to be answered, nothing more can be said.
 * @param open calls of the connection that are not answered yet, oldest first
 */
export function answerBroken(
  error: NodeJS.ErrnoException,
  socket: Socket,
  open: readonly ServerResponse[],
  deps: ProtocolErrorDeps,
): void {
  const broken = open.find(({ req }) => !req.complete);
  if (error.code === 'ECONNRESET' || !socket.writable || broken?.headersSent === true) {
    socket.destroy();
    return;
  }
  const before = open.filter((response) => response !== broken).at(-1);
  const answer = () => endByHand(socket, requestError(error, deps.bounds), deps);
  if (before === undefined) answer();
  // After the turn in which the server itself lets go of the answered call.
  else before.once('close', () => setImmediate(answer));
}

/** `CONNECT` asks for a tunnel and has no response object either. */
export function answerConnect(socket: Socket, deps: ProtocolErrorDeps): void {
  endByHand(socket, new LectorError('method_not_allowed', 'this is no proxy: CONNECT is not taken'), deps);
}

function endByHand(socket: Socket, error: LectorError, deps: ProtocolErrorDeps): void {
  if (!socket.writable) return;
  const { problem, body } = made(error, deps);
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.code}`,
    `Content-Type: ${PROBLEM_CONTENT_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${problem.instance}`,
    'Connection: close',
  ];
  socket.end([...head, '', body].join('\r\n'));
  // A peer that never hangs up would keep its half of the connection for ever.
  const cut = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(cut));
}

function made(error: LectorError, { typeBase, newId }: ProtocolErrorDeps): { problem: Problem; body: string } {
  const problem = problemOf(error, { typeBase, instance: newId() });
  return { problem, body: JSON.stringify(problem) };
}

function requestError({ code }: NodeJS.ErrnoException, bounds: ProtocolBounds): LectorError {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT': {
      const [headers, all] = [bounds.headersMs / 1000, bounds.requestMs / 1000];
      return new LectorError(
        'request_timeout',
        `the request did not arrive in time: its headers have ${headers} seconds, all of it ${all}; these limits are fixed, send it faster or in smaller parts`,
      );
    }
    case 'HPE_HEADER_OVERFLOW':
      return new LectorError(
        'headers_too_large',
        `the headers are too large: together they may have ${bounds.maxHeaderBytes} bytes; this limit is fixed [maxBytes=${bounds.maxHeaderBytes}]`,
      );
    default:
      return new LectorError('invalid_request', 'this is not an HTTP request, or its body is not what its headers say');
  }
}
