"""Repetition-aware sampling (VALL-E 2), driven by uniform draws that are handed in. Pure, without numpy: the reference
for the runtime, in double precision."""

import math
from collections.abc import Sequence

TOP_P, TOP_K, WINDOW, REPEATS = 0.8, 25, 10, 1


def sample(logits: Sequence[float], earlier: Sequence[int], may_end: bool, draws: tuple[float, float]) -> int:
    """The next speech token; the last index means the end.

    First one of the likeliest (at most 25, until they hold 0.8 of the probability, the one that crosses it included).
    If that is among the last ten tokens, it is taken out and one of all the others is drawn.
    draws: uniform in [0, 1), the second used only for that.
    """
    end = len(logits) - 1
    chances = _softmax(logits, set() if may_end else {end})
    order = sorted(range(len(chances)), key=lambda token: -chances[token])
    likely, held = [], 0.0
    for token in order:
        if held >= TOP_P or len(likely) >= TOP_K:
            break
        held += chances[token]
        likely.append(token)
    token = likely[_pick([chances[one] for one in likely], draws[0])]
    if list(earlier[-WINDOW:]).count(token) < REPEATS:
        return token
    hidden = {token} if may_end else {token, end}
    return _pick(_softmax(logits, hidden), draws[1])


def _softmax(logits: Sequence[float], hidden: set[int]) -> list[float]:
    top = max(value for token, value in enumerate(logits) if token not in hidden)
    raised = [0.0 if token in hidden else math.exp(value - top) for token, value in enumerate(logits)]
    total = sum(raised)
    return [value / total for value in raised]


def _pick(chances: Sequence[float], draw: float) -> int:
    """The first whose sum with all before it exceeds the drawn share of the total."""
    wanted = draw * sum(chances)
    held = 0.0
    last = 0
    for token, chance in enumerate(chances):
        held += chance
        if chance > 0:
            last = token
            if held > wanted:
                return token
    # Rounding may leave the sum a hair below what was wanted.
    return last
