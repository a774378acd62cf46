"""Mel -> fundamental frequency."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..checkpoint import Weights
from .layers import Dense, TimeConv


class F0(nn.Module):
    """mel float32 [batch, mels, frames] -> f0 float32 [batch, frames] in Hz; five frames of context on each side."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        inner = weights.at("f0_predictor")
        self.convs = nn.ModuleList(TimeConv(inner.at(f"condnet.{2 * at}")) for at in range(5))
        self.classify = Dense.of(inner.at("classifier"))

    def forward(self, mel: Tensor) -> Tensor:
        x = mel.transpose(1, 2)
        for conv in self.convs:
            x = functional.elu(conv(x))
        return torch.abs(self.classify(x).squeeze(2))
