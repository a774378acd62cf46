"""The source of the vocoder: f0 -> a sum of harmonics with noise. In numpy; a runtime computes it beside its graphs.

Per frame of 256 samples f0 is constant, so with n = 0 … 255 in frame j and harmonic h (1 … harmonics + 1):

    cycles(j, n) = h·(256·(f0_0 + … + f0_{j-1}) + (n + 1)·f0_j) / 22050, modulo 1
    sine         = 0.1·sin(2π·cycles + phase_h)                        phase_1 = 0, the others drawn from (-π, π)
    voiced       = f0_j > 10
    excitation_h = sine + 0.003·noise where voiced, 0.1/3·noise elsewhere
    source       = tanh(Σ_h weight_h·excitation_h + bias)

All in double precision: cycles go into the thousands, where float32 keeps three digits of their fraction. Upstream
rounds each sum to float32, so what it gives is this plus the rounding (1e-4 of the amplitude after 0.25 s).
"""

import numpy as np

from .config import SAMPLE_RATE
from .frames import SAMPLES_PER_FRAME

AMPLITUDE, VOICED_NOISE, UNVOICED_NOISE, VOICED_ABOVE_HZ = 0.1, 0.003, 0.1 / 3, 10.0


def source(f0: np.ndarray, phase: np.ndarray, noise: np.ndarray, weight: np.ndarray, bias: float) -> np.ndarray:
    """f0 [frames], phase [harmonics + 1], noise [256·frames, harmonics + 1] -> float32 [256·frames]."""
    harmonics = np.arange(1, len(phase) + 1, dtype=np.float64)
    steps = f0.astype(np.float64)[:, None] * harmonics / SAMPLE_RATE
    before = np.cumsum(SAMPLES_PER_FRAME * steps, axis=0) - SAMPLES_PER_FRAME * steps
    within = np.arange(1, SAMPLES_PER_FRAME + 1, dtype=np.float64)
    cycles = (before % 1)[:, None, :] + within[None, :, None] * steps[:, None, :]
    sines = AMPLITUDE * np.sin(2 * np.pi * (cycles % 1).reshape(-1, len(phase)) + phase)
    voiced = np.repeat(f0 > VOICED_ABOVE_HZ, SAMPLES_PER_FRAME)[:, None]
    excitation = np.where(voiced, sines + VOICED_NOISE * noise, UNVOICED_NOISE * noise)
    return np.tanh(excitation @ weight + bias).astype(np.float32)
