"""What a program that listens is: one JSON line an utterance in, one out in the same order, and a last one about all."""

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .remembered import Remembered


@dataclass(frozen=True)
class Call:
    """`PROGRAM MANIFEST OUT [--threads N] [--cache FILE]`."""

    entries: list[dict]
    out: Path
    threads: int
    memory: Remembered


def read_call(description: str, given: list[str] | None = None) -> Call:
    """The call of this program, with its manifest read. `given`: its arguments, when they are not those of the process."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--cache", type=Path)
    asked = parser.parse_args(given)
    entries = [json.loads(line) for line in asked.manifest.read_text(encoding="utf8").splitlines()]
    return Call(entries, asked.out, asked.threads, Remembered(asked.cache))


def write_answers(call: Call, done: str, answer: Callable[[dict], dict], last: Callable[[], dict]) -> None:
    """Answers each entry, says how many are `done` on the standard output, and asks for the `last` line after all of them."""
    with call.out.open("w", encoding="utf8") as out:
        for number, entry in enumerate(call.entries, start=1):
            out.write(f"{json.dumps(answer(entry), ensure_ascii=False)}\n")
            if number % 10 == 0 or number == len(call.entries):
                print(f"{done} {number} of {len(call.entries)}", flush=True)
        out.write(f"{json.dumps(last())}\n")
