"""Speech tokens (50 a second) -> the mel frames the flow starts from (86.1 a second)."""

import torch
from torch import Tensor, nn

from ..checkpoint import Weights
from ..config import FlowSize
from .encoder import Encoder
from .layers import Dense, GroupNorm, TimeConv, mish


class FlowEncoder(nn.Module):
    """tokens int64 [batch, L], left and right int64 [M], share float32 [M] -> mu float32 [batch, mels, M].

    Frame m lies between the tokens left[m] and right[m], share[m] of the way (`frames.py`). The norms below reach over
    the whole time: utterances of different length never share a batch, nor is one padded.
    """

    def __init__(self, weights: Weights, size: FlowSize) -> None:
        super().__init__()
        self.register_buffer("embedding", weights["input_embedding.weight"])
        self.encoder = Encoder(weights.at("encoder"), size.encoder, causal=False)
        self.project = Dense.of(weights.at("encoder_proj"))
        regulator = weights.at("length_regulator.model")
        self.convs = nn.ModuleList(TimeConv(regulator.at(at)) for at in (0, 3, 6, 9))
        self.norms = nn.ModuleList(GroupNorm(regulator.at(at + 1), groups=1) for at in (0, 3, 6, 9))
        self.last = TimeConv(regulator.at(12))

    def forward(self, tokens: Tensor, left: Tensor, right: Tensor, share: Tensor) -> Tensor:
        h = self.project(self.encoder(torch.nn.functional.embedding(tokens, self.embedding)))
        before, after = h.index_select(1, left), h.index_select(1, right)
        x = before + (after - before) * share.reshape(1, -1, 1)
        for conv, norm in zip(self.convs, self.norms, strict=True):
            x = mish(norm(conv(x)))
        return self.last(x).transpose(1, 2)
