import type { Response } from 'express';
import { SSE_HEARTBEAT, sseFrame, type SseFrame, sseRetry } from './sse.js';

/** A reader further behind than this is dropped; it comes back with `Last-Event-ID` and misses nothing. */
const MAX_BEHIND_BYTES = 64 * 1024;
/** Time a reader has to take what is waiting, before more is sent. */
const DRAIN_MS = 10_000;
/** Browsers reconnect after this. */
const RETRY_MS = 2000;

/** Sends frames and never holds more for a slow reader than one frame beyond `MAX_BEHIND_BYTES`. */
export interface SseStream {
  /** False when the reader was dropped or has left. */
  send(frame: SseFrame): Promise<boolean>;
  /** A comment when nothing was sent for a while. */
  heartbeat(): Promise<boolean>;
  end(): void;
}

export function openSseStream(
  response: Response,
  deps: { readonly monotonicMs: () => number; readonly heartbeatMs: number; readonly drainMs?: number },
): SseStream {
  const { monotonicMs, heartbeatMs, drainMs = DRAIN_MS } = deps;
  let sentMs = monotonicMs();
  response.status(200);
  response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  response.setHeader('Cache-Control', 'no-cache, no-transform');
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  // The stream outlives the idle time-out of ordinary calls; heartbeats show a dead peer.
  response.socket?.setTimeout(0);
  response.socket?.setNoDelay(true);
  response.write(sseRetry(RETRY_MS));

  const write = async (text: string): Promise<boolean> => {
    if (response.writableLength > MAX_BEHIND_BYTES && !(await drained(response, drainMs))) response.destroy();
    if (response.destroyed || response.closed) return false;
    response.write(text);
    sentMs = monotonicMs();
    return true;
  };

  return {
    send: (frame) => write(sseFrame(frame)),
    heartbeat: async () => (monotonicMs() - sentMs < heartbeatMs ? !response.closed : write(SSE_HEARTBEAT)),
    end: () => void response.end(),
  };
}

/** Whether the reader took everything within the time. */
function drained(response: Response, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), withinMs);
    const onDrain = () => done(true);
    const onClose = () => done(false);
    function done(took: boolean) {
      clearTimeout(timer);
      response.off('drain', onDrain);
      response.off('close', onClose);
      resolve(took);
    }
    response.once('drain', onDrain);
    response.once('close', onClose);
  });
}
