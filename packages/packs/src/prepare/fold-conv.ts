import { unsuitableNode } from './graph-index.js';
import type { QuantizedConv } from './match-quantized-conv.js';
import type { Node, Tensor } from './model-file.js';
import { dimensions, elementCount, floatTensor, floatValues, integerValues } from './tensors.js';

/**
 * One float Conv in place of a quantised chain. ConvInteger of onnxruntime-node 1.30 reaches 24 GOP/s where Conv reaches
 * 183 (one thread, 128 channels, kernel 11), and the float result has no quantisation noise of the activations. Padding
 * agrees: ConvInteger pads with the zero point, which stands for 0.
 */
export interface FoldedConv {
  readonly node: Node;
  readonly constants: readonly Tensor[];
}

/** A per-tensor value holds for every output channel, a per-channel one for its own. */
function perChannel(
  values: ArrayLike<number>,
  channels: number,
  match: QuantizedConv,
  what: string,
): (at: number) => number {
  if (values.length !== 1 && values.length !== channels) {
    throw unsuitableNode(match.conv, `${what} has ${values.length} values for ${channels} output channels`);
  }
  return (at) => values[values.length === 1 ? 0 : at] ?? 0;
}

/** `(quantised - zero point) * scale`, float32 [output channels, input channels / group, ...kernel]. */
function floatWeight(match: QuantizedConv, channels: number): Float32Array {
  const quantized = integerValues(match.weight);
  const zeroPoints = match.weightZeroPoint === null ? [0] : integerValues(match.weightZeroPoint);
  const zeroPoint = perChannel(zeroPoints, channels, match, 'the weight’s zero point');
  const scale = perChannel(floatValues(match.weightScale), channels, match, 'the weight’s scale');
  const weight = new Float32Array(quantized.length);
  const perOutput = quantized.length / channels;
  for (let channel = 0; channel < channels; channel += 1) {
    const [zero, step] = [zeroPoint(channel), scale(channel)];
    const end = (channel + 1) * perOutput;
    for (let at = channel * perOutput; at < end; at += 1) weight[at] = ((quantized[at] ?? 0) - zero) * step;
  }
  return weight;
}

/** @throws LectorError `pack_unsuitable` when shapes do not fit together */
export function foldConv(match: QuantizedConv): FoldedConv {
  const dims = dimensions(match.weight);
  const [channels] = dims;
  if (channels === undefined || dims.length < 3) throw unsuitableNode(match.conv, 'the weight is not a convolution’s');
  // The output's name is unique in the graph, the weight's is not when two convolutions share it.
  const weightName = `${match.y}__weight`;
  const constants = [floatTensor(weightName, dims, floatWeight(match, channels))];
  const input = [match.x, weightName];
  if (match.bias !== null) {
    if (elementCount(match.bias) !== channels)
      throw unsuitableNode(match.conv, 'the bias has another number of channels');
    const biasName = `${match.y}__bias`;
    constants.push(floatTensor(biasName, [channels], floatValues(match.bias)));
    input.push(biasName);
  }
  return {
    node: {
      name: `${match.conv.name ?? match.y}__float`,
      opType: 'Conv',
      input,
      output: [match.y],
      attribute: match.conv.attribute ?? [],
    },
    constants,
  };
}
