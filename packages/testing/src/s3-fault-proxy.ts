import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands in front of a real S3 store and fails on demand. The `host` header goes through as the client sent it, because
 * the request's signature covers it.
 *
 *   pass    everything goes through
 *   refuse  nobody listens
 *   answer  every request gets this status and S3 error code
 *   stall   requests are taken and never answered
 *   lost    requests reach the store, but the answer is lost: the connection is reset
 *   truncate  the first `bytes` of each answer's body arrive, then the connection is reset
 */
export type S3Fault =
  | { readonly kind: 'pass' }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'answer'; readonly status: number; readonly code: string }
  | { readonly kind: 'stall' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'truncate'; readonly bytes: number };

export interface S3FaultProxy {
  readonly endpoint: string;
  /** Requests that arrived, in whatever state the proxy was. */
  readonly requestCount: number;
  /** `requests`: how many requests meet the fault before everything passes again; absent, all of them. */
  set(fault: S3Fault, requests?: number): Promise<void>;
  close(): Promise<void>;
}

export async function s3FaultProxy(options: { readonly target: string }): Promise<S3FaultProxy> {
  const target = new URL(options.target);
  let current: S3Fault = { kind: 'pass' };
  let left = Number.POSITIVE_INFINITY;
  let requestCount = 0;

  const nextFault = (): S3Fault => {
    if (left <= 0) return { kind: 'pass' };
    left -= 1;
    return current;
  };

  const forward = (fault: S3Fault, request: IncomingMessage, response: ServerResponse) => {
    const { method, url: path, headers } = request;
    const outgoing = httpRequest(
      { host: target.hostname, port: target.port, method, path, headers, agent: false },
      (answer) => {
        if (fault.kind === 'lost') {
          answer.resume();
          answer.once('end', () => request.socket.resetAndDestroy());
          return;
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        if (fault.kind === 'truncate') truncate(answer, response, request, fault.bytes);
        else answer.pipe(response);
      },
    );
    outgoing.on('error', () => request.socket.destroy());
    response.on('close', () => outgoing.destroy());
    request.pipe(outgoing);
  };

  const server = createServer((request, response) => {
    requestCount += 1;
    const fault = nextFault();
    request.on('error', () => undefined);
    if (fault.kind === 'stall') return;
    if (fault.kind === 'answer') {
      const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${fault.code}</Code><Message>made by a test</Message></Error>`;
      request.resume();
      response.writeHead(fault.status, { 'content-type': 'application/xml', connection: 'close' }).end(body);
      return;
    }
    forward(fault, request, response);
  });
  // A client that sends `Expect: 100-continue` gets its answer from the store, not from here.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    response.writeContinue();
    server.emit('request', request, response);
  });

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const stopListening = () =>
    new Promise<void>((resolve) => {
      if (server.listening) server.close(() => resolve());
      else resolve();
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    get requestCount() {
      return requestCount;
    },
    set: async (next, requests = Number.POSITIVE_INFINITY) => {
      current = next;
      left = requests;
      if (next.kind === 'refuse') await stopListening();
      else if (!server.listening) await listen(port);
    },
    close: stopListening,
  };
}

function truncate(answer: IncomingMessage, response: ServerResponse, request: IncomingMessage, bytes: number): void {
  let left = bytes;
  answer.on('data', (piece: Buffer) => {
    const part = piece.subarray(0, left);
    left -= part.byteLength;
    response.write(part, () => {
      if (left === 0) request.socket.resetAndDestroy();
    });
  });
}
