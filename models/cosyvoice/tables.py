"""What a runtime looks up beside its graphs: embeddings, marks of the LM's prompt, speakers, the source's weights."""

from dataclasses import dataclass

import numpy as np
import torch

from .checkpoint import Checkpoint, Weights


@dataclass(frozen=True)
class Speaker:
    """Both projections of an embedding of length 1: constants of a voice."""

    lm: np.ndarray
    """float32 [width of the LM]"""
    flow: np.ndarray
    """float32 [mels]"""


@dataclass(frozen=True)
class Tables:
    text: np.ndarray
    """float32 [text tokens, text width]"""
    speech: np.ndarray
    """float32 [speech tokens, width of the LM]"""
    marks: np.ndarray
    """float32 [2, width of the LM]: start of the sequence, task"""
    source_weight: np.ndarray
    """float32 [harmonics + 1]"""
    source_bias: float
    speakers: dict[str, Speaker]


def tables_of(checkpoint: Checkpoint) -> Tables:
    linear = checkpoint.hift.at("m_source.l_linear")
    return Tables(
        text=checkpoint.lm["text_embedding.weight"].numpy(),
        speech=checkpoint.lm["speech_embedding.weight"].numpy(),
        marks=checkpoint.lm["llm_embedding.weight"].numpy(),
        source_weight=linear["weight"].reshape(-1).numpy(),
        source_bias=float(linear["bias"]),
        speakers={name: _speaker(checkpoint, embedding) for name, embedding in checkpoint.speakers.items()},
    )


def _speaker(checkpoint: Checkpoint, embedding: torch.Tensor) -> Speaker:
    direction = torch.nn.functional.normalize(embedding, dim=0)
    return Speaker(_projected(checkpoint.lm, direction), _projected(checkpoint.flow, direction))


def _projected(weights: Weights, direction: torch.Tensor) -> np.ndarray:
    affine = weights.at("spk_embed_affine_layer")
    return (affine["weight"] @ direction + affine["bias"]).numpy()
