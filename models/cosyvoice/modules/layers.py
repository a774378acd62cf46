"""Layers in the form a graph should have: weights as inputs of MatMul, already turned round, folded and packed.

They hold buffers, not parameters: nothing here is trained.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..checkpoint import Weights


class Dense(nn.Module):
    """x [..., inputs] -> [..., outputs]."""

    def __init__(self, weight: Tensor, bias: Tensor | None) -> None:
        """weight as torch keeps it, [outputs, inputs]."""
        super().__init__()
        self.register_buffer("weight", weight.t().contiguous())
        self.register_buffer("bias", bias)

    @staticmethod
    def of(weights: Weights) -> "Dense":
        return Dense(weights["weight"], weights["bias"])

    def forward(self, x: Tensor) -> Tensor:
        y = torch.matmul(x, self.weight)
        return y if self.bias is None else y + self.bias


class LayerNorm(nn.Module):
    """Over the last axis."""

    def __init__(self, weights: Weights, epsilon: float, scale: float = 1.0) -> None:
        super().__init__()
        self.register_buffer("weight", weights["weight"] * scale)
        self.register_buffer("bias", weights["bias"] * scale)
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return functional.layer_norm(x, self.weight.shape, self.weight, self.bias, self.epsilon)


class GroupNorm(nn.Module):
    """Of channel-last x [batch, time, channels]: statistics over time and the channels of a group."""

    def __init__(self, weights: Weights, groups: int) -> None:
        super().__init__()
        self.register_buffer("weight", weights["weight"])
        self.register_buffer("bias", weights["bias"])
        self.groups = groups
        self.channels = self.weight.shape[0]

    def forward(self, x: Tensor) -> Tensor:
        grouped = x.reshape(x.shape[0], -1, self.groups, self.channels // self.groups)
        centred = grouped - grouped.mean(dim=(1, 3), keepdim=True)
        spread = (centred * centred).mean(dim=(1, 3), keepdim=True)
        scaled = centred / torch.sqrt(spread + 1e-5)
        return scaled.reshape(x.shape[0], -1, self.channels) * self.weight + self.bias


class TimeConv(nn.Module):
    """A convolution of kernel 1 or 3 (padding 1) over time, channel-last, as one MatMul: no transposes around it, and
    the quantiser of MatMul reaches it. x [batch, time, inputs] -> [batch, time / stride, outputs]."""

    def __init__(self, weights: Weights, stride: int = 1) -> None:
        super().__init__()
        kernel = weights["weight"]
        self.kernel = kernel.shape[2]
        self.stride = stride
        self.dense = Dense(kernel.permute(0, 2, 1).reshape(kernel.shape[0], -1), weights["bias"])

    def forward(self, x: Tensor) -> Tensor:
        if self.kernel == 1:
            return self.dense(x)
        before, after = neighbours(x)
        taps = torch.cat([before, x, after], dim=2)
        return self.dense(taps if self.stride == 1 else taps[:, :: self.stride])


class TimeConvTranspose(nn.Module):
    """A transposed convolution of kernel 4, stride 2, padding 1, channel-last, as one MatMul.

    Sample 2m gets x[m]·W1 + x[m-1]·W3, sample 2m+1 gets x[m]·W2 + x[m+1]·W0.
    x [batch, time, channels] -> [batch, 2 time, channels].
    """

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        kernel = weights["weight"]  # [inputs, outputs, 4]
        nothing = torch.zeros_like(kernel[:, :, 0])
        even = torch.cat([kernel[:, :, 3], kernel[:, :, 1], nothing])
        odd = torch.cat([nothing, kernel[:, :, 2], kernel[:, :, 0]])
        self.outputs = kernel.shape[1]
        self.dense = Dense(torch.cat([even, odd], dim=1).t(), weights["bias"].repeat(2))

    def forward(self, x: Tensor) -> Tensor:
        before, after = neighbours(x)
        pairs = self.dense(torch.cat([before, x, after], dim=2))
        return pairs.reshape(x.shape[0], -1, self.outputs)


def neighbours(x: Tensor) -> tuple[Tensor, Tensor]:
    """x [batch, time, channels] one step later and one step earlier, with zeros where nothing is."""
    padded = functional.pad(x, (0, 0, 1, 1))
    return padded[:, :-2], padded[:, 2:]


def mish(x: Tensor) -> Tensor:
    """x·tanh(softplus(x)) without its slow parts: x·n/(n + 2), n = e(e + 2), e = exp(x). Beyond 20 it is x."""
    e = torch.exp(torch.clamp(x, max=20.0))
    n = e * (e + 2)
    return x * (n / (n + 2))
