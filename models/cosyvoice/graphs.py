"""The graphs of a pack: which module, and the names, types and axes of what goes in and comes out.

An axis is a number or the name of a length that may change from run to run.
"""

from collections.abc import Callable
from dataclasses import dataclass

from torch import nn

from .checkpoint import Checkpoint
from .config import EncoderSize, ModelSize
from .modules.estimator import Estimator
from .modules.f0 import F0
from .modules.flow_encoder import FlowEncoder
from .modules.text_encoder import TextEncoder
from .modules.text_lm import LmPositions, TextLm
from .modules.vocoder import Vocoder

Axis = int | str
FLOAT, INTEGER = "float32", "int64"


@dataclass(frozen=True)
class Port:
    name: str
    type: str
    axes: tuple[Axis, ...]


@dataclass(frozen=True)
class Graph:
    name: str
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    build: Callable[[Checkpoint], nn.Module]


def graphs_of(size: ModelSize) -> dict[str, Graph]:
    graphs = (
        _text_encoder(size),
        _lm(size),
        _lm_positions(size),
        _flow_encoder(size),
        _estimator(size),
        _f0(size),
        _vocoder(size),
    )
    return {graph.name: graph for graph in graphs}


def _text_encoder(size: ModelSize) -> Graph:
    lm = size.lm
    return Graph(
        "text_encoder",
        (Port("text", FLOAT, ("batch", "tokens", lm.text_width)),),
        (Port("encoded", FLOAT, ("batch", "tokens", lm.decoder.width)),),
        lambda checkpoint: TextEncoder(checkpoint.lm, lm),
    )


def _lm(size: ModelSize) -> Graph:
    lm, shape = size.lm, size.lm.decoder
    heads, width, blocks = shape.heads, shape.head_width, range(shape.blocks)
    # Named apart, though it is the sum of two others: the caches may be padded.
    seen = ("batch", 1, "new", "all")
    new = [
        port
        for n in blocks
        for port in (
            Port(f"new_k_{n}", FLOAT, ("batch", heads, width, "new")),
            Port(f"new_v_{n}", FLOAT, ("batch", heads, "new", width)),
        )
    ]
    return Graph(
        "lm",
        (
            Port("x", FLOAT, ("batch", "new", shape.width)),
            Port("bias", FLOAT, seen),
            Port("distance", INTEGER, seen),
            Port("last", INTEGER, ("batch",)),
            *_position_tables(shape, "distances"),
            *(Port(f"k_{n}", FLOAT, ("batch", heads, width, "cached")) for n in blocks),
            *(Port(f"v_{n}", FLOAT, ("batch", heads, "cached", width)) for n in blocks),
        ),
        (Port("logits", FLOAT, ("batch", lm.speech_tokens + 1)), *new),
        lambda checkpoint: TextLm(checkpoint.lm, lm),
    )


def _lm_positions(size: ModelSize) -> Graph:
    return Graph(
        "lm_positions",
        (Port("count", INTEGER, ()),),
        _position_tables(size.lm.decoder, "count"),
        lambda checkpoint: LmPositions(checkpoint.lm, size.lm),
    )


def _position_tables(shape: EncoderSize, axis: str) -> tuple[Port, ...]:
    return tuple(Port(f"p_{n}", FLOAT, (shape.heads, shape.head_width, axis)) for n in range(shape.blocks))


def _flow_encoder(size: ModelSize) -> Graph:
    frames = ("frames",)
    return Graph(
        "flow_encoder",
        (
            Port("tokens", INTEGER, ("batch", "tokens")),
            Port("left", INTEGER, frames),
            Port("right", INTEGER, frames),
            Port("share", FLOAT, frames),
        ),
        (Port("mu", FLOAT, ("batch", size.flow.mels, "frames")),),
        lambda checkpoint: FlowEncoder(checkpoint.flow, size.flow),
    )


def _estimator(size: ModelSize) -> Graph:
    mel = ("batch", size.flow.mels, "frames")
    return Graph(
        "estimator",
        (
            Port("x", FLOAT, mel),
            Port("mu", FLOAT, mel),
            Port("t", FLOAT, ("batch",)),
            Port("spks", FLOAT, ("batch", size.flow.mels)),
            Port("cond", FLOAT, mel),
        ),
        (Port("velocity", FLOAT, mel),),
        lambda checkpoint: Estimator(checkpoint.flow, size.flow),
    )


def _f0(size: ModelSize) -> Graph:
    return Graph(
        "f0",
        (Port("mel", FLOAT, ("batch", size.hift.mels, "frames")),),
        (Port("f0", FLOAT, ("batch", "frames")),),
        lambda checkpoint: F0(checkpoint.hift),
    )


def _vocoder(size: ModelSize) -> Graph:
    return Graph(
        "vocoder",
        (
            Port("mel", FLOAT, ("batch", size.hift.mels, "frames")),
            Port("source", FLOAT, ("batch", 1, "samples")),
        ),
        (Port("wave", FLOAT, ("batch", "samples")),),
        lambda checkpoint: Vocoder(checkpoint.hift, size.hift),
    )
