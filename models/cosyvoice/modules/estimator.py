"""The flow's estimator: a U-Net over time of convolutions and transformer blocks, channel-last from end to end.

Upstream's masks are left out: they are all ones for utterances of one length, and others cannot share a batch, because
the group norms reach over the whole time.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..checkpoint import Weights
from ..config import EstimatorSize, FlowSize
from .layers import Dense, GroupNorm, LayerNorm, TimeConv, TimeConvTranspose, mish

NORM_EPSILON = 1e-5


class Estimator(nn.Module):
    """x, mu, cond [batch, mels, T], t [batch] (0 … 1), spks [batch, mels] -> velocity [batch, mels, T], all float32."""

    def __init__(self, weights: Weights, size: FlowSize) -> None:
        super().__init__()
        inner = weights.at("decoder.estimator")
        shape = size.estimator
        self.time = _Time(inner.at("time_mlp"), inputs=4 * size.mels)
        down, up = inner.at("down_blocks"), inner.at("up_blocks")
        self.first = _Level(down.at(0), shape)
        self.shorten = TimeConv(down.at("0.2.conv"), stride=2)
        self.second = _Level(down.at(1), shape)
        self.bridge = TimeConv(down.at("1.2"))
        self.middle = nn.ModuleList(_Level(inner.at(f"mid_blocks.{n}"), shape) for n in range(shape.middle_levels))
        self.third = _Level(up.at(0), shape)
        self.lengthen = TimeConvTranspose(up.at("0.2.conv"))
        self.fourth = _Level(up.at(1), shape)
        self.level_out = TimeConv(up.at("1.2"))
        self.last = _ConvBlock(inner.at("final_block"), shape.groups)
        self.project = TimeConv(inner.at("final_proj"))

    def forward(self, x: Tensor, mu: Tensor, t: Tensor, spks: Tensor, cond: Tensor) -> Tensor:
        time = self.time(t)
        speaker = spks.unsqueeze(2).expand(-1, -1, x.shape[2])
        h = torch.cat([x, mu, speaker, cond], dim=1).transpose(1, 2)
        whole = self.first(h, time)
        half = self.second(self.shorten(whole), time)
        h = self.bridge(half)
        for level in self.middle:
            h = level(h, time)
        h = self.lengthen(self.third(torch.cat([h, half], dim=2), time))
        # An odd length came back one longer.
        h = self.fourth(torch.cat([h[:, : x.shape[2]], whole], dim=2), time)
        return self.project(self.last(self.level_out(h))).transpose(1, 2)


class _Time(nn.Module):
    """t [batch] -> mish of its embedding [batch, 1, 4 width], which is what every level starts from."""

    def __init__(self, weights: Weights, inputs: int) -> None:
        super().__init__()
        half = inputs // 2
        steps = torch.arange(half, dtype=torch.float32)
        self.register_buffer("rates", torch.exp(steps * -(math.log(10000) / (half - 1))))
        self.widen = Dense.of(weights.at("linear_1"))
        self.mix = Dense.of(weights.at("linear_2"))

    def forward(self, t: Tensor) -> Tensor:
        angles = 1000 * t.unsqueeze(1) * self.rates.unsqueeze(0)
        embedded = torch.cat([torch.sin(angles), torch.cos(angles)], dim=1)
        return mish(self.mix(functional.silu(self.widen(embedded)))).unsqueeze(1)


class _Level(nn.Module):
    """A residual block of convolutions that is told the time, then transformer blocks."""

    def __init__(self, weights: Weights, size: EstimatorSize) -> None:
        super().__init__()
        convs = weights.at(0)
        self.time = Dense.of(convs.at("mlp.1"))
        self.one = _ConvBlock(convs.at("block1"), size.groups)
        self.two = _ConvBlock(convs.at("block2"), size.groups)
        self.beside = TimeConv(convs.at("res_conv"))
        self.blocks = nn.ModuleList(_Block(weights.at(f"1.{n}"), size) for n in range(size.blocks_per_level))

    def forward(self, x: Tensor, time: Tensor) -> Tensor:
        h = self.two(self.one(x) + self.time(time)) + self.beside(x)
        for block in self.blocks:
            h = block(h)
        return h


class _ConvBlock(nn.Module):
    def __init__(self, weights: Weights, groups: int) -> None:
        super().__init__()
        self.conv = TimeConv(weights.at("block.0"))
        self.norm = GroupNorm(weights.at("block.1"), groups)

    def forward(self, x: Tensor) -> Tensor:
        return mish(self.norm(self.conv(x)))


class _Block(nn.Module):
    def __init__(self, weights: Weights, size: EstimatorSize) -> None:
        super().__init__()
        attention = weights.at("attn1")
        self.attention_norm = LayerNorm(weights.at("norm1"), NORM_EPSILON)
        packed = torch.cat([attention[f"to_{part}.weight"] for part in "qkv"])
        self.projections = Dense(packed, None)
        self.out = Dense.of(attention.at("to_out.0"))
        self.forward_norm = LayerNorm(weights.at("norm3"), NORM_EPSILON)
        self.widen = Dense.of(weights.at("ff.net.0.proj"))
        self.narrow = Dense.of(weights.at("ff.net.2"))
        self.heads, self.inner = size.heads, size.heads * size.head_width

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.projections(self.attention_norm(x)).split(self.inner, dim=2)
        x = x + self.out(FusedAttention.apply(q, k, v, self.heads))
        return x + self.narrow(functional.gelu(self.widen(self.forward_norm(x))))


class FusedAttention(torch.autograd.Function):
    """q, k, v [batch, time, heads·width] -> the same shape. In a graph it is one operator of ONNX Runtime, which never
    holds the whole matrix of scores: what makes 10 s of mel affordable."""

    @staticmethod
    def forward(context: object, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        apart = (part.reshape(part.shape[0], -1, heads, part.shape[2] // heads).transpose(1, 2) for part in (q, k, v))
        return functional.scaled_dot_product_attention(*apart).transpose(1, 2).reshape(q.shape)

    @staticmethod
    def symbolic(g, q, k, v, heads: int):
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())
