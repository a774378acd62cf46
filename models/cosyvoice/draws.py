"""The random numbers of one utterance: each is a hash of seed, purpose and index, so that no order, batch, window or
retry changes any of them. Simple enough to be computed alike elsewhere: 32-bit multiplications and shifts.

    mixed(x):  x ^= x >> 16; x *= 0x21f0aaad; x ^= x >> 15; x *= 0x735a2d97; x ^= x >> 15          (modulo 2^32)
    key        = mixed(mixed(seed) + purpose)
    word(i)    = mixed(mixed(i + key) ^ key)                                                        i = 0, 1, …
    uniform(i) = word(i) / 2^32                                                                     in [0, 1)
    normal(i)  = sqrt(-2·ln((word(2i) + 1) / 2^32))·cos(2π·uniform(2i + 1))
"""

from dataclasses import dataclass

import numpy as np

SAMPLING, FLOW_NOISE, SOURCE_PHASE, SOURCE_NOISE = 1, 2, 3, 4


@dataclass(frozen=True)
class Draws:
    seed: int

    def uniform(self, purpose: int, count: int, first: int = 0) -> np.ndarray:
        """float64 [count]."""
        return self._words(purpose, np.arange(first, first + count, dtype=np.uint32)) / 2.0**32

    def normal(self, purpose: int, count: int, first: int = 0) -> np.ndarray:
        """float32 [count]."""
        at = np.arange(first, first + count, dtype=np.uint32) * np.uint32(2)
        length = np.sqrt(-2 * np.log((self._words(purpose, at).astype(np.float64) + 1) / 2.0**32))
        angle = 2 * np.pi * (self._words(purpose, at + np.uint32(1)) / 2.0**32)
        return (length * np.cos(angle)).astype(np.float32)

    def _words(self, purpose: int, at: np.ndarray) -> np.ndarray:
        seed = _mixed(np.array([self.seed & 0xFFFFFFFF], dtype=np.uint32))
        key = _mixed(seed + np.uint32(purpose))
        return _mixed(_mixed(at + key) ^ key)


def _mixed(x: np.ndarray) -> np.ndarray:
    # Arrays wrap around silently, which is what is wanted.
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x21F0AAAD)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x735A2D97)
    return x ^ (x >> np.uint32(15))
