import http from 'node:http';
import https from 'node:https';
import { LectorError } from '@lector/contract';

/** One GET with a time limit for each phase, following redirects; the body is left to the caller. */

export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For name lookup, TCP and TLS together. */
  readonly connectTimeoutMs: number;
  /** Silence on the connection, before or during the body. */
  readonly stallTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Told of every answer, redirects included. */
  readonly onAnswer?: ((response: Pick<http.IncomingMessage, 'headers'>) => void) | undefined;
}

/** Release pages redirect to an object store, hubs to a CDN; more than a few is a loop. */
const MAX_REDIRECTS = 5;

/** The connection was never made: trying another file of the same host is pointless. */
export class HostUnreachable extends Error {
  override readonly name = 'HostUnreachable';
  readonly host: string;

  constructor(host: string, cause: unknown) {
    const why = cause instanceof Error ? ('code' in cause && String(cause.code)) || cause.message : String(cause);
    super(`no connection to ${host}: ${why}`, { cause });
    this.host = host;
  }
}

/** The host that could not be connected to, when that is why `error` was thrown; null otherwise. */
export function unreachableHost(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof HostUnreachable) return at.host;
  return null;
}

function getOnce(url: URL, request: HttpRequest): Promise<http.IncomingMessage> {
  const secure = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    let connected = false;
    let answer: http.IncomingMessage | null = null;
    const get = secure ? https.get : http.get;
    // A connection of its own: one kept open may be closed by the other side just as it is used.
    const outgoing = get(url, {
      headers: request.headers,
      agent: false,
      ...(request.signal && { signal: request.signal }),
    });
    const timer = setTimeout(
      () => outgoing.destroy(new Error(`not connected within ${request.connectTimeoutMs} ms`)),
      request.connectTimeoutMs,
    );
    outgoing.once('socket', (socket) => {
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        connected = true;
        clearTimeout(timer);
        outgoing.setTimeout(request.stallTimeoutMs, () => {
          const stalled = new Error(`nothing arrived for ${request.stallTimeoutMs} ms`);
          // Once there is an answer its reader is the one to tell; destroying the request would say `aborted` to it.
          (answer ?? outgoing).destroy(stalled);
        });
      });
    });
    outgoing.once('response', (response) => {
      answer = response;
      resolve(response);
    });
    outgoing.once('error', (error) => {
      clearTimeout(timer);
      reject(connected || request.signal?.aborted === true ? error : new HostUnreachable(url.host, error));
    });
  });
}

/**
 * @throws HostUnreachable, or the connection's own error; LectorError `pack_source_unreachable` for a redirect that
 *   must not be followed
 */
export async function httpGet(request: HttpRequest): Promise<http.IncomingMessage> {
  let url = new URL(request.url);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await getOnce(url, request);
    request.onAnswer?.(response);
    const location = response.headers.location;
    if (response.statusCode === undefined || response.statusCode < 300 || response.statusCode >= 400 || !location) {
      return response;
    }
    response.destroy();
    const next = new URL(location, url);
    if (url.protocol === 'https:' && next.protocol !== 'https:') {
      throw new LectorError('pack_source_unreachable', `redirected away from https [host=${url.host}]`);
    }
    url = next;
  }
  throw new LectorError('pack_source_unreachable', `too many redirects [host=${url.host}]`);
}
