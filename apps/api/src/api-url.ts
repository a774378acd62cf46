import { isIPv6 } from 'node:net';

/** This end of a connection, as a socket tells it. */
interface OwnEnd {
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
}

/**
 * Where a caller reached this API, without a slash at the end: the public address where one is configured, otherwise the
 * address of this end of the connection. The header `Host` would often be nearer to what the caller typed, but it is
 * whatever the caller says; what links are built from must not be. An API bound to all addresses is named by the one that
 * was called.
 * @param publicUrl as configured, empty where it is not
 */
export function apiUrlOf(publicUrl: string, socket: OwnEnd): string {
  if (publicUrl !== '') return publicUrl;
  const { localAddress, localPort } = socket;
  // The connection is gone already, and with it what it said of itself.
  if (localAddress === undefined || localPort === undefined) return '';
  // A server bound to `::` sees its IPv4 callers so.
  const address = localAddress.replace(/^::ffff:(?=\d+\.)/i, '');
  return `http://${isIPv6(address) ? `[${address}]` : address}:${localPort}`;
}
