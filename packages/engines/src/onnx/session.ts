import { InferenceSession, Tensor } from 'onnxruntime-node';
import { LectorError } from '@lector/contract';
import type { EngineThreads } from '../engine.js';
import { sessionOptions } from './session-options.js';

/**
 * The only importer of onnxruntime-node. Families reach it by a dynamic import inside `load`, so a process that only
 * plans and lists voices never maps the native library.
 */

export type TensorData = Float32Array | BigInt64Array | Int32Array | Uint8Array;

export interface InputTensor {
  readonly type: 'float32' | 'int64' | 'int32' | 'uint8';
  readonly data: TensorData;
  readonly shape: readonly number[];
}

export interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /**
   * One forward pass; blocks the calling thread until it is done. Every output is float32 here.
   * @throws LectorError `engine_failed`
   */
  run(inputs: Readonly<Record<string, InputTensor>>): Promise<Readonly<Record<string, Float32Array>>>;
  dispose(): Promise<void>;
}

/**
 * Opens a graph.
 * @throws LectorError `engine_failed` when the runtime cannot load it, `config_invalid` for impossible threads
 */
export async function openSession(graphPath: string, threads: EngineThreads): Promise<OnnxSession> {
  const options = sessionOptions(threads);
  let session: InferenceSession;
  try {
    session = await InferenceSession.create(graphPath, options);
  } catch (cause) {
    throw new LectorError('engine_failed', `the runtime could not load the graph [intraOp=${threads.intraOp}]`, {
      cause,
    });
  }
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    run: (inputs) => run(session, inputs),
    dispose: () => session.release(),
  };
}

async function run(
  session: InferenceSession,
  inputs: Readonly<Record<string, InputTensor>>,
): Promise<Record<string, Float32Array>> {
  const feeds: Record<string, Tensor> = {};
  for (const [name, { type, data, shape }] of Object.entries(inputs)) {
    feeds[name] = new Tensor(type, data, [...shape]);
  }
  let fetched: InferenceSession.ReturnType;
  try {
    fetched = await session.run(feeds);
  } catch (cause) {
    const shapes = Object.entries(inputs).map(([name, input]) => `${name}=${input.shape.join('x')}`);
    throw new LectorError('engine_failed', `the forward pass failed [${shapes.join(', ')}]`, { cause });
  }
  const outputs: Record<string, Float32Array> = {};
  for (const [name, tensor] of Object.entries(fetched)) {
    if (!(tensor.data instanceof Float32Array)) {
      throw new LectorError('engine_failed', `an output is not float32 [output=${name}, type=${tensor.type}]`);
    }
    outputs[name] = tensor.data;
  }
  return outputs;
}
