"""`python -m cosyvoice.random_checkpoint --out DIR [--size tiny] [--seed 7] [--weight-norm old|new]`

Writes the four official files with seeded random weights: what speed, size, memory and parity are measured with where
the real ones cannot be had. What it says is noise.
"""

import argparse
import hashlib
import math
from pathlib import Path

import torch

from .checkpoint import FLOW_FILE, HIFT_FILE, LM_FILE, NEW_NAMES, OLD_NAMES, SPEAKERS_FILE, Checkpoint
from .config import MICRO, OFFICIAL, TINY, ModelSize
from .layout import Layout, flow_layout, hift_layout, lm_layout

SIZES = {"official": OFFICIAL, "tiny": TINY, "micro": MICRO}
# The seven of CosyVoice-300M-SFT.
SPEAKERS = ("中文女", "中文男", "日语男", "粤语女", "英文女", "英文男", "韩语女")


def write_random_checkpoint(folder: Path, size: ModelSize, seed: int, weight_norm: tuple[str, str] = NEW_NAMES) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    source = torch.Generator().manual_seed(seed)
    for name, layout in (
        (LM_FILE, lm_layout(size.lm)),
        (FLOW_FILE, flow_layout(size.flow)),
        (HIFT_FILE, hift_layout(size.hift)),
    ):
        torch.save(random_tensors(layout, source, weight_norm), folder / name)
    width = size.lm.speaker_width
    speakers = {name: {"embedding": torch.randn(1, width, generator=source)} for name in SPEAKERS}
    torch.save(speakers, folder / SPEAKERS_FILE)


def random_tensors(layout: Layout, source: torch.Generator, weight_norm: tuple[str, str]) -> dict[str, torch.Tensor]:
    tensors = {}
    for key, shape in layout.shapes.items():
        tensor = _random(key, shape, source)
        if key not in layout.weight_normed:
            tensors[key] = tensor
            continue
        owner = key.removesuffix("weight")
        # Another length than the direction's own, so that forgetting to apply it cannot pass unseen.
        length = tensor.norm(dim=(1, 2), keepdim=True) * 1.25
        tensors[owner + weight_norm[0]] = length
        tensors[owner + weight_norm[1]] = tensor
    return tensors


def fingerprint(checkpoint: Checkpoint) -> str:
    """Of all its tensors: says at once whether a recorded output still belongs to what a seed gives today."""
    digest = hashlib.sha256()
    for part in (checkpoint.lm, checkpoint.flow, checkpoint.hift, checkpoint.speakers):
        for name in sorted(part):
            # Joining lengths and directions may round otherwise on another machine; half precision hides that.
            digest.update(name.encode() + part[name].half().numpy().tobytes())
    return digest.hexdigest()


def _random(key: str, shape: tuple[int, ...], source: torch.Generator) -> torch.Tensor:
    noise = torch.randn(shape, generator=source)
    owner, _, name = key.rpartition(".")
    if name == "alpha":
        return 1 + 0.2 * noise.abs()
    if name.startswith("pos_bias") or name == "bias":
        return 0.05 * noise
    if len(shape) == 1:  # The scale of a norm.
        return 1 + 0.1 * noise
    if owner.endswith("embedding"):
        return noise
    if owner.endswith("classifier"):
        # Fundamentals of some hundred hertz, so that the sines of the source are exercised.
        return 150 * noise.abs() / math.sqrt(shape[1])
    inputs = shape[0] * shape[2] / 8 if owner.startswith("ups.") else math.prod(shape[1:])
    # Residual branches of the vocoder add up; a full gain in each would end in nothing but clipping.
    gain = 0.3 if "resblocks" in owner or owner == "conv_post" else 1.0
    return gain * noise / math.sqrt(inputs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", choices=SIZES, default="official")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--weight-norm", choices=("old", "new"), default="new")
    given = parser.parse_args()
    names = OLD_NAMES if given.weight_norm == "old" else NEW_NAMES
    write_random_checkpoint(given.out, SIZES[given.size], given.seed, names)


if __name__ == "__main__":
    main()
