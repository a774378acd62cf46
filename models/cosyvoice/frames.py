"""How many mel frames a row of speech tokens becomes, and between which tokens each frame lies. Pure."""

from dataclasses import dataclass

from .config import SAMPLE_RATE, TOKENS_PER_SECOND

SAMPLES_PER_FRAME = 256
# Upstream stretches the first and the last 20 tokens apart from those between, once there are more than 40.
EDGE_TOKENS = 20


@dataclass(frozen=True)
class Stretch:
    """For each frame: the token before it, the one after it, and how far between them it lies (0 … 1)."""

    left: list[int]
    right: list[int]
    share: list[float]


def frames_of(tokens: int) -> int:
    return int(tokens / TOKENS_PER_SECOND * SAMPLE_RATE / SAMPLES_PER_FRAME)


def stretch(tokens: int) -> Stretch:
    """For at least one token; one alone is one frame."""
    frames = frames_of(tokens)
    if tokens <= 2 * EDGE_TOKENS:
        parts = [(0, tokens, frames)]
    else:
        edge = frames_of(EDGE_TOKENS)
        middle = tokens - 2 * EDGE_TOKENS
        parts = [
            (0, EDGE_TOKENS, edge),
            (EDGE_TOKENS, middle, frames - 2 * edge),
            (EDGE_TOKENS + middle, EDGE_TOKENS, edge),
        ]
    left, right, share = [], [], []
    for start, count, wanted in parts:
        for frame in range(wanted):
            # Centres of frames on centres of tokens; before the first centre there is only the first token.
            at = max((frame + 0.5) * count / wanted - 0.5, 0.0)
            before = int(at)
            left.append(start + before)
            right.append(start + min(before + 1, count - 1))
            share.append(at - before)
    return Stretch(left, right, share)
