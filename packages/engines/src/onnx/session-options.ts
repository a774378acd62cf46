import type { InferenceSession } from 'onnxruntime-node';
import { LectorError } from '@lector/contract';
import type { EngineThreads } from '../engine.js';

/**
 * The value of `session.intra_op_thread_affinities`: one 1-based CPU number for each thread the runtime makes itself,
 * that is one less than `intraOp`, because the calling thread computes too and is pinned by its process.
 * null: nothing to pin.
 * @throws LectorError `config_invalid` when there are fewer CPUs than threads
 */
export function affinityOption(threads: EngineThreads): string | null {
  const { intraOp, cpus } = threads;
  if (!Number.isInteger(intraOp) || intraOp < 1) {
    throw new LectorError('config_invalid', `the engine needs a whole number of threads [intraOp=${intraOp}]`);
  }
  if (cpus === null) return null;
  if (cpus.length < intraOp) {
    throw new LectorError('config_invalid', `too few CPUs for the threads [intraOp=${intraOp}, cpus=${cpus.join()}]`);
  }
  if (intraOp === 1) return null;
  return cpus
    .slice(1, intraOp)
    .map((cpu) => String(cpu + 1))
    .join(';');
}

/**
 * Session options with nothing left to a default that depends on the host.
 *
 * Memory, measured on the prepared Kokoro graph, one thread, 24 utterances of 10 to 400 tokens in random order (146 s
 * of audio): resident size after 6, 12, 18, 24 of them, its peak, and CPU seconds per second of audio.
 *
 *     arena  pattern   MB after 6 12 18 24     peak MB   CPU
 *     on     on        719  723  734  735          735   0.35
 *     on     off       720  723  734  734          734   0.36
 *     off    on        378  408  863  863        2,302   0.49
 *     off    off       438  450  716  547        2,324   0.50
 *
 * So the arena stays on: it is flat after the longest utterance, and it saves a third of the time, which went into
 * returning pages. Memory patterns gave nothing here, and kept growing over varying lengths elsewhere (onnxruntime
 * #11118, kokoro #358): off. Shrinking the arena after each run (`memory.enable_memory_arena_shrinkage`) freed nothing.
 *
 * Spinning: two threads, three runs each way in turn on a machine that others used too, best of three: RTF 0.220 with,
 * 0.239 without; CPU 0.41 with, 0.39 without (all three runs: 0.41-0.48 against 0.39-0.40). Off: a worker shares its
 * host with the queue, the API and other workers, and a spinning thread takes from them what it gains here.
 */
export function sessionOptions(threads: EngineThreads): InferenceSession.SessionOptions {
  const affinities = affinityOption(threads);
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads.intraOp,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: true,
    enableMemPattern: false,
    // 3 = errors: warnings about unused initialisers would fill the log of every start.
    logSeverityLevel: 3,
    extra: {
      session: {
        intra_op: { allow_spinning: '0' },
        ...(affinities === null ? {} : { intra_op_thread_affinities: affinities }),
      },
    },
  };
}
