"""Speech tokens -> mel: ten Euler steps from noise, each pushed away from what the estimator says of no text at all."""

import numpy as np

from .frames import stretch
from .running import Run

STEPS, GUIDANCE = 10, 0.7


def start_of_flow(flow_encoder: Run, tokens: list[int]) -> np.ndarray:
    """-> mu float32 [1, mels, frames]."""
    between = stretch(len(tokens))
    given = {
        "tokens": np.array([tokens]),
        "left": np.array(between.left),
        "right": np.array(between.right),
        "share": np.array(between.share, dtype=np.float32),
    }
    return flow_encoder(given)["mu"]


def times(steps: int = STEPS) -> list[tuple[np.float32, np.float32]]:
    """Time and width of each step, cosine-spaced. In float32 with the sum carried on, as upstream does."""
    at = np.linspace(0, 1, steps + 1, dtype=np.float32) * np.float32(0.5) * np.float32(np.pi)
    spaced = np.float32(1) - np.cos(at)
    t, walked = spaced[0], []
    for step in range(1, steps + 1):
        width = spaced[step] - t if step > 1 else spaced[1] - spaced[0]
        walked.append((t, width))
        t = t + width
    return walked


def mel_of(estimator: Run, mu: np.ndarray, spks: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """mu and noise float32 [1, mels, frames], spks float32 [mels] -> mel float32 [1, mels, frames]."""
    nothing = np.zeros_like(mu)
    both_mu = np.concatenate([mu, nothing])
    both_spks = np.stack([spks, np.zeros_like(spks)])
    cond = np.concatenate([nothing, nothing])
    x = noise
    for t, width in times():
        given = {"x": np.concatenate([x, x]), "mu": both_mu, "t": np.full(2, t), "spks": both_spks, "cond": cond}
        told, untold = estimator(given)["velocity"]
        x = x + width * ((1 + np.float32(GUIDANCE)) * told - np.float32(GUIDANCE) * untold)
    return x
