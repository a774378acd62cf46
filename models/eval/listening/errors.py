"""Edit distance between what was to be heard and what was heard."""

from collections.abc import Sequence
from typing import NamedTuple


class Score(NamedTuple):
    """Errors (substitutions, deletions and insertions together) over `units` of the reference."""

    errors: int
    units: int


def edit_distance(expected: Sequence[str], heard: Sequence[str]) -> int:
    """The least number of substitutions, deletions and insertions that make one the other."""
    row = list(range(len(heard) + 1))
    for number, unit in enumerate(expected, start=1):
        before, row[0] = row[0], number
        for at, other in enumerate(heard, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (unit != other))
    return row[-1]


def score(expected: Sequence[str], heard: Sequence[str]) -> Score:
    return Score(edit_distance(expected, heard), len(expected))


def best_score(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Score:
    """The pair with the smallest share of errors: several ways of writing down the same sounds are right."""
    scores = [score(expected, heard) for expected, heard in pairs]
    return min(scores, key=lambda one: one.errors / max(1, one.units))
