import type { RenderSignals } from './processors/render-range.js';

/**
 * The queue has one signal per job and two reasons to raise it. They ask for opposite things: `drain` wants the segment
 * in progress finished and the job handed back, anything else (the lock is lost) wants everything stopped at once.
 */
export function splitSignal(signal: AbortSignal): Pick<RenderSignals, 'abort' | 'draining'> {
  const abort = new AbortController();
  const draining = new AbortController();
  const raise = () => (signal.reason === 'drain' ? draining : abort).abort(signal.reason);
  if (signal.aborted) raise();
  else signal.addEventListener('abort', raise, { once: true });
  return { abort: abort.signal, draining: draining.signal };
}
