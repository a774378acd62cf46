"""Writes what a runtime needs beside the graphs: tables, tokenizer, and `cosyvoice.json`, which describes all of it."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .config import SAMPLE_RATE, ModelSize
from .frames import SAMPLES_PER_FRAME
from .graphs import Graph, Port
from .mel_flow import GUIDANCE, STEPS
from .source import AMPLITUDE, UNVOICED_NOISE, VOICED_ABOVE_HZ, VOICED_NOISE
from .tables import Speaker, Tables
from .vocabulary import compact
from .windows import CONTEXT, WINDOW

FORMAT = 1
DESCRIPTION = "cosyvoice.json"


@dataclass(frozen=True)
class BuiltGraph:
    graph: Graph
    precision: str


def write_pack(
    folder: Path, size: ModelSize, graphs: list[BuiltGraph], tables: Tables, small: bool, tokens: list[bytes]
) -> None:
    """The graphs lie in the folder already. The description comes last: a folder without it was not finished."""
    (folder / "tokenizer.bin").write_bytes(compact(tokens))
    description = {
        "format": FORMAT,
        "family": "cosyvoice",
        "sample_rate": SAMPLE_RATE,
        "samples_per_frame": SAMPLES_PER_FRAME,
        "size": dataclasses.asdict(size),
        "graphs": {one.graph.name: _graph(one) for one in graphs},
        "tables": _tables(folder, tables, small),
        "speakers": list(tables.speakers),
        "tokenizer": {"file": "tokenizer.bin", "ranks": len(tokens), "specials": size.lm.text_tokens - len(tokens)},
        "flow": {"steps": STEPS, "guidance": GUIDANCE},
        "source": {
            "weight": [float(value) for value in tables.source_weight],
            "bias": tables.source_bias,
            "amplitude": AMPLITUDE,
            "voiced_noise": VOICED_NOISE,
            "unvoiced_noise": UNVOICED_NOISE,
            "voiced_above_hz": VOICED_ABOVE_HZ,
        },
        "vocoder": {"window": WINDOW, "context": CONTEXT},
    }
    text = json.dumps(description, ensure_ascii=False, indent=2)
    (folder / DESCRIPTION).write_text(f"{text}\n", encoding="utf8")


def read_tables(folder: Path) -> Tables:
    """The tables as a runtime reads them."""
    description = json.loads((folder / DESCRIPTION).read_text(encoding="utf8"))
    stored = {name: _stored(folder, entry) for name, entry in description["tables"].items()}
    speakers = zip(description["speakers"], stored["speakers_lm"], stored["speakers_flow"], strict=True)
    return Tables(
        text=stored["text"],
        speech=stored["speech"],
        marks=stored["marks"],
        source_weight=np.array(description["source"]["weight"], dtype=np.float32),
        source_bias=description["source"]["bias"],
        speakers={name: Speaker(lm, flow) for name, lm, flow in speakers},
    )


def _graph(built: BuiltGraph) -> dict:
    graph = built.graph
    return {
        "file": f"{graph.name}.onnx",
        "precision": built.precision,
        "inputs": [_port(port) for port in graph.inputs],
        "outputs": [_port(port) for port in graph.outputs],
    }


def _port(port: Port) -> dict:
    return {"name": port.name, "type": port.type, "axes": list(port.axes)}


def _tables(folder: Path, tables: Tables, small: bool) -> dict:
    """Raw little-endian files. small: 8-bit rows with a scale each for texts, half precision for speech."""
    speakers = tables.speakers.values()
    whole = {
        "marks": tables.marks,
        "speakers_lm": np.stack([speaker.lm for speaker in speakers]),
        "speakers_flow": np.stack([speaker.flow for speaker in speakers]),
    }
    entries = {name: _write(folder, name, table.astype(np.float32)) for name, table in whole.items()}
    entries["speech"] = _write(folder, "speech", tables.speech.astype(np.float16 if small else np.float32))
    if small:
        scales = np.abs(tables.text).max(axis=1) / 127
        rows = np.rint(tables.text / np.where(scales == 0, 1, scales)[:, None]).astype(np.int8)
        entries["text"] = _write(folder, "text", rows)
        entries["text"]["row_scales"] = _write(folder, "text_scales", scales.astype(np.float32))
    else:
        entries["text"] = _write(folder, "text", tables.text.astype(np.float32))
    return entries


def _write(folder: Path, name: str, table: np.ndarray) -> dict:
    path = folder / f"{name}.bin"
    path.write_bytes(table.astype(table.dtype.newbyteorder("<")).tobytes())
    return {"file": path.name, "type": table.dtype.name, "shape": list(table.shape)}


def _stored(folder: Path, entry: dict) -> np.ndarray:
    kind = np.dtype(entry["type"]).newbyteorder("<")
    table = np.frombuffer((folder / entry["file"]).read_bytes(), kind).reshape(entry["shape"]).astype(np.float32)
    scales = entry.get("row_scales")
    return table if scales is None else table * _stored(folder, scales)[:, None]
