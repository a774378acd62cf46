import { LectorError } from '@lector/contract';
import type { Graph, Node, Tensor } from './model-file.js';

/** A graph is a list of nodes that name their inputs and outputs; this answers who makes, who takes, what is constant. */
export interface GraphIndex {
  readonly producerOf: ReadonlyMap<string, Node>;
  readonly consumersOf: ReadonlyMap<string, readonly Node[]>;
  readonly constants: ReadonlyMap<string, Tensor>;
}

export function indexGraph(graph: Graph): GraphIndex {
  const producerOf = new Map<string, Node>();
  const consumersOf = new Map<string, Node[]>();
  for (const node of graph.node) {
    for (const output of node.output ?? []) if (output !== '') producerOf.set(output, node);
    for (const input of node.input ?? []) {
      // An empty name stands for an optional input left out.
      if (input === '') continue;
      const takers = consumersOf.get(input);
      if (takers === undefined) consumersOf.set(input, [node]);
      else takers.push(node);
    }
  }
  const constants = new Map<string, Tensor>();
  for (const tensor of graph.initializer) if (tensor.name) constants.set(tensor.name, tensor);
  return { producerOf, consumersOf, constants };
}

/** The refusal that says which node does not look as expected. */
export function unsuitableNode(node: Node, what: string): LectorError {
  return new LectorError('pack_unsuitable', `${what} [node=${node.name ?? ''}, type=${node.opType ?? ''}]`);
}

/** The node's input at `at`. @throws LectorError `pack_unsuitable` when it has none */
export function inputOf(node: Node, at: number): string {
  const name = node.input?.[at];
  if (name === undefined || name === '') throw unsuitableNode(node, `input ${at} is missing`);
  return name;
}

/** The node's only output. @throws LectorError `pack_unsuitable` */
export function outputOf(node: Node): string {
  const name = node.output?.[0];
  if (name === undefined || name === '') throw unsuitableNode(node, 'the output is missing');
  return name;
}
