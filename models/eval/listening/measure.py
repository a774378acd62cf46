"""Quality and likeness of voices, by networks: DNSMOS (P.808 and overall, 1 to 5) and Resemblyzer (a vector of 256)."""

from collections.abc import Callable

import numpy as np


def dnsmos() -> Callable[[np.ndarray], dict[str, float]]:
    """Of 16 kHz audio. It was taught on calls with noise: good for what breaks, weak between good and better."""
    from speechmos import dnsmos as network

    def measure(audio: np.ndarray) -> dict[str, float]:
        found = network.run(np.clip(audio, -1, 1), 16_000)
        return {"p808": round(float(found["p808_mos"]), 3), "overall": round(float(found["ovrl_mos"]), 3)}

    return measure


def speaker() -> Callable[[np.ndarray], np.ndarray]:
    """The voice of 16 kHz audio as a vector float32 [256] of length 1."""
    from resemblyzer import VoiceEncoder, preprocess_wav

    encoder = VoiceEncoder("cpu", verbose=False)
    return lambda audio: encoder.embed_utterance(preprocess_wav(audio, source_sr=16_000))


def likeness(groups: dict[str, list[np.ndarray]]) -> list[dict[str, object]]:
    """Cosine between the mean voices of every two groups, each pair once."""
    means = {}
    for name, vectors in groups.items():
        mean = np.mean(vectors, axis=0)
        means[name] = mean / np.linalg.norm(mean)
    names = sorted(means)
    return [
        {"a": a, "b": b, "cosine": round(float(means[a] @ means[b]), 4)}
        for at, a in enumerate(names)
        for b in names[at + 1 :]
    ]
