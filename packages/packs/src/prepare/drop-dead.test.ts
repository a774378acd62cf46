import { expect, test } from 'vitest';
import { dropDead } from './drop-dead.js';
import { decodeModel, type Node } from './model-file.js';
import { sampleGraph } from './sample-graph.fixture.js';
import { floatTensor } from './tensors.js';

function graphOf(nodes: Node[], constants: string[] = []) {
  const { graph } = decodeModel(sampleGraph([]));
  graph.node = nodes;
  graph.initializer = constants.map((name) => floatTensor(name, [1], Float32Array.of(1)));
  graph.output = [{ name: 'y' }];
  return graph;
}

test('keeps the chain that leads to an output, in its order', () => {
  const graph = graphOf(
    [
      { name: 'a', opType: 'Neg', input: ['x'], output: ['p'] },
      { name: 'dead', opType: 'Neg', input: ['p'], output: ['q'] },
      { name: 'b', opType: 'Add', input: ['p', 'c'], output: ['y'] },
    ],
    ['c', 'unused'],
  );
  dropDead(graph);
  expect(graph.node.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(graph.initializer.map(({ name }) => name)).toEqual(['c']);
});

test('keeps a node with several outputs when one of them is needed', () => {
  const graph = graphOf([{ name: 'split', opType: 'Split', input: ['x'], output: ['other', 'y'] }]);
  dropDead(graph);
  expect(graph.node).toHaveLength(1);
});

test('keeps what only a graph inside a node reads', () => {
  const inner = { node: [{ opType: 'Neg', input: ['outer'], output: ['inner'] }], output: [{ name: 'inner' }] };
  const graph = graphOf([
    { name: 'outer', opType: 'Neg', input: ['x'], output: ['outer'] },
    { name: 'if', opType: 'If', input: ['x'], output: ['y'], attribute: [{ name: 'then_branch', g: inner }] },
  ]);
  dropDead(graph);
  expect(graph.node.map(({ name }) => name)).toEqual(['outer', 'if']);
});

test('drops notes about the type of tensors that are gone', () => {
  const graph = graphOf([{ name: 'a', opType: 'Neg', input: ['x'], output: ['y'] }]);
  graph.valueInfo = [{ name: 'gone' }, { name: 'y' }];
  dropDead(graph);
  expect(graph.valueInfo.map(({ name }) => name)).toEqual(['y']);
});
