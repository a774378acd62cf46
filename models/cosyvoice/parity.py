"""`python -m cosyvoice.parity --upstream DIR [--size tiny|official] [--checkpoint DIR] [--pack DIR] [--record FILE]`

Compares every part with upstream's own code, on a random checkpoint (made for it unless one is given), and ends with an
error when one is further off than 1e-4 of its scale or the sampled tokens differ. With --pack the graphs of a pack are
compared instead of the modules they are made of. --record writes down what upstream gave, for the tests.
"""

import argparse
import dataclasses
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

from .checkpoint import read_checkpoint
from .compare import apart, differences, our_outputs, same_tokens
from .config import ModelSize
from .parity_inputs import parity_inputs
from .pipeline import open_pack
from .random_checkpoint import SIZES, fingerprint, write_random_checkpoint
from .running import Run, torch_runs
from .tables import Tables, tables_of

# Of the standard deviation of what upstream gives. Exact arithmetic in another order stays far below it.
TOLERANCE = 1e-4
WEIGHT_SEED, INPUT_SEED = 7, 11


def upstream_outputs(
    upstream: Path, checkpoint: Path, size: ModelSize, given: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    program = Path(__file__).with_name("upstream_outputs.py")
    with tempfile.TemporaryDirectory() as folder:
        inputs, sizes, out = (Path(folder) / name for name in ("inputs.npz", "size.json", "out.npz"))
        np.savez(inputs, **given)
        sizes.write_text(json.dumps(dataclasses.asdict(size)), encoding="utf8")
        paths = {"upstream": upstream, "checkpoint": checkpoint, "size": sizes, "inputs": inputs, "out": out}
        options = [part for name, path in paths.items() for part in (f"--{name}", str(path.resolve()))]
        subprocess.run([sys.executable, str(program), *options], check=True)
        with np.load(out) as archive:
            return {name: archive[name] for name in archive.files}


def report(runs: dict[str, Run], tables: Tables, size: ModelSize, given: dict, upstreams: dict) -> bool:
    """Prints the table. -> whether everything is within the tolerance"""
    theirs = apart(upstreams)
    ours = our_outputs(runs, tables, size, given, theirs)
    found = differences(ours, theirs)
    print(f"{'part':10} {'greatest':>9} {'scale':>8} {'relative':>9}")
    for one in found:
        print(f"{one.part:10} {one.greatest:9.1e} {one.scale:8.3f} {one.relative:9.1e}")
    same = same_tokens(ours, theirs)
    print(f"tokens     {len(theirs['tokens'])} sampled, {'the same' if same else 'NOT the same'}")
    return same and all(one.relative <= TOLERANCE for one in found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upstream", type=Path, required=True)
    parser.add_argument("--size", choices=SIZES, default="tiny")
    for name in ("checkpoint", "pack", "record"):
        parser.add_argument(f"--{name}", type=Path)
    options = parser.parse_args()
    size = SIZES[options.size]
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        if options.checkpoint is None:
            options.checkpoint = Path(folder)
            write_random_checkpoint(options.checkpoint, size, WEIGHT_SEED)
        given = parity_inputs(size, INPUT_SEED)
        upstreams = upstream_outputs(options.upstream, options.checkpoint, size, given)
        checkpoint = read_checkpoint(options.checkpoint, size)
    if options.record is not None:
        np.savez_compressed(options.record, fingerprint=fingerprint(checkpoint), **upstreams)
    if options.pack is None:
        runs, tables = torch_runs(checkpoint, size), tables_of(checkpoint)
    else:
        runs, tables, _ = open_pack(options.pack)
    return 0 if report(runs, tables, size, given, upstreams) else 1


if __name__ == "__main__":
    sys.exit(main())
