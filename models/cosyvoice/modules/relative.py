"""Attention with relative positions (Transformer-XL in ESPnet's later form), shared by the three encoders.

Score of query i and key j is ((q_i + u)·k_j + (q_i + v)·p(i - j)) / sqrt(head width). Folded here: the scale into the
projection of queries, u into its bias, so that a graph computes (q' + w)·p with the small constant w = (v - u)·scale.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..checkpoint import Weights
from ..config import EncoderSize
from .layers import Dense


class Positions(nn.Module):
    """Sine and cosine of distances: float32 [distances] -> [distances, width], first all sines, then all cosines.

    Upstream interleaves them; `position_weight` takes its rows apart instead, which costs a graph nothing.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        # In float32, as upstream computes them: the angle of a far position is sensitive to it.
        steps = torch.arange(0, width, 2, dtype=torch.float32)
        self.register_buffer("rates", torch.exp(steps * -(math.log(10000.0) / width)))

    def forward(self, distances: Tensor) -> Tensor:
        angles = distances.unsqueeze(1) * self.rates
        return torch.cat([torch.sin(angles), torch.cos(angles)], dim=1)


def position_weight(weights: Weights) -> Tensor:
    """[outputs, inputs] with the inputs in the order of `Positions`."""
    weight = weights["weight"]
    return torch.cat([weight[:, 0::2], weight[:, 1::2]], dim=1)


class Projections(nn.Module):
    """Queries, keys and values of one block by one MatMul."""

    def __init__(self, weights: Weights, size: EncoderSize) -> None:
        super().__init__()
        scale = 1 / math.sqrt(size.head_width)
        u, v = weights["pos_bias_u"], weights["pos_bias_v"]
        query, key, value = (weights.at(f"linear_{part}") for part in "qkv")
        weight = torch.cat([query["weight"] * scale, key["weight"], value["weight"]])
        query_bias = (query["bias"] + u.reshape(-1)) * scale
        self.packed = Dense(weight, torch.cat([query_bias, key["bias"], value["bias"]]))
        self.register_buffer("towards_position", ((v - u) * scale).unsqueeze(1))  # [heads, 1, head width]
        self.heads, self.width = size.heads, size.width

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """x [batch, time, width] -> q and v [batch, heads, time, head width], k [batch, heads, head width, time]."""
        q, k, v = self.packed(x).split(self.width, dim=2)
        q, k, v = (part.reshape(x.shape[0], -1, self.heads, self.width // self.heads) for part in (q, k, v))
        return q.transpose(1, 2), k.permute(0, 2, 3, 1), v.transpose(1, 2)

    def to_positions(self, q: Tensor, table: Tensor) -> Tensor:
        """table [heads, head width, distances] -> score of each query and distance."""
        return torch.matmul(q + self.towards_position, table)


def attend(scores: Tensor, v: Tensor) -> Tensor:
    """scores [batch, heads, queries, keys], v [batch, heads, keys, head width] -> [batch, queries, width]."""
    found = torch.matmul(torch.softmax(scores, dim=-1), v).transpose(1, 2)
    return found.reshape(found.shape[0], found.shape[1], -1)


def shift(scores: Tensor, keys: int) -> Tensor:
    """Scores by distance become scores by key, for as many columns as `keys`.

    Of n queries' columns, column c stands for the distance n - 1 - c, so row i needs those from n - 1 - i on. One zero
    before each row and reading on in rows of another length moves each row by one more than the next.
    """
    batch, heads, queries, columns = scores.shape
    padded = functional.pad(scores, (1, 0)).reshape(batch, heads, columns + 1, queries)
    return padded[:, :, 1:].reshape(batch, heads, queries, columns)[..., :keys]
