"""`python -m cosyvoice.runtime_fixture --out FILE.gz`

What the tests of the runtime are held against: a pack of the smallest configuration with seeded random weights, and what
`pipeline.py` makes of it. The file is gzip of one line of JSON, [{"name", "bytes"}, …], and the files behind it; those
below `expected/` are little-endian arrays.
"""

import argparse
import gzip
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from .build import build
from .config import MICRO
from .draws import Draws
from .graphs import graphs_of
from .pipeline import open_pack, render
from .random_checkpoint import write_random_checkpoint
from .vocabulary import tiny_vocabulary


@dataclass(frozen=True)
class Spoken:
    """An utterance; its text is bytes and merges of the tiny vocabulary."""

    name: str
    text: str
    speaker: str
    seed: int


# The first is longer than a window of the vocoder and than a step of the caches.
UTTERANCES = (Spoken("long", "abcdabcd", "英文女", 15), Spoken("short", "hi", "日语男", 8))
CHECKPOINT_SEED = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as temporary:
        checkpoints, pack = Path(temporary) / "checkpoints", Path(temporary) / "pack"
        write_random_checkpoint(checkpoints, MICRO, CHECKPOINT_SEED)
        precisions = dict.fromkeys(graphs_of(MICRO), "float32")
        vocabulary = tiny_vocabulary(MICRO.lm.text_tokens)
        build(checkpoints, pack, MICRO, precisions, vocabulary, lambda step, steps, what: print(what, flush=True))
        for path in pack.glob("*.onnx"):
            shorten_weights(path)
        files = {path.name: path.read_bytes() for path in sorted(pack.iterdir())}
        files |= expected(pack, vocabulary)
    header = json.dumps([{"name": name, "bytes": len(content)} for name, content in files.items()])
    given.out.write_bytes(gzip.compress(b"\n".join((header.encode(), b"".join(files.values()))), 9, mtime=0))
    print(f"{given.out}: {given.out.stat().st_size} bytes")


def shorten_weights(path: Path) -> None:
    """Keeps the upper half of every weight: random numbers do not compress, zeros do."""
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT:
            bits = numpy_helper.to_array(tensor).view(np.uint32) & np.uint32(0xFFFF0000)
            tensor.CopyFrom(numpy_helper.from_array(bits.view(np.float32), tensor.name))
    onnx.save(model, path)


def expected(pack: Path, vocabulary: list[bytes]) -> dict[str, bytes]:
    runs, tables, shape = open_pack(pack)
    recorded = {}
    for one in UTTERANCES:
        text = encoded(one.text, vocabulary)
        found = render(runs, tables, shape, text, tables.speakers[one.speaker], Draws(one.seed))
        print(f"{one.name}: {len(found.tokens)} speech tokens, {found.mel.shape[1]} frames")
        arrays = {
            "text.i32": np.array(text, "<i4"),
            "tokens.i32": np.array(found.tokens, "<i4"),
            "mel.f32": found.mel.astype("<f4"),
            "f0.f32": found.f0.astype("<f4"),
            # Whole samples of 16 bits: half of one is 1.5e-5, and the file stays small.
            "wave.i16": np.rint(found.wave * 32767).astype("<i2"),
        }
        about = {"text": one.text, "speaker": one.speaker, "seed": one.seed}
        recorded[f"expected/{one.name}.json"] = json.dumps(about, ensure_ascii=False).encode()
        recorded |= {f"expected/{one.name}.{name}": array.tobytes() for name, array in arrays.items()}
    return recorded


def encoded(text: str, vocabulary: list[bytes]) -> list[int]:
    """Letters in order of the alphabet are joined in pairs from the left: all that the tiny vocabulary can join."""
    ranks = {token: rank for rank, token in enumerate(vocabulary)}
    content, ids = text.encode(), []
    while content:
        length = 2 if content[:2] in ranks else 1
        ids.append(ranks[content[:length]])
        content = content[length:]
    return ids


if __name__ == "__main__":
    main()
