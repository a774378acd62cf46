"""Reads a folder of checkpoints strictly: a key that is missing, not expected or of another shape is an error that
names it. Files are untrusted: only tensors are unpickled, never code."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch

from .config import ModelSize
from .layout import Layout, flow_layout, hift_layout, lm_layout

LM_FILE, FLOW_FILE, HIFT_FILE, SPEAKERS_FILE = "llm.pt", "flow.pt", "hift.pt", "spk2info.pt"
# Length and direction of a weight-normed tensor: torch before 2.1, and since.
OLD_NAMES = ("weight_g", "weight_v")
NEW_NAMES = ("parametrizations.weight.original0", "parametrizations.weight.original1")


class CheckpointError(Exception):
    """The folder holds something else than what the model needs."""


class Weights(Mapping[str, torch.Tensor]):
    """Checked tensors (float32) below a prefix: `weights["bias"]`, `weights.at("linear_q")["bias"]`."""

    def __init__(self, tensors: dict[str, torch.Tensor], prefix: str = "") -> None:
        self._tensors = tensors
        self._prefix = prefix

    def at(self, name: str | int) -> "Weights":
        return Weights(self._tensors, f"{self._prefix}{name}.")

    def __getitem__(self, name: str) -> torch.Tensor:
        return self._tensors[f"{self._prefix}{name}"]

    def __iter__(self):
        return (name.removeprefix(self._prefix) for name in self._tensors if name.startswith(self._prefix))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Checkpoint:
    lm: Weights
    flow: Weights
    hift: Weights
    speakers: dict[str, torch.Tensor]
    """Name -> embedding, float32 [speaker width], as stored (not yet of length 1)."""


def read_checkpoint(folder: Path, size: ModelSize) -> Checkpoint:
    """@raises CheckpointError naming the file and the keys"""
    return Checkpoint(
        lm=_part(folder / LM_FILE, lm_layout(size.lm)),
        flow=_part(folder / FLOW_FILE, flow_layout(size.flow)),
        hift=_part(folder / HIFT_FILE, hift_layout(size.hift)),
        speakers=_speakers(folder / SPEAKERS_FILE, size.lm.speaker_width),
    )


def checked(name: str, tensors: Mapping[str, torch.Tensor], layout: Layout) -> Weights:
    """The tensors of one file under plain names, weight norm resolved. @raises CheckpointError"""
    # Some vocoder checkpoints were saved out of the training pair of generator and discriminator.
    plain = {key.removeprefix("generator."): tensor for key, tensor in tensors.items()}
    joined = _without_weight_norm(name, plain, layout)
    missing = sorted(layout.shapes.keys() - joined.keys())
    unexpected = sorted(joined.keys() - layout.shapes.keys())
    if missing or unexpected:
        what = f"{_named('missing', missing)}{_named('unexpected', unexpected)}"
        raise CheckpointError(f"{name} holds another model [{what}]")
    for key, shape in layout.shapes.items():
        found = tuple(joined[key].shape)
        if found != shape:
            raise CheckpointError(f"{name}: {key} has another shape [found={list(found)} expected={list(shape)}]")
    # Half-precision checkpoints are computed in full precision: a runtime on processors has nothing else.
    return Weights({key: joined[key].to(torch.float32) for key in layout.shapes})


def _without_weight_norm(name: str, tensors: dict[str, torch.Tensor], layout: Layout) -> dict[str, torch.Tensor]:
    joined = dict(tensors)
    for key in layout.weight_normed:
        owner = key.removesuffix("weight")
        for length_name, direction_name in (OLD_NAMES, NEW_NAMES):
            length, direction = owner + length_name, owner + direction_name
            if length in joined and direction in joined:
                joined[key] = _joined(name, key, joined.pop(length), joined.pop(direction))
    return joined


def _joined(name: str, key: str, length: torch.Tensor, direction: torch.Tensor) -> torch.Tensor:
    """Weight norm of torch with its default dimension 0: one length for each slice along it."""
    if direction.dim() != 3 or tuple(length.shape) != (direction.shape[0], 1, 1):
        raise CheckpointError(f"{name}: {key} has lengths of another shape [found={list(length.shape)}]")
    direction = direction.float()
    return direction * (length.float() / direction.norm(dim=(1, 2), keepdim=True))


def _part(path: Path, layout: Layout) -> Weights:
    return checked(path.name, _tensors(path), layout)


def _tensors(path: Path) -> dict[str, torch.Tensor]:
    content = _load(path)
    if not isinstance(content, dict) or not all(isinstance(value, torch.Tensor) for value in content.values()):
        raise CheckpointError(f"{path.name} is no table of tensors")
    return content


def _speakers(path: Path, width: int) -> dict[str, torch.Tensor]:
    content = _load(path)
    speakers = {}
    # What else a speaker carries (prompts of cloned voices) is not needed here.
    for name, info in content.items() if isinstance(content, dict) else ():
        embedding = info.get("embedding") if isinstance(info, dict) else None
        if not isinstance(embedding, torch.Tensor) or embedding.numel() != width:
            raise CheckpointError(f"{path.name}: speaker {name!r} has no embedding of {width} numbers")
        speakers[str(name)] = embedding.reshape(width).to(torch.float32)
    if not speakers:
        raise CheckpointError(f"{path.name} holds no speaker")
    return speakers


def _load(path: Path) -> object:
    if not path.is_file():
        raise CheckpointError(f"{path.name} is not in the folder [folder={path.parent}]")
    try:
        return torch.load(path, map_location="cpu", weights_only=True, mmap=False)
    except Exception as error:
        raise CheckpointError(f"{path.name} cannot be read as a checkpoint of tensors only") from error


def _named(what: str, keys: list[str]) -> str:
    shown = ", ".join(keys[:5]) + (f" and {len(keys) - 5} more" if len(keys) > 5 else "")
    return f" {what}: {shown};" if keys else ""
