import { Worker } from 'node:worker_threads';
import { LectorError } from '@lector/contract';
import type { Utterance } from '@lector/engines';
import type { EngineStep, FromInference, InferenceStart, ToInference } from './messages.js';

/** Audio of one utterance as it arrives from the inference thread. */
export interface InferenceResult {
  /** float32 samples in [-1, 1], mono. */
  readonly pcm: Float32Array;
  readonly durations: readonly number[] | null;
  readonly samplesPerFrame: number | null;
  readonly inferenceMs: number;
}

/** What a worker's main thread knows of inference; whether a thread is behind it is nobody's concern. */
export interface Inference {
  readonly sampleRate: number;
  readonly slots: number;
  readonly loadMs: number;
  /** @throws LectorError `engine_failed`, `engine_hung`, `cancelled`; the signal's reason when aborted */
  render(utterance: Utterance, options: RenderOptions): Promise<InferenceResult>;
  /** Ends the thread; a thread inside a native call ends with the process. */
  close(): Promise<void>;
}

export interface RenderOptions {
  /** Silence of the thread after which it counts as hung. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /**
   * Nobody waits any more. An engine of several slots gives the utterance up before its next step. One that does a whole
   * utterance in a step is let finish, but from then on a little silence counts as hung: a thread that does not come back
   * would keep its process from every other job for the rest of `timeoutMs`.
   */
  readonly unwanted: AbortSignal;
  /** Somebody waits for the sound: it comes before what nobody does. */
  readonly urgent: boolean;
}

/** Longer than a segment takes on any but the slowest cores; those pay with a restart of the process. */
const UNWANTED_MS = 10_000;

interface Pending {
  resolve(result: InferenceResult): void;
  reject(error: unknown): void;
  /** The thread said something: it is not hung. */
  heard(): void;
}

/**
 * Main-thread side of the inference thread. A thread that dies or falls silent cannot be revived: a blocked native call
 * cannot be interrupted, only its process can be ended. So the first such fault makes the client broken for good,
 * rejects everything pending, and calls `onBroken`, whose duty is to hand jobs back and end the process.
 */
export async function startInference(options: {
  /** Compiled `inference/thread.js`. */
  readonly threadUrl: URL;
  readonly start: InferenceStart;
  readonly onBroken: (error: LectorError) => void;
  readonly onStep?: (step: EngineStep) => void;
  /** How long the thread may take over what nobody wants any more. */
  readonly unwantedMs?: number;
}): Promise<Inference> {
  const unwantedMs = options.unwantedMs ?? UNWANTED_MS;
  const thread = new Worker(options.threadUrl, {
    workerData: options.start,
    // The thread is compiled code whatever the process was started with (a test runner resolves sources).
    execArgv: [],
  });
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let broken: LectorError | null = null;
  let started = false;
  let closing = false;

  const breakWith = (error: LectorError) => {
    if (broken !== null || closing) return;
    broken = error;
    for (const waiter of pending.values()) waiter.reject(error);
    pending.clear();
    // A thread that never came up is told of by the promise of this function alone.
    if (started) options.onBroken(error);
  };

  const ready = await new Promise<Extract<FromInference, { kind: 'ready' }>>((resolve, reject) => {
    thread.on('message', (message: FromInference) => {
      if (message.kind === 'ready') return resolve(message);
      for (const waiter of pending.values()) waiter.heard();
      if (message.kind === 'stepped') return options.onStep?.(message);
      const waiter = pending.get(message.id);
      if (waiter === undefined) return;
      pending.delete(message.id);
      if (message.kind === 'failed') waiter.reject(new LectorError(message.code, message.message));
      else waiter.resolve(message);
    });
    thread.on('error', (cause) => {
      const error = new LectorError('engine_failed', `the inference thread failed: ${cause.message}`, { cause });
      reject(error);
      breakWith(error);
    });
    thread.on('exit', (code) => {
      const error = new LectorError('engine_failed', `the inference thread ended [code=${code}]`);
      reject(error);
      breakWith(error);
    });
  });

  started = true;
  const send = (message: ToInference) => thread.postMessage(message);

  return {
    sampleRate: ready.sampleRate,
    slots: ready.slots,
    loadMs: ready.loadMs,
    render(utterance, { timeoutMs, signal, unwanted, urgent }) {
      if (broken !== null) return Promise.reject(broken);
      if (signal.aborted) return Promise.reject(signal.reason);
      const batches = ready.slots > 1;
      if (batches && unwanted.aborted) return Promise.reject(noLongerWanted());
      const id = nextId++;
      return new Promise<InferenceResult>((resolve, reject) => {
        const settle = () => {
          clearTimeout(watchdog);
          clearTimeout(impatience);
          signal.removeEventListener('abort', onAbort);
          unwanted.removeEventListener('abort', onUnwanted);
          pending.delete(id);
        };
        const giveUp = (reason: unknown) => {
          settle();
          send({ kind: 'close', id });
          reject(reason);
        };
        const onAbort = () => giveUp(signal.reason);
        const hung = (what: string, afterMs: number) =>
          setTimeout(
            () => breakWith(new LectorError('engine_hung', `no answer from the inference thread ${what}`)),
            afterMs,
          );
        const watchdog = hung(`[timeoutMs=${timeoutMs}]`, timeoutMs);
        let impatience: NodeJS.Timeout | undefined;
        const onUnwanted = () => {
          if (batches) return giveUp(noLongerWanted());
          impatience = hung(`about a cancelled job [timeoutMs=${unwantedMs}]`, unwantedMs);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        if (unwanted.aborted) onUnwanted();
        else unwanted.addEventListener('abort', onUnwanted, { once: true });
        pending.set(id, {
          resolve: (result) => (settle(), resolve(result)),
          reject: (error) => (settle(), reject(error)),
          heard: () => {
            watchdog.refresh();
            impatience?.refresh();
          },
        });
        send({ kind: 'open', id, utterance, urgent });
      });
    },
    async close() {
      closing = true;
      send({ kind: 'stop' });
      // A thread inside a native call answers only after it; the caller's deadline decides how long that may take.
      await new Promise<void>((resolve) => thread.once('exit', () => resolve()));
    },
  };
}

function noLongerWanted(): LectorError {
  return new LectorError('cancelled', 'nobody waits for the utterance any more');
}
