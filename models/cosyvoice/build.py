"""`python -m cosyvoice.build --from DIR --out DIR [--precision mix|float32] [--part GRAPH=PRECISION] [--size tiny]
[--vocabulary FILE] [--calibration FILE.npz …]`

Makes a pack of a checkpoint folder. Progress goes to the standard output as JSON lines: {"step", "steps", "what"}, and
the last one {"done", "bytes"}. Exits with 2 when it cannot go on with what it was given: one line on the standard error
says why, and on the standard output {"refused": "checkpoint"|"vocabulary"|"option", "why"}.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from .checkpoint import CheckpointError, read_checkpoint
from .config import OFFICIAL, ModelSize
from .export import export
from .frames import SAMPLES_PER_FRAME
from .graphs import graphs_of
from .pack import DESCRIPTION, BuiltGraph, write_pack
from .quantise import PRECISIONS, Calibration, quantise
from .random_checkpoint import SIZES
from .tables import tables_of
from .vocabulary import VocabularyError, fetch_vocabulary, read_vocabulary, tiny_vocabulary
from .windows import windows

# What fits a pack into 480 MB; README.md has the sizes and errors of the alternatives.
MIX = {
    # Alone in its batch, so that one scale for all activations harms nobody else.
    "text_encoder": "dynamic_int8",
    # Utterances decode together: none may depend on its neighbours.
    "lm": "block8",
    "lm_positions": "block8_weights",
    "flow_encoder": "dynamic_int8",
    "estimator": "dynamic_int8",
    # Small, and what it rounds is heard at once.
    "f0": "float16",
    "vocoder": "float16",
}

REFUSED = {CheckpointError: "checkpoint", VocabularyError: "vocabulary"}


def build(
    source: Path,
    target: Path,
    size: ModelSize,
    precisions: dict[str, str],
    tokens: list[bytes],
    progress: Callable[[int, int, str], None],
    recorded: Sequence[Path] = (),
) -> None:
    """recorded: utterances of `pipeline.py --record`, for `static_int8`. @raises CheckpointError"""
    graphs = graphs_of(size)
    steps = len(graphs) + 2
    progress(1, steps, "reading the checkpoints")
    checkpoint = read_checkpoint(source, size)
    target.mkdir(parents=True, exist_ok=True)
    # What an earlier run left must not pass for a finished pack while this one runs.
    (target / DESCRIPTION).unlink(missing_ok=True)
    built = []
    for step, (name, graph) in enumerate(graphs.items(), start=2):
        precision = precisions[name]
        progress(step, steps, f"{name} as {precision}")
        with tempfile.TemporaryDirectory(dir=target) as folder:
            exported, made = Path(folder) / "exported.onnx", Path(folder) / "made.onnx"
            export(graph, checkpoint, exported)
            quantise(exported, made, precision, vocoder_runs(recorded))
            shutil.move(made, target / f"{name}.onnx")
        built.append(BuiltGraph(graph, precision))
    progress(steps, steps, "tables and tokenizer")
    small = any(precision != "float32" for precision in precisions.values())
    write_pack(target, size, built, tables_of(checkpoint), small, tokens)


def vocoder_runs(recorded: Sequence[Path]) -> Calibration:
    for path in recorded:
        with np.load(path) as archive:
            mel, source = archive["mel"], archive["source"]
        for window in windows(mel.shape[1]):
            heard = source[window.start * SAMPLES_PER_FRAME : window.end * SAMPLES_PER_FRAME]
            yield {"mel": mel[None, :, window.start : window.end], "source": heard[None, None]}


def precisions_of(graphs: list[str], chosen: str, parts: list[str]) -> dict[str, str]:
    """@raises ValueError for a part that is no graph=precision"""
    precisions = dict(MIX) if chosen == "mix" else dict.fromkeys(graphs, "float32")
    for part in parts:
        name, _, precision = part.partition("=")
        if name not in precisions or precision not in PRECISIONS:
            known = f"{'|'.join(precisions)}={'|'.join(PRECISIONS)}"
            raise ValueError(f"--part {part} is not one of {known}")
        if precision == "static_int8" and name != "vocoder":
            raise ValueError(f"--part {part}: only the vocoder has convolutions that can be calibrated")
        precisions[name] = precision
    return precisions


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--precision", choices=("mix", "float32"), default="mix")
    parser.add_argument("--part", action="append", default=[], metavar="GRAPH=PRECISION")
    parser.add_argument("--size", choices=SIZES, default="official")
    parser.add_argument("--vocabulary", type=Path, help="multilingual.tiktoken; fetched when left out")
    parser.add_argument("--calibration", type=Path, nargs="+", default=[], help="of `pipeline --record`")
    given = parser.parse_args()
    size = SIZES[given.size]
    torch.set_num_threads(1)

    def progress(step: int, steps: int, what: str) -> None:
        print(json.dumps({"step": step, "steps": steps, "what": what}), flush=True)

    try:
        precisions = precisions_of(list(graphs_of(size)), given.precision, given.part)
        if "static_int8" in precisions.values() and not given.calibration:
            raise ValueError("static_int8 needs --calibration, utterances of `pipeline --record` with a float32 pack")
        if size is not OFFICIAL:
            tokens = tiny_vocabulary(size.lm.text_tokens)
        else:
            tokens = read_vocabulary(given.vocabulary.read_bytes() if given.vocabulary else fetch_vocabulary())
        build(given.source, given.out, size, precisions, tokens, progress, given.calibration)
    except (CheckpointError, VocabularyError, ValueError) as error:
        print(json.dumps({"refused": REFUSED.get(type(error), "option"), "why": str(error)}), flush=True)
        print(str(error), file=sys.stderr)
        return 2
    written = sum(path.stat().st_size for path in given.out.iterdir())
    print(json.dumps({"done": str(given.out), "bytes": written}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
