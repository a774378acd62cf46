"""The encoder of text (causal) and of speech tokens (looking both ways): blocks of attention and feed-forward."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..checkpoint import Weights
from ..config import EncoderSize
from .layers import Dense, LayerNorm
from .relative import Positions, Projections, attend, position_weight, shift

# Upstream's norms inside the blocks; those at both ends have torch's default.
BLOCK_EPSILON = 1e-12
END_EPSILON = 1e-5
# Added to the scores of keys that must not be seen. Finite, or a row without any key would become NaN.
UNSEEN = -1e9


class Encoder(nn.Module):
    """x [batch, time, inputs] -> [batch, time, width]. A causal one may be padded on the right, the other never."""

    def __init__(self, weights: Weights, size: EncoderSize, causal: bool) -> None:
        super().__init__()
        self.causal = causal
        self.enter = Dense.of(weights.at("embed.out.0"))
        # What goes in is multiplied with sqrt(width) behind this norm.
        self.enter_norm = LayerNorm(weights.at("embed.out.1"), END_EPSILON, scale=math.sqrt(size.width))
        self.positions = Positions(size.width)
        self.blocks = nn.ModuleList(_Block(weights.at(f"encoders.{n}"), size) for n in range(size.blocks))
        self.leave_norm = LayerNorm(weights.at("after_norm"), END_EPSILON)

    def forward(self, x: Tensor) -> Tensor:
        x = self.enter_norm(self.enter(x))
        length = x.shape[1]
        steps = torch.arange(length, dtype=torch.float32, device=x.device)
        unseen = None
        if self.causal:
            # Keys lie behind their queries: no negative distance is ever looked at.
            distances = torch.flip(steps, (0,))
            unseen = (steps.unsqueeze(0) > steps.unsqueeze(1)).to(torch.float32) * UNSEEN
        else:
            distances = torch.cat([torch.flip(steps, (0,)), -steps[1:]])
        positions = self.positions(distances)
        for block in self.blocks:
            x = block(x, positions, unseen)
        return self.leave_norm(x)


class _Block(nn.Module):
    def __init__(self, weights: Weights, size: EncoderSize) -> None:
        super().__init__()
        attention = weights.at("self_attn")
        self.attention_norm = LayerNorm(weights.at("norm_mha"), BLOCK_EPSILON)
        self.projections = Projections(attention, size)
        self.position = Dense(position_weight(attention.at("linear_pos")), None)
        self.out = Dense.of(attention.at("linear_out"))
        self.forward_norm = LayerNorm(weights.at("norm_ff"), BLOCK_EPSILON)
        self.widen = Dense.of(weights.at("feed_forward.w_1"))
        self.narrow = Dense.of(weights.at("feed_forward.w_2"))
        self.heads, self.head_width = size.heads, size.head_width

    def forward(self, x: Tensor, positions: Tensor, unseen: Tensor | None) -> Tensor:
        q, k, v = self.projections(self.attention_norm(x))
        table = self.position(positions).reshape(-1, self.heads, self.head_width).permute(1, 2, 0)
        scores = torch.matmul(q, k) + shift(self.projections.to_positions(q, table), x.shape[1])
        if unseen is not None:
            scores = scores + unseen
        x = x + self.out(attend(scores, v))
        return x + self.narrow(functional.silu(self.widen(self.forward_norm(x))))
