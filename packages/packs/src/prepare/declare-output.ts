import { LectorError } from '@lector/contract';
import { indexGraph } from './graph-index.js';
import { FLOAT32, type Graph } from './model-file.js';

/** One size of a declared shape: fixed, or named when it varies from run to run. */
export type Dimension = number | string;

/**
 * Makes an inner float32 tensor an output of the graph under a name of its own; an Identity carries it, so the tensor
 * keeps its other takers.
 * @throws LectorError `pack_unsuitable` when the graph has no such tensor, or already an output of that name
 */
export function declareOutput(graph: Graph, tensor: string, output: string, shape: readonly Dimension[]): void {
  const { producerOf } = indexGraph(graph);
  if (!producerOf.has(tensor)) {
    throw new LectorError('pack_unsuitable', `the graph has no tensor to give out as ${output} [node=${tensor}]`);
  }
  if (producerOf.has(output))
    throw new LectorError('pack_unsuitable', `the graph already has ${output} [node=${output}]`);
  graph.node.push({ name: `${output}__output`, opType: 'Identity', input: [tensor], output: [output] });
  graph.output.push({
    name: output,
    type: {
      tensorType: {
        elemType: FLOAT32,
        shape: {
          dim: shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size })),
        },
      },
    },
  });
}
