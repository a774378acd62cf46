import type { Logger } from './logger.js';

/**
 * One orderly end for a process.
 *
 *   running ──SIGTERM/SIGINT or begin()──▶ draining ──closers done──▶ exit(0)
 *                                            │ deadline passed   ──▶ exit(1)
 *                                            └ a second signal   ──▶ exit(128 + signal)
 *
 * Closers run one after the other, the last added first, so what was built on top goes before what it stands on. One
 * deadline holds for all of them: a client library that never returns from close() must not keep the process alive,
 * because then an orchestrator's SIGKILL would take the work that had still to be handed back. A closer that fails is
 * logged and the others still run.
 */
export interface SignalSource {
  on(signal: ShutdownSignal, listener: () => void): unknown;
  off(signal: ShutdownSignal, listener: () => void): unknown;
}

export type ShutdownSignal = 'SIGTERM' | 'SIGINT';
export type ShutdownOutcome = 'drained' | 'deadline' | 'forced';

const SIGNAL_NUMBERS: Readonly<Record<ShutdownSignal, number>> = { SIGINT: 2, SIGTERM: 15 };

export interface Shutdown {
  /** Aborts the moment draining begins. */
  readonly signal: AbortSignal;
  /** Closers get a signal that aborts when time is up. */
  add(name: string, close: (timeUp: AbortSignal) => Promise<void> | void): void;
  /** Begins draining without a signal; the same promise on every call. Resolves when `exit` has been called. */
  begin(reason: string): Promise<ShutdownOutcome>;
  /** Resolves at the end, whoever began it. */
  readonly done: Promise<ShutdownOutcome>;
}

export function createShutdown(deps: {
  readonly signals: SignalSource;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly exit: (code: number) => void;
  readonly deadlineMs: number;
  /** Exit code after a complete drain, 0 when left out. */
  readonly drainedCode?: number;
}): Shutdown {
  const { signals, logger, exit, deadlineMs } = deps;
  const closers: { readonly name: string; readonly close: (timeUp: AbortSignal) => Promise<void> | void }[] = [];
  const draining = new AbortController();
  const timeUp = new AbortController();
  let finish: (outcome: ShutdownOutcome) => void = () => undefined;
  const done = new Promise<ShutdownOutcome>((resolve) => {
    finish = resolve;
  });
  let ended = false;

  const end = (outcome: ShutdownOutcome, code: number) => {
    if (ended) return;
    ended = true;
    timeUp.abort();
    signals.off('SIGTERM', onTerm);
    signals.off('SIGINT', onInt);
    finish(outcome);
    exit(code);
  };

  const drain = async () => {
    for (const { name, close } of closers.reverse()) {
      if (ended) return;
      try {
        await close(timeUp.signal);
      } catch (error) {
        logger.error({ err: error, closer: name }, 'closing failed');
      }
    }
    end('drained', deps.drainedCode ?? 0);
  };

  const begin = (reason: string): Promise<ShutdownOutcome> => {
    if (draining.signal.aborted) return done;
    logger.info({ reason, deadlineMs }, 'shutting down');
    draining.abort();
    const timer = setTimeout(() => {
      logger.warn({ deadlineMs }, 'shutdown deadline passed, leaving');
      end('deadline', 1);
    }, deadlineMs);
    void drain().finally(() => clearTimeout(timer));
    return done;
  };

  const onSignal = (signal: ShutdownSignal) => {
    if (!draining.signal.aborted) {
      void begin(signal);
      return;
    }
    logger.warn({ signal }, 'second signal, leaving at once');
    end('forced', 128 + SIGNAL_NUMBERS[signal]);
  };
  const onTerm = () => onSignal('SIGTERM');
  const onInt = () => onSignal('SIGINT');
  signals.on('SIGTERM', onTerm);
  signals.on('SIGINT', onInt);

  return { signal: draining.signal, done, begin, add: (name, close) => void closers.push({ name, close }) };
}
