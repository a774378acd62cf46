import { encodeModel, FLOAT32, INT8, UINT8, type Node, type Tensor } from './model-file.js';
import onnxProto from 'onnx-proto';

/**
 * A small graph of the shape the published one has, for tests: quantised convolutions over `x` float32 [1, 2, n], and the
 * tensor the durations come from. Weights are given as they are stored, so a test can say what must come out.
 */
export interface SampleConv {
  readonly name: string;
  /** 8-bit values, [outputs, inputs, kernel]; as uint8 unless `signed`. */
  readonly quantized: readonly number[];
  readonly dims: readonly [number, number, number];
  /** One value, or one per output channel. */
  readonly scale: readonly number[];
  readonly zeroPoint?: readonly number[];
  readonly bias?: readonly number[];
  readonly signed?: boolean;
  readonly pads?: readonly [number, number];
}

const { onnx } = onnxProto;
const INT64 = 7;
const INT32 = 6;

function int64s(name: string, values: readonly number[]): Tensor {
  return { name, dims: [values.length], dataType: INT64, int64Data: [...values] };
}

function floats(name: string, values: readonly number[]): Tensor {
  return { name, dims: values.length === 1 ? [] : [values.length], dataType: FLOAT32, floatData: [...values] };
}

function node(opType: string, input: readonly string[], output: readonly string[], name: string): Node {
  return { opType, input: [...input], output: [...output], name };
}

function castTo(type: number) {
  return [{ name: 'to', type: onnx.AttributeProto.AttributeType.INT, i: type }];
}

function convNodes(conv: SampleConv): Node[] {
  const at = (part: string) => `${conv.name}_${part}`;
  const inputs = [at('xq'), at('wq'), at('xzp'), ...(conv.zeroPoint === undefined ? [] : [at('wzp')])];
  const integer: Node = {
    ...node('ConvInteger', inputs, [at('sum')], at('quant')),
    attribute: [
      { name: 'pads', type: onnx.AttributeProto.AttributeType.INTS, ints: [...(conv.pads ?? [0, 0])] },
      { name: 'kernel_shape', type: onnx.AttributeProto.AttributeType.INTS, ints: [conv.dims[2]] },
    ],
  };
  const bias =
    conv.bias === undefined
      ? []
      : [
          node('Div', [at('bias'), at('scale')], [at('divided')], at('divide')),
          node('Floor', [at('divided')], [at('floored')], at('floor')),
          { ...node('Cast', [at('floored')], [at('rounded')], at('round')), attribute: castTo(INT32) },
          node('Reshape', [at('rounded'), at('shape')], [at('shaped')], at('reshape')),
          node('Add', [at('sum'), at('shaped')], [at('biased')], at('add')),
        ];
  return [
    node('DynamicQuantizeLinear', ['x'], [at('xq'), at('xscale'), at('xzp')], at('quantize')),
    node('Mul', [at('xscale'), at('wscale')], [at('scale')], at('scales')),
    integer,
    ...bias,
    {
      ...node('Cast', [conv.bias === undefined ? at('sum') : at('biased')], [at('float')], at('cast')),
      attribute: castTo(FLOAT32),
    },
    node('Mul', [at('float'), at('scale')], [conv.name], at('multiply')),
  ];
}

function convConstants(conv: SampleConv): Tensor[] {
  const at = (part: string) => `${conv.name}_${part}`;
  const dataType = conv.signed === true ? INT8 : UINT8;
  const zeroPoint = conv.zeroPoint;
  return [
    { name: at('wq'), dims: [...conv.dims], dataType, rawData: Uint8Array.from(conv.quantized) },
    floats(at('wscale'), conv.scale),
    ...(zeroPoint === undefined
      ? []
      : [
          {
            name: at('wzp'),
            dims: zeroPoint.length === 1 ? [] : [zeroPoint.length],
            dataType,
            int32Data: [...zeroPoint],
          },
        ]),
    ...(conv.bias === undefined ? [] : [floats(at('bias'), conv.bias), int64s(at('shape'), [1, conv.dims[0], 1])]),
  ];
}

function value(name: string, shape: readonly (number | string)[]) {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: FLOAT32, shape: { dim } } } };
}

/** The bytes of a graph with these convolutions as outputs. `change` may spoil the nodes before they are written. */
export function sampleGraph(convs: readonly SampleConv[], change: (nodes: Node[]) => void = () => {}): Uint8Array {
  const nodes = convs.flatMap(convNodes);
  // Stands for the durations: any float32 tensor [1, 2] of that name.
  nodes.push({
    ...node('ReduceMean', ['x', 'mean_axes'], ['/encoder/Clip_output_0'], '/encoder/Clip'),
    attribute: [{ name: 'keepdims', type: onnx.AttributeProto.AttributeType.INT, i: 0 }],
  });
  change(nodes);
  const graph = onnx.GraphProto.create({
    name: 'sample',
    node: nodes,
    initializer: [...convs.flatMap(convConstants), int64s('mean_axes', [2])],
    input: [value('x', [1, 2, 'n'])],
    output: convs.map((conv) => value(conv.name, [1, conv.dims[0], 'm'])),
  });
  const model = onnx.ModelProto.create({ irVersion: 9, opsetImport: [{ domain: '', version: 20 }] });
  return encodeModel({ model, graph });
}
