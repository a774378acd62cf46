import type { Logger } from '@lector/process-kit';
import type { CallObserver } from './observe-call.js';

/** Probes and scrapes come every few seconds; they are logged only when they fail. */
const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/** One line per call: never the body, the query or a header, which can hold text and keys. */
export function requestLog(deps: { readonly logger: Logger; readonly monotonicMs: () => number }): CallObserver {
  return (request, response) => {
    const startedMs = deps.monotonicMs();
    const { method, path } = request;
    return () => {
      const status = response.statusCode;
      const facts = {
        requestId: response.locals.requestId,
        tenant: response.locals.tenant,
        job: response.locals.job,
        method,
        path: path.slice(0, 128),
        status,
        ms: Math.round(deps.monotonicMs() - startedMs),
        ...(response.writableFinished ? {} : { aborted: true }),
      };
      if (status >= 500) deps.logger.warn(facts, 'request');
      else if (QUIET.has(path)) deps.logger.debug(facts, 'request');
      else deps.logger.info(facts, 'request');
    };
  };
}
