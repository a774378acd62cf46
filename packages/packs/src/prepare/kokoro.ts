import { LectorError } from '@lector/contract';
import { declareOutput } from './declare-output.js';
import { dropDead } from './drop-dead.js';
import { foldConv } from './fold-conv.js';
import { unsuitableNode } from './graph-index.js';
import { matchQuantizedConvs, type QuantizedConv } from './match-quantized-conv.js';
import { decodeModel, encodeModel, type Graph, type Node } from './model-file.js';
import type { Recipe } from './recipe.js';

/**
 * Kokoro's published graph as Lector runs it: float convolutions in place of dynamically quantised ones, and the frames
 * of each token as a second output.
 */
export const kokoro: Recipe = { revision: 'kokoro-float-conv-1', rewrite: rewriteKokoro };

/** Frames per token, float32 [1, tokens]; a frame is 600 samples, and their sum is the length of the audio. */
const DURATIONS_TENSOR = '/encoder/Clip_output_0';
const DURATIONS_OUTPUT = 'durations';

function replaceConvs(graph: Graph, matches: readonly QuantizedConv[]): void {
  const folded = new Map(matches.map((match) => [match.last, foldConv(match)]));
  graph.node = graph.node.map((node): Node => folded.get(node)?.node ?? node);
  for (const { constants } of folded.values()) graph.initializer.push(...constants);
}

/**
 * @throws LectorError `pack_unsuitable`, naming the node, when the graph is not one this can rewrite
 */
export function rewriteKokoro(published: Uint8Array): Uint8Array {
  const loaded = decodeModel(published);
  const { graph } = loaded;
  const matches = matchQuantizedConvs(graph);
  if (matches.length === 0) {
    throw new LectorError('pack_unsuitable', 'the graph holds no quantised convolution: it is not the published one');
  }
  replaceConvs(graph, matches);
  declareOutput(graph, DURATIONS_TENSOR, DURATIONS_OUTPUT, [1, 'tokens']);
  dropDead(graph);
  const left = graph.node.find((node) => node.opType === 'ConvInteger');
  if (left !== undefined) throw unsuitableNode(left, 'a quantised convolution is still needed');
  return encodeModel(loaded);
}
