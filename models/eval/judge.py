"""Listens to a folder of utterances: `judge.py MANIFEST OUT [--threads N] [--cache FILE]`.

MANIFEST has one JSON line an utterance: id, system, voice, language, expected, kana (ja), file (WAV; null: it could
not be spoken), and for mixed sentences `spans` of language, expected, start and end (seconds). OUT gets one JSON line
for each in the same order, and a last line `{"likeness": …}` of the voices. Progress goes to the standard output.
"""

from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import numpy as np
import soundfile
import soxr

from listening.dictionaries import load_tools
from listening.folding import judge_text, sound_score
from listening.measure import dnsmos, likeness, speaker
from listening.program import read_call, write_answers
from listening.recognise import RATE, REVISION, SECOND_JUDGE, judge_name, recognisers
from listening.remembered import Remembered, fingerprint

PACKAGES = ("faster-whisper", "vosk", "speechmos", "Resemblyzer", "fugashi", "unidic-lite")
MIXED = "mixed"


class Judge:
    def __init__(self, threads: int, memory: Remembered) -> None:
        self._recogniser = recognisers(threads)
        self._memory = memory
        self._tools = load_tools()
        self._dnsmos = dnsmos()
        self._speaker = speaker()

    def utterance(self, entry: dict) -> tuple[dict, np.ndarray | None]:
        """Its judgement and the vector of its voice; one that could not be spoken is wrong from end to end."""
        if entry["file"] is None:
            return self._unspoken(entry), None
        data = Path(entry["file"]).read_bytes()
        mark = fingerprint(data)
        audio, rate = soundfile.read(entry["file"], dtype="float32")
        audio = soxr.resample(audio, rate, RATE)
        vector = self._memory.get(f"voice {mark}", lambda: [round(float(x), 4) for x in self._speaker(audio)])
        judged = {
            "seconds": round(len(audio) / RATE, 3),
            "dnsmos": self._memory.get(f"dnsmos {mark}", lambda: self._dnsmos(audio)),
        }
        if entry["language"] == MIXED:
            return judged | self._spans(entry, audio, mark), None
        scored = self._judged(audio, mark, entry["language"], entry["expected"], entry.get("kana"))
        return judged | scored, np.array(vector)

    def _spans(self, entry: dict, audio: np.ndarray, mark: str) -> dict:
        spans = []
        for span in entry["spans"]:
            start, end = int(span["start"] * RATE), int(span["end"] * RATE)
            part = f"{mark} {start}-{end}"
            spans.append({**span, **self._judged(audio[start:end], part, span["language"], span["expected"], None)})
        return {"spans": spans, **_sums(spans)}

    def _judged(self, audio: np.ndarray, mark: str, language: str, expected: str, kana: str | None) -> dict:
        judged = self._scored(language, expected, self._hear(audio, language, mark, "Whisper"), kana)
        if (name := SECOND_JUDGE.get(language)) is not None:
            other = self._scored(language, expected, self._hear(audio, language, mark, name), None)
            judged["second"] = {"judge": name, "errors": other["errors"], "units": other["units"]}
        return judged

    def _hear(self, audio: np.ndarray, language: str, mark: str, judge: str) -> str:
        # A stretch without a length has nothing to be heard.
        if len(audio) < RATE // 20:
            return ""
        key = f"heard {mark} {language} {judge} {REVISION}"
        return self._memory.get(key, lambda: self._recogniser(language, judge)(audio))

    def _scored(self, language: str, expected: str, heard: str, kana: str | None) -> dict:
        found = judge_text(language, expected, heard, self._tools, kana)
        judged = {"hypothesis": heard, "errors": found.errors, "units": found.units, "judge": judge_name(language)}
        if language == "yue":
            sound = sound_score(expected, heard, self._tools)
            judged["second"] = {"judge": "by sound", "errors": sound.errors, "units": sound.units}
        return judged

    def _unspoken(self, entry: dict) -> dict:
        if entry["language"] != MIXED:
            return {"seconds": 0, **self._scored(entry["language"], entry["expected"], "", entry.get("kana"))}
        spans = [{**one, **self._scored(one["language"], one["expected"], "", None)} for one in entry["spans"]]
        return {"seconds": 0, "spans": spans, **_sums(spans)}


def _sums(spans: list[dict]) -> dict:
    return {name: sum(span[name] for span in spans) for name in ("errors", "units")}


def main() -> None:
    call = read_call(__doc__)
    judge = Judge(call.threads, call.memory)
    voices: dict[str, list[np.ndarray]] = defaultdict(list)

    def judged(entry: dict) -> dict:
        judgement, vector = judge.utterance(entry)
        if vector is not None:
            voices["/".join((entry["system"], entry["voice"], entry["language"]))].append(vector)
        return judgement

    write_answers(
        call,
        "judged",
        judged,
        lambda: {"likeness": likeness(voices), "versions": {name: version(name) for name in PACKAGES}},
    )


if __name__ == "__main__":
    main()
