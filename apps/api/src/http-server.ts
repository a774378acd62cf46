import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { RequestListener } from 'node:http';
import { LectorError, PROBLEM_CONTENT_TYPE, problemOf } from '@lector/contract';

/**
 * The HTTP server around the app: bounds on what a slow or hostile peer may hold, problem documents for requests that
 * never become one, and an end that does not wait for idle connections.
 */
export interface HttpServer {
  /** `http://host:port` as bound. */
  readonly url: string;
  /** Stops listening, lets calls in progress end until the deadline, then cuts them. */
  close(deadlineMs: number): Promise<void>;
}

/** How long a request may take to arrive, ms. */
interface ArrivalTimes {
  readonly headersMs: number;
  /** All of it; a body of 1 MB takes less on any line worth serving. */
  readonly requestMs: number;
  /** Between two looks for requests that are late. */
  readonly lookMs: number;
}

const ARRIVAL_TIMES: ArrivalTimes = { headersMs: 15_000, requestMs: 30_000, lookMs: 5_000 };
/** Longer than the idle time of common proxies, so that they never reuse a connection we are closing. */
const KEEP_ALIVE_MS = 65_000;
const MAX_HEADER_BYTES = 16 * 1024;
const SWEEP_MS = 100;

export async function listen(
  app: RequestListener,
  options: {
    readonly host: string;
    readonly port: number;
    readonly typeBase: string;
    readonly newId: () => string;
    readonly arrival?: ArrivalTimes;
  },
): Promise<HttpServer> {
  const { headersMs, requestMs, lookMs } = options.arrival ?? ARRIVAL_TIMES;
  const server = createServer(
    {
      requestTimeout: requestMs,
      headersTimeout: headersMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      connectionsCheckingInterval: lookMs,
    },
    app,
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => answerBroken(error, socket, options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const { host, port } = options;
      reject(
        new LectorError('config_invalid', `the address cannot be used [host=${host}, port=${port}]`, { cause: error }),
      );
    });
    server.listen(options.port, options.host, resolve);
  });
  return { url: urlOf(server), close: (deadlineMs) => close(server, deadlineMs) };
}

/** A request that the parser refused has no response object: the answer is written by hand. */
function answerBroken(
  error: NodeJS.ErrnoException,
  socket: Socket,
  { typeBase, newId }: { readonly typeBase: string; readonly newId: () => string },
): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const instance = newId();
  const problem = problemOf(brokenRequest(error), { typeBase, instance });
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.code}`,
      `Content-Type: ${PROBLEM_CONTENT_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${instance}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function brokenRequest(error: NodeJS.ErrnoException): LectorError {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new LectorError('request_timeout', 'the request did not arrive in the time allowed');
    case 'HPE_HEADER_OVERFLOW':
      return new LectorError('headers_too_large', `the headers are too large [maxBytes=${MAX_HEADER_BYTES}]`);
    default:
      return new LectorError('invalid_request', 'this is not an HTTP request');
  }
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function close(server: Server, deadlineMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  // A connection whose call ends only now becomes idle after this, so it is looked for again.
  server.closeIdleConnections();
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(deadline);
}
