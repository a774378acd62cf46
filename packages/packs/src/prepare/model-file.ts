import { LectorError } from '@lector/contract';
import onnxProto from 'onnx-proto';

/** ONNX bytes to objects and back. The rest of this folder works on the objects, which it may change. */

const { onnx } = onnxProto;

export type Model = onnxProto.onnx.ModelProto;
export type Graph = onnxProto.onnx.GraphProto;
export type Node = onnxProto.onnx.INodeProto;
export type Tensor = onnxProto.onnx.ITensorProto;

/** A model with its graph, which the format calls optional. */
export interface LoadedModel {
  readonly model: Model;
  readonly graph: Graph;
}

/** @throws LectorError `pack_unsuitable` when the bytes are no ONNX model */
export function decodeModel(bytes: Uint8Array): LoadedModel {
  let model: Model;
  try {
    model = onnx.ModelProto.decode(bytes);
  } catch (error) {
    throw new LectorError('pack_unsuitable', 'the graph is not an ONNX file', { cause: error });
  }
  if (!model.graph) throw new LectorError('pack_unsuitable', 'the ONNX file holds no graph');
  return { model, graph: onnx.GraphProto.create(model.graph) };
}

export function encodeModel({ model, graph }: LoadedModel): Uint8Array {
  model.graph = graph;
  return onnx.ModelProto.encode(model).finish();
}

/** Element types of tensors, as the format numbers them. */
export const FLOAT32 = 1;
export const UINT8 = 2;
export const INT8 = 3;
