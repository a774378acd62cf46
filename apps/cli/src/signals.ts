import { LectorError } from '@lector/contract';
import { EXIT, type ExitCode } from './command.js';

/**
 * Signals of a command that runs until it is told to end, or that starts what it must not leave behind.
 *
 *   running ──first signal──▶ `stop` aborts; the command undoes what it has begun ──▶ exit code
 *                                └ another SIGINT or SIGTERM ──▶ the process exits at once
 *
 * Listening begins before anything is started: a first start fetches and loads for minutes, and servers run in process
 * groups of their own that no Ctrl-C reaches. What is left behind by an exit at once ends or is taken over by itself:
 * workers notice that their supervisor is gone, services are joined or stopped by the next start.
 */
const INTERRUPTED = { SIGHUP: EXIT.hangup, SIGINT: EXIT.interrupt, SIGTERM: EXIT.terminate } as const;
type EndSignal = keyof typeof INTERRUPTED;

/** One Ctrl-C may arrive more than once: from the terminal, from npm, from the script that started this. */
const ONE_STROKE_MS = 500;

export interface SignalDeps {
  readonly signals: {
    on(signal: EndSignal, listener: () => void): unknown;
    off(signal: EndSignal, listener: () => void): unknown;
  };
  readonly exit: (code: number) => void;
  /** Milliseconds of a clock that never jumps. */
  readonly nowMs: () => number;
  readonly say: (text: string) => void;
}

const THIS_PROCESS: SignalDeps = {
  signals: process,
  exit: (code) => process.exit(code),
  nowMs: () => performance.now(),
  say: (text) => console.error(text),
};

/**
 * Runs a command with a signal that aborts when the process is told to end. A command that ends well after that returns
 * its own exit code; one that fails because of it, 128 and the number of the signal.
 */
export async function interruptible(
  run: (stop: AbortSignal) => Promise<ExitCode>,
  { signals, exit, nowMs, say }: SignalDeps = THIS_PROCESS,
): Promise<ExitCode> {
  const stop = new AbortController();
  let first: { readonly signal: EndSignal; readonly atMs: number } | null = null;
  const onSignal = (signal: EndSignal) => {
    if (first === null) {
      first = { signal, atMs: nowMs() };
      say('\n· stopping (once more to leave at once)');
      stop.abort(new Error(`told to end by ${signal}`));
    } else if (signal !== 'SIGHUP' && nowMs() - first.atMs > ONE_STROKE_MS) {
      exit(INTERRUPTED[signal]);
    }
  };
  const listeners = (Object.keys(INTERRUPTED) as EndSignal[]).map(
    (signal) => [signal, () => onSignal(signal)] as const,
  );
  for (const [signal, listener] of listeners) signals.on(signal, listener);
  try {
    return await run(stop.signal);
  } catch (error) {
    // Assigned in a callback, which the compiler does not follow.
    const told = first as { readonly signal: EndSignal } | null;
    if (told === null) throw error;
    if (!isGivenUp(error, stop.signal)) say(error instanceof Error ? error.message : String(error));
    return INTERRUPTED[told.signal];
  } finally {
    for (const [signal, listener] of listeners) signals.off(signal, listener);
  }
}

/** Whether an error says no more than that the command was told to end. */
function isGivenUp(error: unknown, stop: AbortSignal): boolean {
  return error === stop.reason || (error instanceof LectorError && error.code === 'cancelled');
}

/** Resolves when the signal is aborted. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
