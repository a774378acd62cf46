import type { NextFunction, Request, Response } from 'express';
import { LectorError } from '@lector/contract';
import { isLoopbackHost } from '@lector/process-kit';

/**
 * Without API keys only this machine may call, which a browser on it undermines: a web page can point its own name at
 * 127.0.0.1 (DNS rebinding) and then read and write here as itself. Such a call carries the page's name in `Host`, so
 * only loopback names and the public address of the deployment are served.
 */
export function knownHost(publicUrl: string | null) {
  const own = publicUrl === null ? null : new URL(publicUrl).host;
  return (request: Request, _response: Response, next: NextFunction): void => {
    const host = request.get('host') ?? '';
    if (host !== own && !isLoopbackHost(hostName(host))) {
      throw new LectorError(
        'forbidden',
        'the header Host names neither this machine nor this deployment, and without API keys no other is served; call it as 127.0.0.1 or localhost, or let the operator set LECTOR_PUBLIC_URL or API keys',
      );
    }
    next();
  };
}

/** `localhost:8080` and `[::1]:8080` without port and brackets. */
function hostName(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1');
}
