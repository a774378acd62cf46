import { LectorError } from '@lector/contract';
import { FLOAT32, INT8, UINT8, type Tensor } from './model-file.js';

/** Reading and making the constant tensors of a graph. Raw data is little-endian by the format's definition. */

/** Dimensions as numbers; the format has 64-bit ones. */
export function dimensions(tensor: Tensor): number[] {
  return (tensor.dims ?? []).map(Number);
}

export function elementCount(tensor: Tensor): number {
  return dimensions(tensor).reduce((product, dimension) => product * dimension, 1);
}

function unsuitable(tensor: Tensor, what: string): LectorError {
  return new LectorError('pack_unsuitable', `${what} [tensor=${tensor.name}]`);
}

/** Small tensors are stored as lists of numbers, large ones as raw bytes; both occur in one file. */
function rawOrListed(tensor: Tensor, bytesEach: number): DataView | null {
  const raw = tensor.rawData;
  if (!raw || raw.length === 0) return null;
  if (raw.length !== elementCount(tensor) * bytesEach) throw unsuitable(tensor, 'a constant has the wrong size');
  return new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
}

function listed(tensor: Tensor, values: readonly number[] | null | undefined): readonly number[] {
  if (values?.length !== elementCount(tensor)) throw unsuitable(tensor, 'a constant has the wrong size');
  return values;
}

/** @throws LectorError `pack_unsuitable` when the tensor is not float32 */
export function floatValues(tensor: Tensor): Float32Array {
  if (tensor.dataType !== FLOAT32) throw unsuitable(tensor, 'a constant is not float32');
  const raw = rawOrListed(tensor, 4);
  if (raw === null) return Float32Array.from(listed(tensor, tensor.floatData));
  return Float32Array.from({ length: raw.byteLength / 4 }, (_, at) => raw.getFloat32(at * 4, true));
}

/** The values of an 8-bit integer tensor, signed or not. @throws LectorError `pack_unsuitable` for another type */
export function integerValues(tensor: Tensor): Int16Array {
  const signed = tensor.dataType === INT8;
  if (!signed && tensor.dataType !== UINT8) throw unsuitable(tensor, 'a constant is not an 8-bit integer');
  const raw = rawOrListed(tensor, 1);
  if (raw === null) return Int16Array.from(listed(tensor, tensor.int32Data));
  const values = new Int16Array(raw.byteLength);
  for (let at = 0; at < values.length; at += 1) values[at] = signed ? raw.getInt8(at) : raw.getUint8(at);
  return values;
}

/** A float32 constant. `values` is copied. */
export function floatTensor(name: string, dims: readonly number[], values: Float32Array): Tensor {
  const raw = new Uint8Array(values.length * 4);
  const view = new DataView(raw.buffer);
  for (const [at, value] of values.entries()) view.setFloat32(at * 4, value, true);
  return { name, dims: [...dims], dataType: FLOAT32, rawData: raw };
}
