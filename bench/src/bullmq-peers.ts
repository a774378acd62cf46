import type { EmbeddedS3 } from '@lector/embedded';
import type { ServeAnswer, WorkAnswer, WorkQuestion } from './bare-bullmq.js';
import { startLinePeer, type LinePeer } from './line-peer.js';
import { BARE_BULLMQ } from './paths.js';
import { toneText } from './sentences.js';
import type { BenchContext } from './suite.js';

/** A queue beside the stack's own, on the same Redis: what adds to it and what works on it. */
export interface BullmqPeer {
  /** By what they do. */
  readonly pids: Readonly<Record<string, readonly number[]>>;
  /** Runs so many jobs. @returns from `add` to the handler, ms, each */
  run(count: number, inFlight: number): Promise<readonly number[]>;
  stop(): Promise<void>;
}

/** BullMQ alone: a process that adds and one that does nothing. */
export async function startBare(context: BenchContext, redisUrl: string): Promise<BullmqPeer> {
  const worker = await start(context, 'work', redisUrl, 'bench-bare', '1');
  const adder = await start(context, 'add', redisUrl, 'bench-bare');
  return peer(
    worker,
    { adder: [adder.pid] },
    async (count, inFlight) => {
      await adder.ask({ count, inFlight, text: toneText(0) });
    },
    adder,
  );
}

/**
 * The least anybody would write to get what a job of Lector's gives: `node:http` that takes the text and adds, and a worker
 * that uploads a file of the same size (by the PUT of Lector's own, which costs a quarter of the SDK's). No check of the
 * request, no key, no record to ask for, no audio to make.
 */
export async function startByHand(
  context: BenchContext,
  { redisUrl, store, bytes }: { readonly redisUrl: string; readonly store: EmbeddedS3; readonly bytes: number },
): Promise<BullmqPeer> {
  const worker = await start(context, 'work', redisUrl, 'bench-by-hand', '1');
  // Before the first job comes.
  await worker.ask<WorkAnswer>({ expect: 0, upload: { store, bytes } } satisfies WorkQuestion);
  const server = await start(context, 'serve', redisUrl, 'bench-by-hand');
  const { port } = await server.ask<ServeAnswer>({});
  const submit = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: toneText(0) }),
    });
    if (response.status !== 202) throw new Error(`a job was not taken [status=${response.status}]`);
    await response.arrayBuffer();
  };
  return peer(
    worker,
    { server: [server.pid] },
    async (count, inFlight) => {
      let left = count;
      const one = async () => {
        while (left > 0) {
          left -= 1;
          await submit();
        }
      };
      await Promise.all(Array.from({ length: inFlight }, one));
    },
    server,
  );
}

function start({ env, stops }: BenchContext, ...args: string[]): Promise<LinePeer> {
  const name = `bare BullMQ ${args[0]}`;
  return startLinePeer({ name, command: process.execPath, args: [BARE_BULLMQ, ...args], env, cpus: null }, stops);
}

function peer(
  worker: LinePeer,
  front: Readonly<Record<string, readonly number[]>>,
  submit: (count: number, inFlight: number) => Promise<void>,
  other: LinePeer,
): BullmqPeer {
  return {
    pids: { ...front, worker: [worker.pid] },
    async run(count, inFlight) {
      const done = worker.ask<WorkAnswer>({ expect: count } satisfies WorkQuestion);
      await submit(count, inFlight);
      return (await done).pickupMs;
    },
    async stop() {
      await other.stop();
      await worker.stop();
    },
  };
}
