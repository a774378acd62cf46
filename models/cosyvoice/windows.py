"""Cuts a mel into windows for the vocoder. Pure.

Fourteen frames of context on each side make a window's own frames the same as those of the whole utterance, so windows
bound the memory and give the first sound early without changing any.
"""

from dataclasses import dataclass

WINDOW, CONTEXT = 86, 14


@dataclass(frozen=True)
class Window:
    start: int
    """The first frame the vocoder is given."""
    end: int
    """The one behind the last."""
    keep_start: int
    """The first frame whose samples are used."""
    keep_end: int


def windows(frames: int, window: int = WINDOW, context: int = CONTEXT) -> list[Window]:
    cut = []
    for keep in range(0, frames, window):
        keep_end = min(keep + window, frames)
        cut.append(Window(max(keep - context, 0), min(keep_end + context, frames), keep, keep_end))
    return cut
