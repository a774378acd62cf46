import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * Loopback ports that nobody uses now. All are held open at once, so they differ, and let go together; until the server
 * takes them somebody else might, therefore whoever starts a server tries again with other ports when it dies at once.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
      });
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
