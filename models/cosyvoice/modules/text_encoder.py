"""Embedded text tokens -> what the speech LM reads."""

from torch import Tensor, nn

from ..checkpoint import Weights
from ..config import LmSize
from .encoder import Encoder
from .layers import Dense


class TextEncoder(nn.Module):
    """text float32 [batch, tokens, text width] (rows of the embedding table) -> encoded [batch, tokens, width]."""

    def __init__(self, weights: Weights, size: LmSize) -> None:
        super().__init__()
        # Upstream's chunks of one step make its mask a triangle, so texts of other lengths may share a batch.
        self.encoder = Encoder(weights.at("text_encoder"), size.text_encoder, causal=True)
        self.affine = Dense.of(weights.at("text_encoder_affine_layer"))

    def forward(self, text: Tensor) -> Tensor:
        return self.affine(self.encoder(text))
