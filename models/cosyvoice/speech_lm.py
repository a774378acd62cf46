"""The LM's loop over speech tokens, with caches as a runtime keeps them: padded, and owned by it."""

from collections.abc import Sequence

import numpy as np

from .config import EncoderSize
from .modules.encoder import UNSEEN
from .running import Run
from .sampling import sample
from .tables import Speaker, Tables

# Speech tokens for each text token, at least and at most; upstream's.
LEAST_RATIO, MOST_RATIO = 2, 20
# Caches grow in steps, so that few different shapes reach the graph.
STEP = 64


class Decoder:
    """The caches of one utterance."""

    def __init__(self, lm: Run, positions: Run, shape: EncoderSize) -> None:
        self._lm, self._positions, self._shape = lm, positions, shape
        self._room = STEP
        self._used = 0
        self._tables: dict[str, np.ndarray] = {}
        self._caches = self._empty(self._room)

    def read(self, x: np.ndarray) -> np.ndarray:
        """x float32 [new, width] -> logits float32 [speech tokens + 1] behind its last row."""
        new = len(x)
        self._make_room(self._used + new)
        # Where the rows of the caches and the new ones are; what is padding lies nowhere and is hidden.
        key_at = np.concatenate([np.arange(self._room), self._used + np.arange(new)])
        real = np.concatenate([np.arange(self._room) < self._used, np.ones(new, dtype=bool)])
        query_at = self._used + np.arange(new)
        distance = query_at[:, None] - key_at[None, :]
        seen = real[None, :] & (distance >= 0)
        found = self._lm(
            {
                "x": x[None],
                "bias": np.where(seen, 0, UNSEEN).astype(np.float32)[None, None],
                "distance": np.where(seen, distance, 0)[None, None],
                "last": np.array([new - 1]),
                **self._tables,
                **self._caches,
            }
        )
        for n in range(self._shape.blocks):
            self._caches[f"k_{n}"][..., self._used : self._used + new] = found[f"new_k_{n}"]
            self._caches[f"v_{n}"][:, :, self._used : self._used + new] = found[f"new_v_{n}"]
        self._used += new
        return found["logits"][0]

    def _make_room(self, wanted: int) -> None:
        room = -(-wanted // STEP) * STEP
        if room > self._room or not self._tables:
            room = max(room, self._room)
            grown = self._empty(room)
            for name, cache in self._caches.items():
                grown[name][tuple(slice(0, length) for length in cache.shape)] = cache
            self._caches, self._room = grown, room
            self._tables = self._positions({"count": np.array(room)})

    def _empty(self, room: int) -> dict[str, np.ndarray]:
        heads, width, blocks = self._shape.heads, self._shape.head_width, range(self._shape.blocks)
        keys = {f"k_{n}": np.zeros((1, heads, width, room), dtype=np.float32) for n in blocks}
        return keys | {f"v_{n}": np.zeros((1, heads, room, width), dtype=np.float32) for n in blocks}


def prompt(tables: Tables, speaker: Speaker, encoded: np.ndarray) -> np.ndarray:
    """encoded [text tokens, width] -> what is read first: start, speaker, text, task."""
    return np.concatenate([tables.marks[:1], speaker.lm[None], encoded, tables.marks[1:]])


def speak(
    decoder: Decoder, tables: Tables, speaker: Speaker, encoded: np.ndarray, draws: Sequence[tuple[float, float]]
) -> list[int]:
    """Speech tokens until the end is drawn, or 20 for each text token. draws[i] are those of token i."""
    count = len(encoded)
    tokens: list[int] = []
    x = prompt(tables, speaker, encoded)
    while len(tokens) < MOST_RATIO * count:
        logits = decoder.read(x)
        token = sample(logits.tolist(), tokens, len(tokens) >= LEAST_RATIO * count, tuple(draws[len(tokens)]))
        if token == len(logits) - 1:
            break
        tokens.append(token)
        x = tables.speech[token : token + 1]
    return tokens
