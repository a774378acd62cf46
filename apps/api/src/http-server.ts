import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { LectorError } from '@lector/contract';
import { answerBroken, answerConnect, answerProblem, brokenHost, type ProtocolErrorDeps } from './protocol-errors.js';

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
  const server = createServer({
    requestTimeout: requestMs,
    headersTimeout: headersMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    connectionsCheckingInterval: lookMs,
    // Checked here, because Node's own refusal is an empty answer.
    requireHostHeader: false,
  });
  const bounds = { headersMs, requestMs, maxHeaderBytes: MAX_HEADER_BYTES };
  serve(server, app, { typeBase: options.typeBase, newId: options.newId, bounds });
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

/** Joins the app, and the answers to requests that never get to it. */
function serve(server: Server, app: RequestListener, deps: ProtocolErrorDeps): void {
  /** Calls not answered yet of every connection, oldest first: clients may send the next before they have the answer. */
  const open = new WeakMap<Socket, ServerResponse[]>();
  /** Connections whose parser has given up: what it says about further bytes is no news. */
  const broken = new WeakSet<Socket>();

  const call = (request: IncomingMessage, response: ServerResponse) => {
    const calls = open.get(request.socket) ?? [];
    open.set(request.socket, calls);
    calls.push(response);
    response.once('close', () => void calls.splice(calls.indexOf(response), 1));
    const error = brokenHost(request);
    if (error === null) app(request, response);
    else answerProblem(response, error, deps);
  };
  server.on('request', call);
  // The app asks for the body (`100 Continue`) once it wants it; without this Node asks before anybody has looked.
  server.on('checkContinue', call);
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const error = new LectorError('expectation_failed', 'of the header Expect only `100-continue` is understood');
    answerProblem(response, error, deps);
  });
  server.on('connect', (_request: IncomingMessage, socket: Socket) => answerConnect(socket, deps));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (broken.has(socket)) return;
    broken.add(socket);
    answerBroken(error, socket, open.get(socket) ?? [], deps);
  });
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
