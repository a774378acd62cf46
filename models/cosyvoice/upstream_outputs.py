"""`upstream_outputs.py --upstream DIR --checkpoint DIR --size FILE --inputs FILE --out FILE`

Runs upstream's own code on given inputs and draws, and writes down what comes out. A program of its own that imports
nothing of this folder: upstream's package is called `cosyvoice` as well. `parity.py` starts it.

--upstream is the user's own checkout of FunAudioLLM/CosyVoice with its submodule Matcha-TTS. What that imports for
training, logging and audio files is replaced by empty modules; nothing that computes is. --checkpoint holds the four
files.
"""

import argparse
import copy
import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from unittest import mock

import numpy as np
import torch


class _Nothing(ModuleType):
    """A module any name can be imported from."""

    __path__: list[str] = []

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def import_upstream(folder: Path) -> None:
    # It asks whether `transformers` is there, so it comes before that is replaced.
    import diffusers.models.attention  # noqa: F401

    for name in ("transformers", "torchaudio", "torchaudio.compliance", "torchaudio.compliance.kaldi", "matcha.utils"):
        sys.modules[name] = _Nothing(name)
        owner, _, own = name.rpartition(".")
        if isinstance(sys.modules.get(owner), _Nothing):
            setattr(sys.modules[owner], own, sys.modules[name])
    logging = _Nothing("matcha.utils.pylogger")
    logging.get_pylogger = lambda name: None
    sys.modules["matcha.utils.pylogger"] = logging
    # Not this program's own folder: its modules have names of their own there.
    sys.path[0] = str(folder)
    sys.path.insert(1, str(folder / "third_party" / "Matcha-TTS"))


def build(size: dict) -> tuple[torch.nn.Module, torch.nn.Module, torch.nn.Module]:
    """As `examples/libritts/cosyvoice/conf/cosyvoice.yaml` has it, in the sizes given."""
    return language_model(size["lm"]), flow_model(size["flow"]), vocoder(size["hift"])


PLAIN_BLOCKS = {"use_cnn_module": False, "macaron_style": False, "input_layer": "linear"}


def encoder(kind: type, inputs: int, shape: dict, **more: object) -> torch.nn.Module:
    return kind(
        input_size=inputs,
        output_size=shape["width"],
        attention_heads=shape["heads"],
        linear_units=shape["inner"],
        num_blocks=shape["blocks"],
        pos_enc_layer_type="rel_pos_espnet",
        selfattention_layer_type="rel_selfattn",
        **more,
    )


def language_model(size: dict) -> torch.nn.Module:
    from cosyvoice.llm.llm import TransformerLM
    from cosyvoice.transformer.encoder import ConformerEncoder, TransformerEncoder
    from cosyvoice.utils.common import ras_sampling

    width = size["decoder"]["width"]
    text = encoder(ConformerEncoder, size["text_width"], size["text_encoder"], static_chunk_size=1, **PLAIN_BLOCKS)
    return TransformerLM(
        text_encoder_input_size=size["text_width"],
        llm_input_size=width,
        llm_output_size=width,
        text_token_size=size["text_tokens"],
        speech_token_size=size["speech_tokens"],
        text_encoder=text,
        llm=encoder(TransformerEncoder, width, size["decoder"], static_chunk_size=1, input_layer="linear_legacy"),
        sampling=lambda scores, earlier, count: ras_sampling(scores, earlier, count, 0.8, 25, 10, 0.1),
        spk_embed_dim=size["speaker_width"],
    )


def flow_model(size: dict) -> torch.nn.Module:
    from cosyvoice.flow.decoder import ConditionalDecoder
    from cosyvoice.flow.flow import MaskedDiffWithXvec
    from cosyvoice.flow.flow_matching import ConditionalCFM
    from cosyvoice.flow.length_regulator import InterpolateRegulator
    from cosyvoice.transformer.encoder import ConformerEncoder

    mels, shape, width = size["mels"], size["estimator"], size["encoder"]["width"]
    estimator = ConditionalDecoder(
        in_channels=4 * mels,
        out_channels=mels,
        channels=[shape["width"]] * 2,
        dropout=0.0,
        attention_head_dim=shape["head_width"],
        n_blocks=shape["blocks_per_level"],
        num_mid_blocks=shape["middle_levels"],
        num_heads=shape["heads"],
        act_fn="gelu",
    )
    solver = SimpleNamespace(
        sigma_min=1e-06, solver="euler", t_scheduler="cosine", training_cfg_rate=0.2, inference_cfg_rate=0.7
    )
    return MaskedDiffWithXvec(
        input_size=width,
        output_size=mels,
        spk_embed_dim=size["speaker_width"],
        vocab_size=size["speech_tokens"],
        encoder=encoder(ConformerEncoder, width, size["encoder"], **PLAIN_BLOCKS),
        length_regulator=InterpolateRegulator(mels, (1, 1, 1, 1)),
        decoder=ConditionalCFM(3 * mels, solver, n_spks=1, spk_emb_dim=mels, estimator=estimator),
    )


def vocoder(size: dict) -> torch.nn.Module:
    from cosyvoice.hifigan.f0_predictor import ConvRNNF0Predictor
    from cosyvoice.hifigan.generator import HiFTGenerator

    return HiFTGenerator(
        in_channels=size["mels"],
        base_channels=size["width"],
        nb_harmonics=size["harmonics"],
        f0_predictor=ConvRNNF0Predictor(1, size["mels"], size["f0_width"]),
        resblock_dilation_sizes=[size["dilations"]] * 3,
        source_resblock_dilation_sizes=[size["dilations"]] * 2,
    )


def load(checkpoint: Path, parts: tuple[torch.nn.Module, ...]) -> dict[str, torch.Tensor]:
    """Strictly, as upstream does: that our names are theirs is a part of the parity. -> speakers"""
    for name, part in zip(("llm.pt", "flow.pt", "hift.pt"), parts, strict=True):
        part.load_state_dict(torch.load(checkpoint / name, weights_only=True), strict=True)
        part.eval()
    return torch.load(checkpoint / "spk2info.pt", weights_only=True)


def language_outputs(lm: torch.nn.Module, given: dict[str, torch.Tensor], speaker: torch.Tensor) -> dict:
    text = given["text"].reshape(1, -1)
    length = torch.tensor([text.shape[1]], dtype=torch.int32)
    encoded, _ = lm.encode(lm.text_embedding(text), length)
    direction = lm.spk_embed_affine_layer(torch.nn.functional.normalize(speaker, dim=1))
    marks = lm.llm_embedding.weight
    x = torch.cat([marks[:1].unsqueeze(0), direction.unsqueeze(1), encoded, marks[1:].unsqueeze(0)], dim=1)
    logits, offset = [], 0
    caches = (torch.zeros(0, 0, 0, 0), torch.zeros(0, 0, 0, 0))
    for token in [None, *given["decoded"].tolist()]:
        if token is not None:
            x = lm.speech_embedding.weight[token].reshape(1, 1, -1)
        triangle = torch.tril(torch.ones(1, x.shape[1], x.shape[1])).bool()
        y, *caches = lm.llm.forward_chunk(x, offset, -1, *caches, att_mask=triangle)
        offset += x.shape[1]
        logits.append(lm.llm_decoder(y[:, -1]))
    nothing = torch.zeros(1, 0, dtype=torch.long)
    none = torch.tensor([0], dtype=torch.int32)
    draws = Draws(given["draws"].tolist())
    # A plain function, which the tensor becomes the first argument of.
    multinomial = lambda chances, count, replacement: draws.pick(chances)  # noqa: E731
    with (
        mock.patch.object(torch.Tensor, "multinomial", multinomial),
        mock.patch.object(lm, "sampling_ids", draws.of_step(lm.sampling_ids)),
    ):
        tokens = list(lm.inference(text, length.clone(), nothing, none, nothing, none, speaker))
    return {"encoded": encoded, "logits": torch.cat(logits), "tokens": torch.tensor(tokens)}


class Draws:
    """In place of torch's random numbers: row i for step i, its second number for the second draw."""

    def __init__(self, rows: list[list[float]]) -> None:
        self._rows = rows
        self._step = -1
        self._used = 0

    def of_step(self, sampling):
        def step(*args: object, **named: object) -> int:
            self._step += 1
            self._used = 0
            return sampling(*args, **named)

        return step

    def pick(self, chances: torch.Tensor) -> torch.Tensor:
        sums = torch.cumsum(chances.double(), 0)
        drawn = self._rows[self._step][self._used] * sums[-1]
        self._used += 1
        return torch.searchsorted(sums, drawn, right=True).clamp(max=len(sums) - 1).reshape(1)


def flow_outputs(flow: torch.nn.Module, given: dict[str, torch.Tensor], speaker: torch.Tensor) -> dict:
    found: dict[str, torch.Tensor] = {}
    tokens = given["speech"].reshape(1, -1)
    solve = flow.decoder.solve_euler

    def listen(z: torch.Tensor, **named: torch.Tensor) -> torch.Tensor:
        found["mu"], found["spks"] = named["mu"].clone(), named["spks"]
        return solve(z, **named)

    length = torch.tensor([tokens.shape[1]], dtype=torch.int32)
    nothing, none = torch.zeros(1, 0, dtype=torch.int32), torch.tensor([0], dtype=torch.int32)
    with (
        mock.patch.object(torch, "randn_like", lambda _: given["noise"].clone()),
        mock.patch.object(flow.decoder, "solve_euler", listen),
    ):
        mel, _ = flow.inference(
            tokens, length, nothing, none, torch.zeros(1, 0, 80), none, speaker, torch.zeros(1, 80, 0, 2)
        )
    names = ("x", "mask", "mu", "t", "spks", "cond")
    velocity = flow.decoder.estimator(*(given[f"estimator_{name}"] for name in names))
    return found | {"mel": mel, "velocity": velocity}


def hift_outputs(hift: torch.nn.Module, given: dict[str, torch.Tensor]) -> dict:
    mel = given["mel"]
    f0 = hift.f0_predictor(mel)
    steps = hift.f0_upsamp(f0[:, None]).transpose(1, 2)
    uniform = mock.Mock(sample=lambda sample_shape: given["phase"].reshape(sample_shape).clone())
    noise = given["source_noise"]
    with (
        mock.patch(f"{type(hift).__module__}.Uniform", return_value=uniform),
        mock.patch.object(
            torch, "randn_like", lambda like: noise.t().unsqueeze(0) if like.shape[1] == noise.shape[1] else like
        ),
    ):
        source = hift.m_source(steps)[0].transpose(1, 2)
        source_double = in_double(hift.m_source, steps).transpose(1, 2)
    return {"f0": f0, "source": source, "source_double": source_double.float(), "wave": hift.decode(mel, source)}


def in_double(module: torch.nn.Module, steps: torch.Tensor) -> torch.Tensor:
    """Upstream's formula without the rounding of its sums, which grows with the length of what is summed."""
    torch.set_default_dtype(torch.float64)
    found = copy.deepcopy(module).double()(steps.double())[0]
    torch.set_default_dtype(torch.float32)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("upstream", "checkpoint", "size", "inputs", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    paths = parser.parse_args()
    torch.set_num_threads(1)
    import_upstream(paths.upstream)
    parts = build(json.loads(paths.size.read_text(encoding="utf8")))
    speakers = load(paths.checkpoint, parts)
    with np.load(paths.inputs) as archive:
        given = {name: torch.from_numpy(archive[name]) for name in archive.files}
    speaker = next(iter(speakers.values()))["embedding"]
    with torch.inference_mode():
        lm, flow, hift = parts
        found = language_outputs(lm, given, speaker) | flow_outputs(flow, given, speaker) | hift_outputs(hift, given)
    np.savez_compressed(paths.out, **{name: value.numpy() for name, value in found.items()})


if __name__ == "__main__":
    main()
