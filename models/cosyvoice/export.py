"""Modules -> ONNX files in float32, opset 17, with the axes of `graphs.py` dynamic."""

import warnings
from pathlib import Path

import onnx
import torch
from torch import Tensor

from .checkpoint import Checkpoint
from .graphs import FLOAT, Graph, Port

OPSET = 17
# Lengths the tracing runs with; all different, so that a length baked in by accident meets another one in the tests.
TRACED = {"batch": 2, "tokens": 7, "new": 3, "cached": 5, "all": 8, "distances": 9, "count": 9, "frames": 13}
TRACED["samples"] = 256 * TRACED["frames"]


def export(graph: Graph, checkpoint: Checkpoint, path: Path) -> None:
    module = graph.build(checkpoint).eval()
    ports = (*graph.inputs, *graph.outputs)
    with warnings.catch_warnings(), torch.inference_mode():
        # The exporter announces its own end and doubts shapes that are meant to be what they are.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            tuple(_example(port) for port in graph.inputs),
            str(path),
            input_names=[port.name for port in graph.inputs],
            output_names=[port.name for port in graph.outputs],
            dynamic_axes={port.name: _dynamic(port) for port in ports if _dynamic(port)},
            opset_version=OPSET,
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )
    onnx.checker.check_model(str(path))


def _example(port: Port) -> Tensor:
    shape = [axis if isinstance(axis, int) else TRACED[axis] for axis in port.axes]
    if port.type == FLOAT:
        return torch.rand(shape)
    # Of indices, zero is always allowed; of a count it is not.
    return torch.full(shape, 0 if shape else TRACED["count"])


def _dynamic(port: Port) -> dict[int, str]:
    return {at: axis for at, axis in enumerate(port.axes) if isinstance(axis, str)}
