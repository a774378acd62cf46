import { describe, expect, test } from 'vitest';
import { decodeModel, encodeModel, type Graph, type Node } from './model-file.js';
import { rewriteKokoro } from './kokoro.js';
import { sampleGraph, type SampleConv } from './sample-graph.fixture.js';
import { dimensions, floatValues } from './tensors.js';

const withBias: SampleConv = {
  name: 'first',
  quantized: [0, 128, 255, 100, 130, 7],
  dims: [1, 2, 3],
  scale: [0.5],
  zeroPoint: [128],
  bias: [0.25],
  pads: [1, 1],
};
const withoutBias: SampleConv = {
  name: 'second',
  quantized: [1, 2, 3, 4],
  dims: [2, 2, 1],
  scale: [2],
  zeroPoint: [3],
};

function rewritten(convs: readonly SampleConv[], change?: (nodes: Node[]) => void): Graph {
  return decodeModel(rewriteKokoro(sampleGraph(convs, change))).graph;
}

function constant(graph: Graph, name: string) {
  const tensor = graph.initializer.find((one) => one.name === name);
  if (tensor === undefined) throw new Error(`no constant ${name}`);
  return { dims: dimensions(tensor), values: [...floatValues(tensor)] };
}

function nodeNamed(nodes: readonly Node[], name: string): Node {
  const found = nodes.find((node) => node.name === name);
  if (found === undefined) throw new Error(`no node ${name}`);
  return found;
}

describe('rewriteKokoro', () => {
  test('turns each quantised chain into one Conv over the float input', () => {
    const graph = rewritten([withBias, withoutBias]);
    expect(graph.node.map((node) => node.opType)).toEqual(['Conv', 'Conv', 'ReduceMean', 'Identity']);
    expect(nodeNamed(graph.node, 'first_quant__float')).toMatchObject({
      input: ['x', 'first__weight', 'first__bias'],
      output: ['first'],
    });
    expect(nodeNamed(graph.node, 'second_quant__float').input).toEqual(['x', 'second__weight']);
  });

  test('makes the weight (stored - zero point) * scale and keeps the bias as published', () => {
    const graph = rewritten([withBias, withoutBias]);
    expect(constant(graph, 'first__weight')).toEqual({ dims: [1, 2, 3], values: [-64, 0, 63.5, -14, 1, -60.5] });
    expect(constant(graph, 'first__bias')).toEqual({ dims: [1], values: [0.25] });
    expect(constant(graph, 'second__weight')).toEqual({ dims: [2, 2, 1], values: [-4, -2, 0, 2] });
  });

  test('uses each output channel’s own scale and zero point where there are several', () => {
    const graph = rewritten([
      { name: 'each', quantized: [10, 20, 10, 20], dims: [2, 2, 1], scale: [1, 10], zeroPoint: [0, 10] },
    ]);
    expect(constant(graph, 'each__weight').values).toEqual([10, 20, 0, 100]);
  });

  test('reads signed weights as signed, and no zero point as zero', () => {
    const graph = rewritten([{ name: 'signed', quantized: [255, 1], dims: [1, 2, 1], scale: [1], signed: true }]);
    expect(constant(graph, 'signed__weight').values).toEqual([-1, 1]);
  });

  test('keeps padding, kernel and whatever else the convolution was told', () => {
    const conv = nodeNamed(rewritten([withBias]).node, 'first_quant__float');
    const attributes = Object.fromEntries((conv.attribute ?? []).map(({ name, ints }) => [name, ints?.map(Number)]));
    expect(attributes).toEqual({ pads: [1, 1], kernel_shape: [3] });
  });

  test('gives out the frames of each token as durations [1, tokens]', () => {
    const graph = rewritten([withBias]);
    const output = graph.output.find(({ name }) => name === 'durations');
    const dims = output?.type?.tensorType?.shape?.dim?.map((dim) => dim.dimParam || Number(dim.dimValue));
    expect(dims).toEqual([1, 'tokens']);
    expect(nodeNamed(graph.node, 'durations__output').input).toEqual(['/encoder/Clip_output_0']);
  });

  test('leaves no constant behind that nothing reads', () => {
    const graph = rewritten([withBias, withoutBias]);
    const names = graph.initializer.map(({ name }) => name ?? '').sort();
    expect(names).toEqual(['first__bias', 'first__weight', 'mean_axes', 'second__weight']);
  });

  test('gives the same bytes every time, for they are part of content keys', () => {
    const published = sampleGraph([withBias, withoutBias]);
    expect(Buffer.from(rewriteKokoro(published)).equals(Buffer.from(rewriteKokoro(published)))).toBe(true);
  });
});

/** What a graph that is almost right must be refused for: the change, and the words that must name the place. */
const misfits: readonly (readonly [title: string, change: (nodes: Node[]) => void, named: RegExp])[] = [
  [
    'a float input that was never quantised',
    (nodes) => void (nodeNamed(nodes, 'first_quant').input = ['x', 'first_wq', 'first_xzp', 'first_wzp']),
    /first_quant/,
  ],
  [
    'a zero point of another tensor',
    (nodes) => void (nodeNamed(nodes, 'first_quant').input = ['first_xq', 'first_wq', 'second_xzp', 'first_wzp']),
    /first_quant/,
  ],
  [
    'a weight that is computed',
    (nodes) => void (nodeNamed(nodes, 'first_quant').input = ['first_xq', 'second_xq', 'first_xzp', 'first_wzp']),
    /first_quant/,
  ],
  ['another operator after the sum', (nodes) => void (nodeNamed(nodes, 'first_cast').opType = 'Relu'), /first_quant/],
  [
    'a cast to something else than float32',
    (nodes) => void (nodeNamed(nodes, 'first_cast').attribute = [{ name: 'to', i: 6 }]),
    /first_cast/,
  ],
  ['a result that is not scaled', (nodes) => void (nodeNamed(nodes, 'first_multiply').opType = 'Sub'), /first_quant/],
  [
    'a bias divided by another scale',
    (nodes) => void (nodeNamed(nodes, 'first_divide').input = ['first_bias', 'second_scale']),
    /first_divide/,
  ],
  [
    'a scale of another tensor',
    (nodes) => void (nodeNamed(nodes, 'first_scales').input = ['second_xscale', 'first_wscale']),
    /first_scales/,
  ],
  [
    'no tensor for the durations',
    (nodes) => void (nodeNamed(nodes, '/encoder/Clip').output = ['elsewhere']),
    /\/encoder\/Clip_output_0/,
  ],
];

describe('a graph that only resembles the published one', () => {
  test.each(misfits)('is refused, naming the place: %s', (_title, change, named) => {
    const published = sampleGraph([withBias, withoutBias], change);
    expect(() => rewriteKokoro(published)).toThrow(
      expect.objectContaining({ code: 'pack_unsuitable', message: expect.stringMatching(named) as string }),
    );
  });

  test('is refused when an integer sum is needed by something else as well', () => {
    const published = sampleGraph([withBias], (nodes) =>
      nodes.push({ opType: 'Identity', input: ['first_sum'], output: ['kept'], name: 'keeper' }),
    );
    expect(() => rewriteKokoro(published)).toThrow(/first_sum has 2 takers/);
  });

  test('is refused when scales do not fit the channels', () => {
    const published = sampleGraph([{ ...withBias, scale: [1, 2, 3] }]);
    expect(() => rewriteKokoro(published)).toThrow(/3 values for 1 output channels/);
  });

  test('is refused when a stored weight is cut short', () => {
    const published = sampleGraph([{ ...withBias, quantized: [1, 2] }]);
    expect(() => rewriteKokoro(published)).toThrow(/wrong size \[tensor=first_wq\]/);
  });

  test('is refused when it was rewritten before', () => {
    const once = rewriteKokoro(sampleGraph([withBias]));
    expect(() => rewriteKokoro(once)).toThrow(/no quantised convolution/);
  });

  test('is refused when the bytes are no graph at all', () => {
    expect(() => rewriteKokoro(Buffer.from('<!doctype html>'))).toThrow(
      expect.objectContaining({ code: 'pack_unsuitable' }),
    );
    const empty = decodeModel(sampleGraph([withBias]));
    empty.graph.node = [];
    expect(() => rewriteKokoro(encodeModel(empty))).toThrow(/no quantised convolution/);
  });
});
