import { spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { toLectorError } from '@lector/contract';
import { loadEngine, type Engine, type Slot } from '@lector/engines';
import type { FromInference, InferenceStart, ToInference } from './messages.js';

/**
 * The inside of the inference thread. onnxruntime's `run()` blocks the thread it is called on; on the main thread it
 * would stop the renewal of queue locks, and the job would be run twice. So everything that computes happens here, and
 * nothing else does: open slots are stepped together, and between two steps messages are read, which is when
 * utterances enter and leave.
 */

interface Open {
  readonly id: number;
  readonly slot: Slot;
  readonly urgent: boolean;
  inferenceMs: number;
}

class InferenceLoop {
  private readonly open = new Map<number, Open>();
  private running = false;

  constructor(
    private readonly engine: Engine,
    private readonly port: MessagePort,
  ) {}

  receive(message: ToInference): void {
    switch (message.kind) {
      case 'open':
        try {
          const { id, utterance, urgent } = message;
          const slot = this.engine.open(utterance, { urgent });
          this.open.set(slot.id, { id, slot, urgent, inferenceMs: 0 });
        } catch (error) {
          this.fail(message.id, error);
        }
        this.wake();
        return;
      case 'close':
        for (const entry of this.open.values()) if (entry.id === message.id) this.release(entry);
        return;
      case 'stop':
        void this.engine.dispose().finally(() => this.port.close());
        return;
      default:
        message satisfies never;
    }
  }

  private wake(): void {
    if (this.running) return;
    this.running = true;
    void this.run();
  }

  private async run(): Promise<void> {
    while (this.open.size > 0) {
      await this.step();
      // Let messages in between two steps: newcomers, cancellations, the end.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    this.running = false;
  }

  private async step(): Promise<void> {
    // The order they came in stays among the urgent ones, and among the others.
    const inTurn = [...this.open.values()].sort((a, b) => Number(b.urgent) - Number(a.urgent));
    const entries = inTurn.slice(0, this.engine.slots);
    const startedAt = performance.now();
    try {
      const results = await this.engine.step(entries.map((entry) => entry.slot));
      const tookMs = performance.now() - startedAt;
      const tokens = results.reduce((sum, result) => sum + (result.kind === 'more' ? result.tokens : 0), 0);
      this.send({ kind: 'stepped', occupied: entries.length, tokens });
      for (const entry of entries) entry.inferenceMs += tookMs / entries.length;
      for (const result of results) {
        const entry = this.open.get(result.slot.id);
        if (result.kind === 'more' || entry === undefined) continue;
        if (result.kind === 'failed') {
          this.fail(entry.id, result.error);
          this.release(entry);
          continue;
        }
        const { pcm, durations, samplesPerFrame } = result.rendered;
        // A view into a larger buffer cannot be transferred without taking its neighbours along.
        const own = pcm.byteLength === pcm.buffer.byteLength ? pcm : pcm.slice();
        this.send(
          { kind: 'rendered', id: entry.id, pcm: own, durations, samplesPerFrame, inferenceMs: entry.inferenceMs },
          [own.buffer as ArrayBuffer],
        );
        this.release(entry);
      }
    } catch (error) {
      for (const entry of entries) {
        this.fail(entry.id, error);
        this.release(entry);
      }
    }
  }

  private release(entry: Open): void {
    this.open.delete(entry.slot.id);
    this.engine.close(entry.slot);
  }

  private fail(id: number, error: unknown): void {
    const { code, message } = toLectorError(error, 'engine_failed');
    this.send({ kind: 'failed', id, code, message });
  }

  private send(message: FromInference, transfer: ArrayBuffer[] = []): void {
    this.port.postMessage(message, transfer);
  }
}

/**
 * Pins the calling thread to the first CPU of the engine; onnxruntime pins the others itself. Without it the kernel
 * moves this thread onto a CPU whose pinned thread is busy, and one operator waits for both.
 */
function pinThisThread(cpus: readonly number[] | null): void {
  if (cpus === null || cpus[0] === undefined || process.platform !== 'linux') return;
  const threadId = basename(readlinkSync('/proc/thread-self'));
  spawnSync('taskset', ['-p', '-c', String(cpus[0]), threadId], { stdio: 'ignore' });
}

async function main(port: MessagePort): Promise<void> {
  const { pack, threads } = workerData as InferenceStart;
  const startedAt = performance.now();
  const engine = await loadEngine(pack, threads);
  // After loading: threads inherit their creator's CPU set, and onnxruntime's own must not inherit this narrow one.
  pinThisThread(threads.cpus);
  const loop = new InferenceLoop(engine, port);
  port.on('message', (message: ToInference) => loop.receive(message));
  const ready: FromInference = {
    kind: 'ready',
    sampleRate: engine.sampleRate,
    slots: engine.slots,
    loadMs: performance.now() - startedAt,
  };
  port.postMessage(ready);
}

if (isMainThread || parentPort === null) throw new Error('inference/thread runs inside a worker thread only');
await main(parentPort);
