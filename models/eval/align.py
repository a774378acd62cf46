"""Tells when words are heard: `align.py MANIFEST OUT [--threads N] [--cache FILE]`.

MANIFEST has one JSON line an utterance: language, file (WAV) and `pieces`, the text cut so that words stand at even
places and what is written behind each at odd ones. OUT gets one JSON line for each in the same order, `words` with start
and end of each (seconds), and a last line `{"versions": …}`. Progress goes to the standard output.
"""

import json
from importlib.metadata import version
from pathlib import Path

import soundfile
import soxr

from listening.align import REVISION, aligner
from listening.program import read_call, write_answers
from listening.recognise import RATE
from listening.remembered import fingerprint


def main() -> None:
    call = read_call(__doc__)
    align = aligner(call.threads)

    def aligned(entry: dict) -> dict:
        data = Path(entry["file"]).read_bytes()
        pieces = entry["pieces"]
        written = fingerprint(json.dumps(pieces).encode())
        key = f"aligned {fingerprint(data)} {written} {entry['language']} {REVISION}"
        audio, rate = soundfile.read(entry["file"], dtype="float32")
        heard = call.memory.get(key, lambda: align(soxr.resample(audio, rate, RATE), entry["language"], pieces))
        return {"words": [{"startSeconds": start, "endSeconds": end} for start, end in heard]}

    write_answers(call, "aligned", aligned, lambda: {"versions": {"faster-whisper": version("faster-whisper")}})


if __name__ == "__main__":
    main()
