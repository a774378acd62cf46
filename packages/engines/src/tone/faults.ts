import type { Rendered } from '../engine.js';

/**
 * Voices of the tone pack that fail, by id. No other family has faults. What a fault does happens inside `step`, where
 * a real model would fail.
 */
export const FAULTS: ReadonlyMap<string, (rendered: Rendered) => Rendered> = new Map([
  // As a native crash: no exception, no exit handler, the process is gone. (process.abort() is refused inside a thread.)
  [
    'tone-crash',
    (rendered) => {
      process.kill(process.pid, 'SIGABRT');
      return rendered;
    },
  ],
  [
    'tone-hang',
    (rendered: Rendered) => {
      block(Infinity);
      return rendered;
    },
  ],
  [
    'tone-nan',
    (rendered: Rendered) => {
      const pcm = rendered.pcm.slice();
      pcm[Math.floor(pcm.length / 2)] = Number.NaN;
      return { ...rendered, pcm };
    },
  ],
  ['tone-silent', (rendered: Rendered) => ({ ...rendered, pcm: new Float32Array(rendered.pcm.length) })],
  [
    'tone-slow',
    (rendered: Rendered) => {
      block(SLOW_MS);
      return rendered;
    },
  ],
]);

/** Long enough for a test to act while an utterance is being rendered. */
const SLOW_MS = 300;

/** Stops this thread as a native call would: no timer, message or signal handler of it runs meanwhile. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
