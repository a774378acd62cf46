import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LectorError } from '@lector/contract';
import { mergedText, METRICS_CONTENT_TYPE, type MetricsSnapshot } from '@lector/process-kit';

/**
 * Health and metrics of the workers of one machine, on one port of their supervisor: the workers come and go, the port
 * stays. There is nothing here but numbers, so no key is asked for.
 *
 *   /healthz   the supervisor answers; it replaces its workers itself, so nobody need restart it for theirs
 *   /readyz    at least one worker has its model loaded and takes jobs
 *   /metrics   of all workers, each under its number, and of the supervisor
 */
export interface WorkerServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface WorkersSeen {
  /** Workers that take jobs now. */
  ready(): number;
  metrics(): Promise<readonly MetricsSnapshot[]>;
}

/** @throws LectorError `config_invalid` where the address cannot be used */
export async function startWorkerServer(
  address: { readonly host: string; readonly port: number },
  workers: WorkersSeen,
): Promise<WorkerServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return json(response, 405, { status: 'GET only' });
    const [path] = (request.url ?? '').split('?');
    if (path === '/healthz') return json(response, 200, { status: 'ok' });
    if (path === '/readyz') {
      const ready = workers.ready();
      return json(response, ready > 0 ? 200 : 503, { status: ready > 0 ? 'ready' : 'not_ready', workers: ready });
    }
    if (path !== '/metrics') return json(response, 404, { status: 'there are /healthz, /readyz and /metrics' });
    void workers
      .metrics()
      .then(mergedText)
      .then(
        (text) => response.setHeader('Content-Type', METRICS_CONTENT_TYPE).end(text),
        () => json(response, 500, { status: 'internal' }),
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const where = `[host=${address.host}, port=${address.port}]`;
      reject(new LectorError('config_invalid', `the address for the workers cannot be used ${where}`, { cause }));
    });
    server.listen(address.port, address.host, resolve);
  });
  const { address: host, port, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
