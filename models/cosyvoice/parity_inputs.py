"""Seeded inputs and draws on which our modules and upstream's are compared."""

import numpy as np

from .config import ModelSize
from .frames import SAMPLES_PER_FRAME, frames_of

# More than 40 speech tokens, so that the stretching of edges and middle is covered; odd frames, for the U-Net's halves.
TEXT_TOKENS, DECODED_TOKENS, SPEECH_TOKENS, MEL_FRAMES = 9, 5, 47, 21


def parity_inputs(size: ModelSize, seed: int) -> dict[str, np.ndarray]:
    source = np.random.default_rng(seed)

    def normal(*shape: int) -> np.ndarray:
        return source.standard_normal(shape, dtype=np.float32)

    mels = size.flow.mels
    estimator = (2, mels, MEL_FRAMES)
    harmonics = size.hift.harmonics + 1
    phase = source.uniform(-np.pi, np.pi, harmonics).astype(np.float32)
    phase[0] = 0
    return {
        "text": source.integers(0, size.lm.text_tokens, TEXT_TOKENS),
        "decoded": source.integers(0, size.lm.speech_tokens, DECODED_TOKENS),
        # One row for each token that could be decoded at most.
        "draws": source.random((20 * TEXT_TOKENS, 2)),
        "speech": source.integers(0, size.flow.speech_tokens, SPEECH_TOKENS),
        "noise": normal(1, mels, frames_of(SPEECH_TOKENS)),
        "estimator_x": normal(*estimator),
        "estimator_mask": np.ones((2, 1, MEL_FRAMES), dtype=np.float32),
        "estimator_mu": normal(*estimator),
        "estimator_t": np.full(2, 0.37, dtype=np.float32),
        "estimator_spks": normal(2, mels),
        "estimator_cond": normal(*estimator),
        "mel": normal(1, mels, MEL_FRAMES),
        "phase": phase,
        "source_noise": normal(SAMPLES_PER_FRAME * MEL_FRAMES, harmonics),
    }
