"""From a walk through text and audio to when each piece of the text begins."""

from collections.abc import Iterable


def token_begins(walk: Iterable[tuple[int, int]]) -> list[int]:
    """The frame at which each token is come to, of pairs of token and frame in order; the last stands behind the text."""
    begins: list[int] = []
    last = None
    for token, frame in walk:
        if token != last:
            begins.append(frame)
            last = token
    return begins
