"""Runs the graphs of a model: as modules of PyTorch, or as ONNX files. Both take and give numpy arrays by name."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import torch

from .checkpoint import Checkpoint
from .config import ModelSize
from .graphs import Graph, graphs_of

Run = Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]]
"""Inputs by name -> outputs by name."""


def torch_runs(checkpoint: Checkpoint, size: ModelSize) -> dict[str, Run]:
    return {name: _module_run(graph, checkpoint) for name, graph in graphs_of(size).items()}


def onnx_runs(paths: Mapping[str, Path], threads: int = 1) -> dict[str, Run]:
    """paths: name of a graph -> its file."""
    return {name: onnx_run(path, threads) for name, path in paths.items()}


def onnx_run(path: Path, threads: int = 1) -> Run:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return lambda given: dict(zip(names, session.run(None, given), strict=True))


def _module_run(graph: Graph, checkpoint: Checkpoint) -> Run:
    module = graph.build(checkpoint).eval()

    def run(given: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        with torch.inference_mode():
            found = module(*(torch.from_numpy(np.asarray(given[port.name])) for port in graph.inputs))
        found = found if isinstance(found, tuple) else (found,)
        return {port.name: one.numpy() for port, one in zip(graph.outputs, found, strict=True)}

    return run
