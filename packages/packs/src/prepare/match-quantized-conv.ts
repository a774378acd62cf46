import { indexGraph, inputOf, outputOf, unsuitableNode, type GraphIndex } from './graph-index.js';
import { FLOAT32, type Graph, type Node, type Tensor } from './model-file.js';

/**
 * Finds the convolutions that dynamic quantisation left behind:
 *
 *     x -> DynamicQuantizeLinear -> ConvInteger (-> Add bias) -> Cast to float32 -> Mul by x scale * weight scale -> y
 *
 * where the added bias is Reshape(Cast(Floor(bias / (x scale * weight scale)))). Every step is checked: a graph of
 * another exporter that only resembles this must be refused, not turned into noise.
 */
export interface QuantizedConv {
  readonly conv: Node;
  /** The float tensor that is convolved. */
  readonly x: string;
  readonly weight: Tensor;
  readonly weightZeroPoint: Tensor | null;
  readonly weightScale: Tensor;
  /** float32 [output channels]; null for a convolution without bias. */
  readonly bias: Tensor | null;
  /** The node whose output is the float result, and that output. */
  readonly last: Node;
  readonly y: string;
}

function madeBy(index: GraphIndex, name: string, opType: string, conv: Node): Node {
  const node = index.producerOf.get(name);
  if (node?.opType !== opType) throw unsuitableNode(conv, `expected ${opType} before ${name}`);
  return node;
}

function constant(index: GraphIndex, name: string, conv: Node): Tensor {
  const tensor = index.constants.get(name);
  if (tensor === undefined) throw unsuitableNode(conv, `${name} is not a constant`);
  return tensor;
}

/** The one node that takes `name`: with a second taker the integer result is needed elsewhere too. */
function onlyTaker(index: GraphIndex, name: string, conv: Node): Node {
  const takers = index.consumersOf.get(name) ?? [];
  const [taker] = takers;
  if (taker === undefined || takers.length !== 1)
    throw unsuitableNode(conv, `${name} has ${takers.length} takers, not 1`);
  return taker;
}

/** The input of a two-input node that is not `known`. */
function otherInput(node: Node, known: string): string {
  const [first, second] = [inputOf(node, 0), inputOf(node, 1)];
  if (first === known) return second;
  if (second === known) return first;
  throw unsuitableNode(node, `does not take ${known}`);
}

/** The weight's scale, out of `x scale * weight scale` in either order. */
function matchScale(index: GraphIndex, product: string, quantize: Node, conv: Node): Tensor {
  const multiply = madeBy(index, product, 'Mul', conv);
  const xScale = quantize.output?.[1];
  if (xScale === undefined) throw unsuitableNode(quantize, 'the scale output is missing');
  return constant(index, otherInput(multiply, xScale), conv);
}

/** The float bias behind Reshape(Cast(Floor(bias / scale))). */
function matchBias(index: GraphIndex, added: string, scale: string, conv: Node): Tensor {
  const reshape = madeBy(index, added, 'Reshape', conv);
  const cast = madeBy(index, inputOf(reshape, 0), 'Cast', conv);
  const floor = madeBy(index, inputOf(cast, 0), 'Floor', conv);
  const divide = madeBy(index, inputOf(floor, 0), 'Div', conv);
  if (inputOf(divide, 1) !== scale) throw unsuitableNode(divide, 'the bias is divided by another scale');
  return constant(index, inputOf(divide, 0), conv);
}

function matchOne(index: GraphIndex, conv: Node): QuantizedConv {
  const quantize = madeBy(index, inputOf(conv, 0), 'DynamicQuantizeLinear', conv);
  if (inputOf(conv, 2) !== quantize.output?.[2]) throw unsuitableNode(conv, 'the zero point is another tensor’s');
  const zeroPointName = conv.input?.[3] ?? '';
  let next = onlyTaker(index, outputOf(conv), conv);
  let added: string | null = null;
  if (next.opType === 'Add') {
    added = otherInput(next, outputOf(conv));
    next = onlyTaker(index, outputOf(next), conv);
  }
  if (next.opType !== 'Cast') throw unsuitableNode(conv, `expected Cast after it, found ${next.opType}`);
  const to = next.attribute?.find((attribute) => attribute.name === 'to');
  if (Number(to?.i) !== FLOAT32) throw unsuitableNode(next, 'does not cast to float32');
  const last = onlyTaker(index, outputOf(next), conv);
  if (last.opType !== 'Mul') throw unsuitableNode(conv, `expected Mul after Cast, found ${last.opType}`);
  const scale = otherInput(last, outputOf(next));
  return {
    conv,
    x: inputOf(quantize, 0),
    weight: constant(index, inputOf(conv, 1), conv),
    weightZeroPoint: zeroPointName === '' ? null : constant(index, zeroPointName, conv),
    weightScale: matchScale(index, scale, quantize, conv),
    bias: added === null ? null : matchBias(index, added, scale, conv),
    last,
    y: outputOf(last),
  };
}

/** Every ConvInteger of the graph with its surroundings. @throws LectorError `pack_unsuitable` naming the first misfit */
export function matchQuantizedConvs(graph: Graph): QuantizedConv[] {
  const index = indexGraph(graph);
  return graph.node.filter((node) => node.opType === 'ConvInteger').map((node) => matchOne(index, node));
}
