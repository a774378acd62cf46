import type { Tracing } from '@lector/process-kit';
import type { CallObserver } from './observe-call.js';

/** Asked for every few seconds by machines; their spans would bury the others. */
const UNTRACED = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * One span for each call, within the trace its caller names in `traceparent`, else in a new one. What the call leaves
 * behind (a job) is told to go on in it.
 */
export function requestTrace(tracing: Tracing): CallObserver {
  return (request, response) => {
    if (UNTRACED.has(request.path)) return () => {};
    const { method } = request;
    const attributes = { 'http.request.method': method, 'lector.request': response.locals.requestId };
    let over = () => {};
    const untilOver = new Promise<void>((resolve) => {
      over = resolve;
    });
    void tracing.span(method, { kind: 'server', parent: request.get('traceparent'), attributes }, async (span) => {
      if (span.traceparent !== undefined) response.locals.traceparent = span.traceparent;
      await untilOver;
      const { route } = response.locals;
      if (route !== undefined) {
        span.rename(`${method} ${route}`);
        span.set({ 'http.route': route });
      }
      span.set({ 'http.response.status_code': response.statusCode });
      if (response.statusCode >= 500) span.fail(String(response.statusCode));
    });
    return over;
  };
}
