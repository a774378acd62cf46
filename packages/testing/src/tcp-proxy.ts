import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/**
 * A wire between a client and a server that can be damaged, on a port that never changes.
 *
 *   pass    bytes go both ways, after `latencyMs` if that is set
 *   cut     every connection is reset, new ones are refused
 *   stall   connections stay open and new ones are taken, but no byte moves: a half-open link
 *
 * `restore` returns to pass; bytes held back by a stall are delivered then, as TCP would.
 */
export interface TcpProxy {
  readonly port: number;
  /** The URL given, with host and port of the proxy. */
  readonly url: string;
  cut(): Promise<void>;
  stall(): void;
  restore(): Promise<void>;
  /** Delays every piece in both directions. */
  setLatencyMs(latencyMs: number): void;
  /** Resets the connections there are; new ones pass. */
  dropConnections(): void;
  readonly connectionCount: number;
  close(): Promise<void>;
}

interface Pair {
  readonly sockets: readonly Socket[];
  readonly flush: () => void;
}

export async function tcpProxy(options: { readonly target: string }): Promise<TcpProxy> {
  const target = new URL(options.target);
  const pairs = new Set<Pair>();
  let stalled = false;
  let latencyMs = 0;

  const server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port) });
    const pumps = [pump(near, far), pump(far, near)];
    const pair = { sockets: [near, far], flush: () => pumps.forEach((flush) => flush()) };
    pairs.add(pair);
    for (const socket of pair.sockets) {
      socket.setNoDelay(true);
      // The other side's end shows in 'close', which follows every error.
      socket.on('error', () => undefined);
      socket.once('close', () => {
        // The other end of a stalled link does not learn of it either.
        if (!stalled) closePair(pair);
      });
    }
  });

  const closePair = (pair: Pair) => {
    pairs.delete(pair);
    for (const socket of pair.sockets) socket.destroy();
  };

  /** Bytes keep their order: each piece waits for the one before it. */
  function pump(from: Socket, to: Socket): () => void {
    const held: Buffer[] = [];
    const flush = () => {
      if (stalled) return;
      for (const piece of held.splice(0)) if (!to.destroyed) to.write(piece);
    };
    from.on('data', (piece: Buffer) => {
      held.push(piece);
      if (latencyMs === 0) flush();
      else setTimeout(flush, latencyMs);
    });
    from.on('end', () => {
      if (!stalled) setTimeout(() => to.end(), latencyMs);
    });
    return flush;
  }

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const dropConnections = () => {
    for (const { sockets } of pairs) sockets.forEach((socket) => socket.resetAndDestroy());
    pairs.clear();
  };
  const stopListening = () =>
    new Promise<void>((resolve) => {
      if (server.listening) server.close(() => resolve());
      else resolve();
      dropConnections();
    });

  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(options.target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    port,
    url: url.toString().replace(/\/$/, ''),
    cut: stopListening,
    stall: () => {
      stalled = true;
    },
    restore: async () => {
      stalled = false;
      if (!server.listening) await listen(port);
      for (const pair of pairs) {
        if (pair.sockets.some((socket) => socket.destroyed)) closePair(pair);
        else pair.flush();
      }
    },
    setLatencyMs: (value) => {
      latencyMs = value;
    },
    dropConnections,
    get connectionCount() {
      return pairs.size;
    },
    close: stopListening,
  };
}
