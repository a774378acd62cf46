import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { webhookSecret } from '@lector/contract';
import { verifyWebhook } from '@lector/sdk';
import { untilAborted } from './signals.js';

/**
 * A receiver on loopback that takes one webhook and checks its signature, as a user's own would. The one of
 * `@lector/testing` keeps requests and misbehaves on demand instead; a program must not depend on that package.
 */
export interface OneWebhook {
  readonly url: string;
  readonly secret: string;
  /** @throws the reason of `signal` */
  received(timeoutMs: number, signal: AbortSignal): Promise<'verified' | 'bad signature' | 'none arrived'>;
  close(): Promise<void>;
}

export async function receiveOneWebhook(): Promise<OneWebhook> {
  const secret = webhookSecret(randomBytes(32));
  let arrived: (verdict: 'verified' | 'bad signature') => void;
  const verdict = new Promise<'verified' | 'bad signature'>((resolve) => {
    arrived = resolve;
  });
  const server = createServer((request, response) => {
    void check(request).then((good) => {
      response.writeHead(good ? 204 : 400).end();
      arrived(good ? 'verified' : 'bad signature');
    });
  });

  async function check(request: IncomingMessage): Promise<boolean> {
    return (await verifyWebhook(request.headers, await buffer(request), secret)).verified;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lector`,
    secret,
    async received(timeoutMs, signal) {
      const over = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const result = await Promise.race([verdict, untilAborted(over).then(() => 'none arrived' as const)]);
      signal.throwIfAborted();
      return result;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
