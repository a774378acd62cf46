"""The Python package kokoro-onnx as a peer: `peers.py REQUESTS ANSWERS GRAPH VOICES_DIR THREADS`.

REQUESTS has one JSON line an utterance (system, id, language, voice, text, file); ANSWERS gets the same lines in order,
`file` null and `failed` set where the package raised. `kokoro-onnx espeak` is the package's usual way from text to
phonemes; `kokoro-onnx misaki` hands it the phonemes of misaki, which wrote the model's training data.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime as rt
import soundfile
from kokoro_onnx import Kokoro

STYLE_SHAPE = (510, 1, 256)
#: Its names of languages are espeak-ng's.
ESPEAK = {"zh": "cmn", "en": "en-us", "ja": "ja", "ko": "ko", "yue": "yue"}


def main(requests: Path, answers: Path, graph: str, voices_dir: Path, threads: int) -> None:
    asked = [json.loads(line) for line in requests.read_text(encoding="utf8").splitlines()]
    options = rt.SessionOptions()
    options.intra_op_num_threads = threads
    session = rt.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    with tempfile.TemporaryDirectory() as folder:
        styles = os.path.join(folder, "voices.npz")
        names = sorted({one["voice"] for one in asked})
        tables = {name: np.fromfile(voices_dir / f"{name}.bin", "<f4").reshape(STYLE_SHAPE) for name in names}
        np.savez(styles, **tables)
        kokoro = Kokoro.from_session(session, styles)
        misaki = None
        with answers.open("w", encoding="utf8") as out:
            for number, one in enumerate(asked, start=1):
                try:
                    if one["system"] == "kokoro-onnx misaki":
                        misaki = misaki or mandarin()
                        audio, rate = kokoro.create(misaki(one["text"]), one["voice"], is_phonemes=True)
                    else:
                        audio, rate = kokoro.create(one["text"], one["voice"], lang=ESPEAK[one["language"]])
                    soundfile.write(one["file"], audio, rate, subtype="PCM_16")
                except Exception as error:  # noqa: BLE001 - whatever it raises is its answer
                    one = {**one, "file": None, "failed": f"{type(error).__name__}: {error}"}
                out.write(f"{json.dumps(one, ensure_ascii=False)}\n")
                if number % 10 == 0:
                    print(f"peers: {number} of {len(asked)}", flush=True)


def mandarin():
    from misaki.zh import ZHG2P

    convert = ZHG2P()
    return lambda text: convert(text)[0]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]), int(sys.argv[5]))
