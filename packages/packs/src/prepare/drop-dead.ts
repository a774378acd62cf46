import { indexGraph } from './graph-index.js';
import type { Graph, Node } from './model-file.js';

/** Names a node reads: its inputs, and what the graphs inside it (If, Loop) read from around them. */
function readsOf(node: Node): string[] {
  const names = (node.input ?? []).filter((name) => name !== '');
  for (const attribute of node.attribute ?? []) {
    for (const inner of [...(attribute.g ? [attribute.g] : []), ...(attribute.graphs ?? [])]) {
      for (const innerNode of inner.node ?? []) names.push(...readsOf(innerNode));
      for (const output of inner.output ?? []) if (output.name) names.push(output.name);
    }
  }
  return names;
}

/** The graph without nodes, constants and type notes that no output depends on. Order is kept. */
export function dropDead(graph: Graph): void {
  const { producerOf } = indexGraph(graph);
  const alive = new Set<Node>();
  const needed = new Set<string>();
  const open = graph.output.flatMap((output) => output.name ?? []);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    const node = producerOf.get(name);
    if (node === undefined || alive.has(node)) continue;
    alive.add(node);
    open.push(...readsOf(node));
  }
  graph.node = graph.node.filter((node) => alive.has(node));
  graph.initializer = graph.initializer.filter((tensor) => needed.has(tensor.name ?? ''));
  const produced = new Set(graph.node.flatMap((node) => node.output ?? []));
  graph.valueInfo = graph.valueInfo.filter((info) => produced.has(info.name ?? ''));
}
