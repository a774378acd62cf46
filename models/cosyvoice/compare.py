"""Runs what upstream ran (`upstream_outputs.py`) by our graphs, and says how far the two are apart."""

from dataclasses import dataclass

import numpy as np

from .config import ModelSize
from .mel_flow import mel_of, start_of_flow
from .running import Run
from .source import source
from .speech_lm import Decoder, prompt, speak
from .tables import Tables


@dataclass(frozen=True)
class Difference:
    part: str
    greatest: float
    """The greatest absolute difference."""
    scale: float
    """Standard deviation of upstream's output: what the difference is to be seen beside."""

    @property
    def relative(self) -> float:
        return self.greatest / self.scale


def differences(ours: dict[str, np.ndarray], upstreams: dict[str, np.ndarray]) -> list[Difference]:
    """Tokens apart: they are equal or not (`same_tokens`)."""
    return [_difference(part, ours[part], upstreams[part]) for part in ours if part != "tokens"]


def same_tokens(ours: dict[str, np.ndarray], upstreams: dict[str, np.ndarray]) -> bool:
    return np.array_equal(ours["tokens"], upstreams["tokens"])


def our_outputs(
    runs: dict[str, Run],
    tables: Tables,
    size: ModelSize,
    given: dict[str, np.ndarray],
    upstreams: dict[str, np.ndarray],
) -> dict[str, np.ndarray]:
    """Each part is given what upstream gave its own, so that an error shows where it arises and nowhere else."""
    speaker = next(iter(tables.speakers.values()))
    encoded = runs["text_encoder"]({"text": tables.text[given["text"]][None]})["encoded"]

    def decoder() -> Decoder:
        return Decoder(runs["lm"], runs["lm_positions"], size.lm.decoder)

    reader = decoder()
    rows = [
        prompt(tables, speaker, upstreams["encoded"][0]),
        *(tables.speech[token][None] for token in given["decoded"]),
    ]
    logits = [reader.read(x) for x in rows]
    tokens = speak(decoder(), tables, speaker, encoded[0], given["draws"].tolist())
    asked = {name: given[f"estimator_{name}"] for name in ("x", "mu", "t", "spks", "cond")}
    f0 = runs["f0"]({"mel": given["mel"]})["f0"]
    excitation = source(
        upstreams["f0"][0], given["phase"], given["source_noise"], tables.source_weight, tables.source_bias
    )
    return {
        "encoded": encoded,
        "prefill": logits[0],
        "decode": np.stack(logits[1:]),
        "tokens": np.array(tokens),
        "mu": start_of_flow(runs["flow_encoder"], given["speech"].tolist()),
        "spks": speaker.flow[None],
        "velocity": runs["estimator"](asked)["velocity"],
        "mel": mel_of(runs["estimator"], upstreams["mu"], speaker.flow, given["noise"]),
        "f0": f0,
        "source_double": excitation[None, None],
        "wave": runs["vocoder"]({"mel": given["mel"], "source": upstreams["source"]})["wave"],
    }


def apart(upstreams: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Upstream's outputs by part: its logits are those of the prefill and of the steps in one."""
    parts = {name: value for name, value in upstreams.items() if name != "logits"}
    return parts | {"prefill": upstreams["logits"][0], "decode": upstreams["logits"][1:]}


def _difference(part: str, ours: np.ndarray, upstreams: np.ndarray) -> Difference:
    if ours.shape != upstreams.shape:
        raise ValueError(f"{part} has another shape [ours={ours.shape} upstream={upstreams.shape}]")
    greatest = float(np.max(np.abs(ours.astype(np.float64) - upstreams)))
    return Difference(part, greatest, float(np.std(upstreams)))
