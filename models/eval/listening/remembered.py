"""What was judged before, by the audio's own hash: a second run judges only what sounds different."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Remembered:
    """A file of JSON lines, appended to; lines a crash cut short are left out. No file: nothing is kept."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, Any] = {}
        if path is not None and path.exists():
            for line in path.read_text(encoding="utf8").splitlines():
                try:
                    entry = json.loads(line)
                    self._known[entry["key"]] = entry["value"]
                except (ValueError, KeyError):
                    continue

    def get(self, key: str, compute: Callable[[], Any]) -> Any:
        if key not in self._known:
            self._known[key] = compute()
            if self._path is not None:
                line = json.dumps({"key": key, "value": self._known[key]}, ensure_ascii=False)
                with self._path.open("a", encoding="utf8") as out:
                    out.write(f"{line}\n")
        return self._known[key]


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:24]
