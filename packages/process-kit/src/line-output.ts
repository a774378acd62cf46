/** How long a full pipe is waited for: a reader that is alive empties it in milliseconds. */
const FULL_PIPE_MS = 1_000;
const POLL_MS = 5;

/**
 * Where log lines go. A line is written when `write` returns, so the last one before an exit is not lost. What cannot be
 * written is dropped: a process whose terminal was closed (EIO), whose reader is gone (EPIPE) or whose disk is full still
 * has jobs to hand back and servers to stop, and must neither fail nor hang over a line.
 */
export function lineOutput(deps: {
  /** Writes from an offset on and returns how many bytes it took, as `fs.writeSync`. */
  readonly write: (bytes: Uint8Array, offset: number) => number;
  readonly sleep: (ms: number) => void;
}): { write(line: string): void } {
  return {
    write(line) {
      const bytes = Buffer.from(line);
      let at = 0;
      let waitedMs = 0;
      while (at < bytes.length) {
        try {
          at += deps.write(bytes, at);
        } catch (error) {
          // A pipe that does not block is full: its reader gets some time.
          const isFull = error instanceof Error && 'code' in error && error.code === 'EAGAIN';
          if (!isFull || waitedMs >= FULL_PIPE_MS) return;
          deps.sleep(POLL_MS);
          waitedMs += POLL_MS;
        }
      }
    },
  };
}
