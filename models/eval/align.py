"""Tells when words are heard: `align.py MANIFEST OUT [--threads N] [--cache FILE]`.

MANIFEST has one JSON line an utterance: language, file (WAV) and `pieces`, the text cut so that words stand at even
places and what is written behind each at odd ones. OUT gets one JSON line for each in the same order, `words` with start
and end of each (seconds), and a last line `{"versions": …}`. Progress goes to the standard output.
"""

import argparse
import json
from importlib.metadata import version
from pathlib import Path

import soundfile
import soxr

from listening.align import REVISION, aligner
from listening.recognise import RATE
from listening.remembered import Remembered, fingerprint


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--cache", type=Path)
    given = parser.parse_args()
    entries = [json.loads(line) for line in given.manifest.read_text(encoding="utf8").splitlines()]
    memory = Remembered(given.cache)
    align = aligner(given.threads)
    with given.out.open("w", encoding="utf8") as out:
        for number, entry in enumerate(entries, start=1):
            data = Path(entry["file"]).read_bytes()
            pieces = entry["pieces"]
            written = fingerprint(json.dumps(pieces).encode())
            key = f"aligned {fingerprint(data)} {written} {entry['language']} {REVISION}"
            audio, rate = soundfile.read(entry["file"], dtype="float32")
            heard = memory.get(key, lambda: align(soxr.resample(audio, rate, RATE), entry["language"], pieces))
            words = [{"startSeconds": start, "endSeconds": end} for start, end in heard]
            out.write(f"{json.dumps({'words': words})}\n")
            if number % 10 == 0 or number == len(entries):
                print(f"aligned {number} of {len(entries)}", flush=True)
        out.write(f"{json.dumps({'versions': {'faster-whisper': version('faster-whisper')}})}\n")


if __name__ == "__main__":
    main()
