"""Makes graphs smaller: what each precision does to a float32 ONNX file.

float32       as exported
float16       weights stored in half precision, computed in full: a Cast behind each, folded when a session loads
dynamic_int8  MatMul with 8-bit weights, one scale a column, and 8-bit activations, one scale a call
block8        MatMul with 8-bit weights, a scale for each 128 inputs of a column, and activations scaled row by row: a
              row never depends on the others of its batch
block8_weights  the same weights, computed in full precision
block4        the same with 4 bits and a scale for each 32
static_int8   Conv with 8-bit weights and activations, whose scales were measured on given runs
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from .blocks import quantise_blocks

PRECISIONS = ("float32", "float16", "dynamic_int8", "block8", "block8_weights", "block4", "static_int8")
# Below this, a tensor is a bias or a norm: nothing to be gained.
SMALLEST = 4_096
# How far ONNX Runtime may go in the activations: 4 is 8-bit integers, 1 is float32.
IN_INTEGERS, IN_FLOATS = 4, 1


@dataclass(frozen=True)
class Blocks:
    bits: int
    size: int
    accuracy: int


BLOCKS = {
    "block8": Blocks(8, 128, IN_INTEGERS),
    "block8_weights": Blocks(8, 128, IN_FLOATS),
    "block4": Blocks(4, 32, IN_INTEGERS),
}

Calibration = Iterable[dict[str, np.ndarray]]


def quantise(source: Path, target: Path, precision: str, calibration: Calibration = ()) -> None:
    """@raises ValueError for a precision that is none, or static_int8 without runs to measure"""
    if precision == "dynamic_int8":
        _dynamic(source, target)
    elif precision == "static_int8":
        _static(source, target, calibration)
    elif precision not in PRECISIONS:
        raise ValueError(f"no precision {precision!r}; there are {', '.join(PRECISIONS)}")
    model = onnx.load(source if precision in BLOCKS or precision.startswith("float") else target)
    if precision in BLOCKS:
        _block_weights(model.graph, BLOCKS[precision])
    if precision != "float32":
        # A table that Gather reads is no weight of a MatMul: nothing above made it smaller.
        _store_halves(model.graph, tables_only=precision != "float16")
    onnx.save(model, target)


def _dynamic(source: Path, target: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(source, target, ["MatMul"], per_channel=True, weight_type=QuantType.QInt8)


def _static(source: Path, target: Path, calibration: Calibration) -> None:
    from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

    runs = iter(calibration)

    class Reader(CalibrationDataReader):
        def get_next(self) -> dict[str, np.ndarray] | None:
            return next(runs, None)

    quantize_static(
        source,
        target,
        Reader(),
        quant_format=QuantFormat.QOperator,
        op_types_to_quantize=["Conv"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        activation_type=QuantType.QUInt8,
    )


def _block_weights(graph: onnx.GraphProto, blocks: Blocks) -> None:
    weights = {tensor.name: tensor for tensor in graph.initializer}
    nodes = list(graph.node)
    replaced = set()
    for at, node in enumerate(nodes):
        if node.op_type != "MatMul" or node.input[1] not in weights or len(weights[node.input[1]].dims) != 2:
            continue
        name = node.input[1]
        weight = numpy_helper.to_array(weights[name])
        packed, scales = quantise_blocks(weight, blocks.bits, blocks.size)
        parts = (f"{name}.packed", f"{name}.scales")
        if name not in replaced:
            replaced.add(name)
            graph.initializer.extend(map(numpy_helper.from_array, (packed, scales.reshape(-1)), parts))
        nodes[at] = helper.make_node(
            "MatMulNBits",
            [node.input[0], *parts],
            node.output,
            name=node.name,
            domain="com.microsoft",
            K=weight.shape[0],
            N=weight.shape[1],
            bits=blocks.bits,
            block_size=blocks.size,
            accuracy_level=blocks.accuracy,
        )
    _replace(graph, nodes, replaced)


def _store_halves(graph: onnx.GraphProto, tables_only: bool = False) -> None:
    large = {tensor.name: tensor for tensor in graph.initializer if _is_large(tensor)}
    tables = {node.input[0]: node for node in graph.node if node.op_type == "Gather" and node.input[0] in large}
    chosen = tables if tables_only else large
    nodes = [] if tables_only else [_cast(_half(name), name) for name in large if name not in tables]
    for node in graph.node:
        if node.op_type == "Gather" and node.input[0] in tables:
            # Cast what was looked up, not the table.
            looked_up = f"{node.output[0]}.half"
            cast = _cast(looked_up, node.output[0])
            node.input[0], node.output[0] = _half(node.input[0]), looked_up
            nodes.extend((node, cast))
        else:
            nodes.append(node)
    for name in chosen:
        half = numpy_helper.to_array(large[name]).astype(np.float16)
        graph.initializer.append(numpy_helper.from_array(half, _half(name)))
    _replace(graph, nodes, set(chosen))


def _is_large(tensor: onnx.TensorProto) -> bool:
    return tensor.data_type == onnx.TensorProto.FLOAT and np.prod(tensor.dims) >= SMALLEST


def _half(name: str) -> str:
    return f"{name}.half"


def _cast(source: str, target: str) -> onnx.NodeProto:
    return helper.make_node("Cast", [source], [target], to=onnx.TensorProto.FLOAT)


def _replace(graph: onnx.GraphProto, nodes: Iterable[onnx.NodeProto], gone: set[str]) -> None:
    kept: Iterator[onnx.TensorProto] = (tensor for tensor in graph.initializer if tensor.name not in gone)
    initializers, nodes = list(kept), list(nodes)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(initializers)
    graph.node.extend(nodes)
