"""The Python package kokoro-onnx as a loop: one JSON line in, one out. The peer of `bench/src/suites/rtf.ts`.

Started with GRAPH VOICES_DIR THREADS. Each line is an utterance as Lector's Kokoro engine takes it (tokens, style blend, speed), so
both render exactly the same; the answer is seconds of wall time and of audio. Text frontend and trimming of silence are left
out on both sides.
"""

import json
import os
import sys
import tempfile
import time

import numpy as np
import onnxruntime as rt
from kokoro_onnx import Kokoro

SAMPLE_RATE = 24_000
STYLE_SHAPE = (510, 256)


def main(graph: str, voices_dir: str, threads: int) -> None:
    options = rt.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = rt.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    with tempfile.TemporaryDirectory() as folder:
        # The package wants a file of voices; ours come with each utterance.
        voices = os.path.join(folder, "voices.npz")
        np.savez(voices, none=np.zeros((1, 1, 256), dtype=np.float32))
        kokoro = Kokoro.from_session(session, voices)
        symbols = {number: symbol for symbol, number in kokoro.tokenizer.vocab.items()}
        styles: dict[str, np.ndarray] = {}

        def table(name: str) -> np.ndarray:
            if name not in styles:
                path = os.path.join(voices_dir, f"{name}.bin")
                styles[name] = np.fromfile(path, dtype="<f4").reshape(STYLE_SHAPE)
            return styles[name]

        say({"ready": True})
        for line in sys.stdin:
            utterance = json.loads(line)
            tokens = utterance["tokens"]
            phonemes = "".join(symbols[token] for token in tokens)
            row = min(len(tokens), STYLE_SHAPE[0] - 1)
            style = sum(weight * table(name)[row] for name, weight in utterance["style"])
            # One row: whichever the package picks for this length, it is the one Lector picks.
            voice = style.astype(np.float32).reshape(1, 1, 256)
            started = time.perf_counter()
            audio, _ = kokoro.create(phonemes, voice, utterance["speed"], is_phonemes=True, trim=False)
            seconds = time.perf_counter() - started
            say({"seconds": seconds, "audioSeconds": len(audio) / SAMPLE_RATE})


def say(value: dict) -> None:
    print(json.dumps(value, separators=(",", ":")), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
