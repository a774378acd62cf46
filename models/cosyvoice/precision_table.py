"""`python -m cosyvoice.precision_table --pack DIR [--only GRAPH …] [--threads N] [--repeats N]`

Of a float32 pack, each graph in each precision that suits it: size of the file, how far its output is from float32's
(greatest and root of the mean square, of the scale), milliseconds of a run (the median), and how much memory loading
and running it adds at most (Linux). One line of JSON each, each run in a process of its own. Errors on random weights
say nothing about how it sounds.
"""

import argparse
import dataclasses
import json
import statistics
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from .config import ModelSize
from .frames import frames_of, stretch
from .graphs import graphs_of
from .pack import DESCRIPTION
from .quantise import quantise
from .random_checkpoint import SIZES
from .running import onnx_run

MATMUL = ("float32", "float16", "dynamic_int8", "block8", "block4")
CANDIDATES = {
    "text_encoder": MATMUL,
    "lm": MATMUL,
    "lm_positions": ("float32", "float16", "block8_weights"),
    "flow_encoder": MATMUL,
    "estimator": MATMUL,
    "f0": ("float32", "float16", "dynamic_int8"),
    "vocoder": ("float32", "float16", "static_int8"),
}
# Five seconds of speech for what works on whole utterances; a step of the LM with as much behind it.
SPEECH_TOKENS, TEXT_TOKENS, CACHED, WINDOW_FRAMES = 250, 23, 320, 114
CALIBRATING_RUNS = 4


def inputs_of(graph: str, size: ModelSize, seed: int) -> dict[str, np.ndarray]:
    """What a run of typical length is given."""
    if graph == "lm_positions":
        return {"count": np.array(CACHED + 1)}
    source = np.random.default_rng(seed)
    frames = {"f0": WINDOW_FRAMES, "vocoder": WINDOW_FRAMES}.get(graph, frames_of(SPEECH_TOKENS))
    tokens = SPEECH_TOKENS if graph == "flow_encoder" else TEXT_TOKENS
    lengths = {"batch": 2 if graph == "estimator" else 1, "tokens": tokens, "frames": frames, "samples": 256 * frames}
    lengths |= {"new": 1, "cached": CACHED, "all": CACHED + 1, "distances": CACHED + 1}
    given = {}
    for port in graphs_of(size)[graph].inputs:
        shape = [axis if isinstance(axis, int) else lengths[axis] for axis in port.axes]
        given[port.name] = source.standard_normal(shape, dtype=np.float32)
        if port.type == "int64":
            given[port.name] = source.integers(0, size.flow.speech_tokens, shape)
    if graph == "lm":
        given |= {"bias": np.zeros_like(given["bias"]), "last": np.zeros(1, dtype=np.int64)}
        given["distance"] = np.arange(CACHED, -1, -1).reshape(1, 1, 1, -1)
    if graph == "flow_encoder":
        between = stretch(SPEECH_TOKENS)
        given |= {"left": np.array(between.left), "right": np.array(between.right)}
        given["share"] = np.array(between.share, dtype=np.float32)
    if graph == "estimator":
        given["t"] = np.full(2, 0.37, dtype=np.float32)
    if graph == "vocoder":
        given["source"] *= np.float32(0.1)
    return given


def measure(path: Path, given: dict[str, np.ndarray], threads: int, repeats: int) -> dict:
    """In a process of its own. -> the first output, median milliseconds, megabytes added at most"""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (path, given, threads, repeats))


def _measured(path: Path, given: dict[str, np.ndarray], threads: int, repeats: int) -> dict:
    before = _resident_mb("VmRSS")
    run = onnx_run(path, threads)
    output = next(iter(run(given).values()))
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        run(given)
        taken.append(1000 * (time.perf_counter() - start))
    added = _resident_mb("VmHWM") - before
    return {"output": output, "ms": round(statistics.median(taken), 1), "added_mb": round(added)}


def _resident_mb(field: str) -> float:
    """Of this process, as Linux tells it: VmRSS now, VmHWM at most. (getrusage counts what the parent had as well.)"""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith(f"{field}:"))
    return int(line.split()[1]) * 1024 / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--only", nargs="+", choices=CANDIDATES, default=list(CANDIDATES))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=7)
    options = parser.parse_args()
    size = _size_of(options.pack)
    for graph in options.only:
        given, whole = inputs_of(graph, size, seed=1), None
        calibration = [inputs_of(graph, size, seed=2 + run) for run in range(CALIBRATING_RUNS)]
        for precision in CANDIDATES[graph]:
            with tempfile.TemporaryDirectory() as folder:
                made = Path(folder) / "made.onnx"
                quantise(options.pack / f"{graph}.onnx", made, precision, calibration)
                found = measure(made, given, options.threads, options.repeats)
                megabytes = made.stat().st_size / 1e6
            whole = found["output"] if whole is None else whole
            error = (found.pop("output") - whole) / whole.std()
            sizes = {"graph": graph, "precision": precision, "mb": round(megabytes, 1)}
            errors = {
                "greatest": float(f"{np.abs(error).max():.1e}"),
                "rms": float(f"{np.sqrt(np.mean(error**2)):.1e}"),
            }
            print(json.dumps(sizes | errors | found), flush=True)


def _size_of(pack: Path) -> ModelSize:
    description = json.loads((pack / DESCRIPTION).read_text(encoding="utf8"))
    if any(graph["precision"] != "float32" for graph in description["graphs"].values()):
        raise SystemExit(f"{pack} is no float32 pack")
    # Through JSON, as the description went: tuples became lists.
    for size in SIZES.values():
        if json.loads(json.dumps(dataclasses.asdict(size))) == description["size"]:
            return size
    raise SystemExit(f"{pack} has a size that is not known here")


if __name__ == "__main__":
    main()
