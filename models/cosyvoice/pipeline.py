"""`python -m cosyvoice.pipeline --pack DIR --tokens 1,2,3 --speaker NAME --seed 7 --out FILE.wav [--record FILE.npz]`

A whole utterance from text tokens, in numpy and ONNX Runtime: the reference for the runtime. --record writes down what
each stage gave, for comparison.
"""

import argparse
import json
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .config import SAMPLE_RATE, EncoderSize
from .draws import FLOW_NOISE, SAMPLING, SOURCE_NOISE, SOURCE_PHASE, Draws
from .frames import SAMPLES_PER_FRAME
from .mel_flow import mel_of, start_of_flow
from .pack import DESCRIPTION, read_tables
from .running import Run, onnx_runs
from .source import source
from .speech_lm import MOST_RATIO, Decoder, speak
from .tables import Speaker, Tables
from .windows import windows


@dataclass(frozen=True)
class Rendered:
    tokens: list[int]
    """Speech tokens; none means silence, and nothing of what follows."""
    mel: np.ndarray
    """float32 [mels, frames]"""
    f0: np.ndarray
    """float32 [frames], Hz"""
    source: np.ndarray
    """float32 [samples], what the vocoder was given beside the mel"""
    wave: np.ndarray
    """float32 [samples], 22 050 a second"""


def render(
    runs: dict[str, Run], tables: Tables, shape: EncoderSize, text: list[int], speaker: Speaker, draws: Draws
) -> Rendered:
    """text: at least one token. shape: of the LM's blocks."""
    encoded = runs["text_encoder"]({"text": tables.text[text][None]})["encoded"][0]
    # Two for each token, whether the second is needed or not: which is used never depends on what came before.
    pairs = draws.uniform(SAMPLING, 2 * MOST_RATIO * len(text)).reshape(-1, 2).tolist()
    tokens = speak(Decoder(runs["lm"], runs["lm_positions"], shape), tables, speaker, encoded, pairs)
    mels = len(speaker.flow)
    if not tokens:
        nothing = np.zeros(0, dtype=np.float32)
        return Rendered([], np.zeros((mels, 0), dtype=np.float32), nothing, nothing, nothing)
    mu = start_of_flow(runs["flow_encoder"], tokens)
    frames = mu.shape[2]
    # Frame by frame, so that a later frame's noise is not moved by how many there are.
    noise = draws.normal(FLOW_NOISE, mels * frames).reshape(frames, mels).T[None]
    mel = mel_of(runs["estimator"], mu, speaker.flow, np.ascontiguousarray(noise))
    f0 = runs["f0"]({"mel": mel})["f0"][0]
    excited = excitation(tables, f0, draws)
    return Rendered(tokens, mel[0], f0, excited, vocode(runs["vocoder"], mel, excited))


def excitation(tables: Tables, f0: np.ndarray, draws: Draws) -> np.ndarray:
    harmonics = len(tables.source_weight)
    phase = (2 * draws.uniform(SOURCE_PHASE, harmonics) - 1) * np.pi
    phase[0] = 0
    noise = draws.normal(SOURCE_NOISE, SAMPLES_PER_FRAME * len(f0) * harmonics).reshape(-1, harmonics)
    return source(f0, phase, noise, tables.source_weight, tables.source_bias)


def vocode(vocoder: Run, mel: np.ndarray, excited: np.ndarray) -> np.ndarray:
    """mel float32 [1, mels, frames], excited [256·frames] -> float32 [256·frames], window by window."""
    parts = []
    for window in windows(mel.shape[2]):
        heard = excited[window.start * SAMPLES_PER_FRAME : window.end * SAMPLES_PER_FRAME]
        given = {"mel": mel[:, :, window.start : window.end], "source": heard[None, None]}
        keep = slice(
            (window.keep_start - window.start) * SAMPLES_PER_FRAME, (window.keep_end - window.start) * SAMPLES_PER_FRAME
        )
        parts.append(vocoder(given)["wave"][0, keep])
    return np.concatenate(parts)


def open_pack(folder: Path, threads: int = 1) -> tuple[dict[str, Run], Tables, EncoderSize]:
    description = json.loads((folder / DESCRIPTION).read_text(encoding="utf8"))
    runs = onnx_runs({name: folder / graph["file"] for name, graph in description["graphs"].items()}, threads)
    return runs, read_tables(folder), EncoderSize(**description["size"]["lm"]["decoder"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--tokens", required=True)
    parser.add_argument("--speaker", required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--record", type=Path)
    given = parser.parse_args()
    runs, tables, shape = open_pack(given.pack)
    text = [int(token) for token in given.tokens.split(",")]
    rendered = render(runs, tables, shape, text, tables.speakers[given.speaker], Draws(given.seed))
    with wave.open(str(given.out), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes(np.rint(rendered.wave * 32767).astype("<i2").tobytes())
    if given.record is not None:
        parts = {name: getattr(rendered, name) for name in ("mel", "f0", "source", "wave")}
        np.savez_compressed(given.record, text=text, tokens=rendered.tokens, **parts)
    print(f"{len(rendered.tokens)} speech tokens, {len(rendered.wave) / SAMPLE_RATE:.2f} s")


if __name__ == "__main__":
    main()
