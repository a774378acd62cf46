"""The speech LM: one graph for the prefill and for every step, which reads caches and returns only their new rows.

The caller owns the caches, padded as it likes, and puts the new rows in their place; a graph that joined them would
copy all of them on each step. `bias` hides what is padding, `distance` says how far back each key lies.
"""

import math

import torch
from torch import Tensor, nn

from ..checkpoint import Weights
from ..config import EncoderSize, LmSize
from .encoder import BLOCK_EPSILON, END_EPSILON
from .layers import Dense, LayerNorm
from .relative import Positions, Projections, attend, position_weight


class TextLm(nn.Module):
    """With S new and T cached positions, D distances in the tables, n blocks:

    x        float32 [batch, S, width]          rows of the embedding tables, as the prompt or the last token
    bias     float32 [batch, 1, S, T + S]       0 for keys to be seen, -1e9 for all others
    distance int64   [batch, 1, S, T + S]       position of the query less that of the key, 0 where the bias hides it
    last     int64   [batch]                    which of the S rows the logits are wanted of
    p_i      float32 [heads, head width, D]     tables of `LmPositions`, D above every distance
    k_i, v_i float32 [batch, heads, head width, T] and [batch, heads, T, head width]
    -> logits float32 [batch, speech tokens + 1], then for each block
    new_k_i, new_v_i float32 [batch, heads, head width, S] and [batch, heads, S, head width]
    """

    def __init__(self, weights: Weights, size: LmSize) -> None:
        super().__init__()
        decoder = size.decoder
        inner = weights.at("llm")
        self.enter = Dense.of(inner.at("embed.out.0"))
        # ReLU lets the factor sqrt(width) behind it be folded into the norm before it.
        self.enter_norm = LayerNorm(inner.at("embed.out.1"), END_EPSILON, scale=math.sqrt(decoder.width))
        self.blocks = nn.ModuleList(_Block(inner.at(f"encoders.{n}"), decoder) for n in range(decoder.blocks))
        self.leave_norm = LayerNorm(inner.at("after_norm"), END_EPSILON)
        self.decode = Dense.of(weights.at("llm_decoder"))
        self.heads = decoder.heads

    def forward(self, x: Tensor, bias: Tensor, distance: Tensor, last: Tensor, *tables: Tensor) -> tuple[Tensor, ...]:
        """tables: p_0 … p_n, k_0 … k_n, v_0 … v_n."""
        count = len(self.blocks)
        positions, keys, values = tables[:count], tables[count : 2 * count], tables[2 * count :]
        x = torch.relu(self.enter_norm(self.enter(x)))
        rows = []
        at = distance.expand(-1, self.heads, -1, -1)
        for block, p, k, v in zip(self.blocks, positions, keys, values, strict=True):
            x, new_k, new_v = block(x, bias, at, p, k, v)
            rows.append((new_k, new_v))
        wanted = torch.gather(x, 1, last.reshape(-1, 1, 1).expand(-1, 1, x.shape[2]))[:, 0]
        logits = self.decode(self.leave_norm(wanted))
        return (logits, *(new for pair in rows for new in pair))


class _Block(nn.Module):
    def __init__(self, weights: Weights, size: EncoderSize) -> None:
        super().__init__()
        attention = weights.at("self_attn")
        self.attention_norm = LayerNorm(weights.at("norm1"), BLOCK_EPSILON)
        self.projections = Projections(attention, size)
        self.out = Dense.of(attention.at("linear_out"))
        self.forward_norm = LayerNorm(weights.at("norm2"), BLOCK_EPSILON)
        self.widen = Dense.of(weights.at("feed_forward.w_1"))
        self.narrow = Dense.of(weights.at("feed_forward.w_2"))

    def forward(
        self, x: Tensor, bias: Tensor, at: Tensor, p: Tensor, k: Tensor, v: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        q, new_k, new_v = self.projections(self.attention_norm(x))
        all_k, all_v = torch.cat([k, new_k], dim=3), torch.cat([v, new_v], dim=2)
        scores = torch.matmul(q, all_k) + torch.gather(self.projections.to_positions(q, p), 3, at) + bias
        x = x + self.out(attend(scores, all_v))
        return x + self.narrow(torch.relu(self.widen(self.forward_norm(x)))), new_k, new_v


class LmPositions(nn.Module):
    """count int64 [] -> p_i float32 [heads, head width, count]: what each block makes of the distances 0 … count - 1.

    Run once at load; upstream does this for all positions again in each block on each step.
    """

    def __init__(self, weights: Weights, size: LmSize) -> None:
        super().__init__()
        decoder = size.decoder
        self.positions = Positions(decoder.width)
        blocks = (weights.at(f"llm.encoders.{n}.self_attn.linear_pos") for n in range(decoder.blocks))
        self.blocks = nn.ModuleList(Dense(position_weight(block), None) for block in blocks)
        self.heads, self.head_width = decoder.heads, decoder.head_width

    def forward(self, count: Tensor) -> tuple[Tensor, ...]:
        distances = torch.arange(count, dtype=torch.float32)
        positions = self.positions(distances)
        shape = (-1, self.heads, self.head_width)
        return tuple(block(positions).reshape(shape).permute(1, 2, 0) for block in self.blocks)
