"""HiFT: mel and source -> waveform. Fourier transforms are convolutions here, for a graph has no complex numbers.

Convolutions are two-dimensional with a height of 1: ONNX Runtime keeps those in the layout its kernels are fast in.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..checkpoint import Weights
from ..config import HiftSize
from ..layout import source_stride

# Upstream's, for all but the last activation, which has torch's default.
SLOPE, LAST_SLOPE = 0.1, 0.01
LOUDEST, MOST_MAGNITUDE = 0.99, 1e2


class Vocoder(nn.Module):
    """mel [batch, mels, frames], source [batch, 1, 256·frames] -> wave [batch, 256·frames], all float32.

    Fourteen frames of context on each side make a window exact.
    """

    def __init__(self, weights: Weights, size: HiftSize) -> None:
        super().__init__()
        self.spectrum = _Spectrum(size.fft, size.hop)
        self.wave = _Wave(size.fft, size.hop)
        self.enter = _Conv(weights.at("conv_pre"))
        rates = zip(size.upsample_rates, size.upsample_kernels, strict=True)
        self.ups = nn.ModuleList(
            _ConvTranspose(weights.at(f"ups.{level}"), rate, (kernel - rate) // 2)
            for level, (rate, kernel) in enumerate(rates)
        )
        strides = (source_stride(size, level) for level in range(len(self.ups)))
        self.downs = nn.ModuleList(
            _Conv(weights.at(f"source_downs.{level}"), stride=stride, padding=stride // 2)
            for level, stride in enumerate(strides)
        )
        self.source_blocks = nn.ModuleList(
            _Residual(weights.at(f"source_resblocks.{level}"), size.dilations) for level in range(len(self.ups))
        )
        self.blocks = nn.ModuleList(
            _Residual(weights.at(f"resblocks.{at}"), size.dilations) for at in range(len(self.ups) * len(size.kernels))
        )
        self.kernels = len(size.kernels)
        self.leave = _Conv(weights.at("conv_post"))
        self.bins = size.fft // 2 + 1

    def forward(self, mel: Tensor, source: Tensor) -> Tensor:
        spectrum = self.spectrum(source)
        x = self.enter(mel.unsqueeze(2))
        for level, (up, down, beside) in enumerate(zip(self.ups, self.downs, self.source_blocks, strict=True)):
            x = up(functional.leaky_relu(x, SLOPE))
            if level == len(self.ups) - 1:
                # The spectrum has one column more than the mel has hops.
                x = functional.pad(x, (1, 0, 0, 0), mode="reflect")
            x = x + beside(down(spectrum))
            blocks = self.blocks[level * self.kernels : (level + 1) * self.kernels]
            x = sum(block(x) for block in blocks) / self.kernels
        x = self.leave(functional.leaky_relu(x, LAST_SLOPE))
        magnitude = torch.clamp(torch.exp(x[:, : self.bins]), max=MOST_MAGNITUDE)
        phase = torch.sin(x[:, self.bins :])
        return torch.clamp(self.wave(magnitude * torch.cos(phase), magnitude * torch.sin(phase)), -LOUDEST, LOUDEST)


class _Conv(nn.Module):
    """[batch, inputs, 1, time] -> [batch, outputs, 1, time / stride]; padded so as to keep the length, by default."""

    def __init__(self, weights: Weights, dilation: int = 1, stride: int = 1, padding: int | None = None) -> None:
        super().__init__()
        self.register_buffer("weight", weights["weight"].unsqueeze(2))
        self.register_buffer("bias", weights["bias"])
        kept = (self.weight.shape[3] - 1) * dilation // 2
        self.padding, self.dilation, self.stride = kept if padding is None else padding, dilation, stride

    def forward(self, x: Tensor) -> Tensor:
        return functional.conv2d(x, self.weight, self.bias, (1, self.stride), (0, self.padding), (1, self.dilation))


class _ConvTranspose(nn.Module):
    def __init__(self, weights: Weights, stride: int, padding: int) -> None:
        super().__init__()
        self.register_buffer("weight", weights["weight"].unsqueeze(2))
        self.register_buffer("bias", weights["bias"])
        self.stride, self.padding = stride, padding

    def forward(self, x: Tensor) -> Tensor:
        return functional.conv_transpose2d(x, self.weight, self.bias, (1, self.stride), (0, self.padding))


class _Snake(nn.Module):
    """x + sin²(αx)/α."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        alpha = weights["alpha"].reshape(1, -1, 1, 1)
        self.register_buffer("alpha", alpha)
        self.register_buffer("inverse", 1 / (alpha + 1e-9))

    def forward(self, x: Tensor) -> Tensor:
        sine = torch.sin(x * self.alpha)
        return x + self.inverse * (sine * sine)


class _Residual(nn.Module):
    def __init__(self, weights: Weights, dilations: tuple[int, ...]) -> None:
        super().__init__()
        steps = range(len(dilations))
        self.wide = nn.ModuleList(_Conv(weights.at(f"convs1.{n}"), dilation=dilations[n]) for n in steps)
        self.plain = nn.ModuleList(_Conv(weights.at(f"convs2.{n}")) for n in steps)
        self.before_wide = nn.ModuleList(_Snake(weights.at(f"activations1.{n}")) for n in steps)
        self.before_plain = nn.ModuleList(_Snake(weights.at(f"activations2.{n}")) for n in steps)

    def forward(self, x: Tensor) -> Tensor:
        for one, wide, two, plain in zip(self.before_wide, self.wide, self.before_plain, self.plain, strict=True):
            x = x + plain(two(wide(one(x))))
        return x


def _hann(width: int) -> Tensor:
    return torch.hann_window(width, periodic=True, dtype=torch.float64)


class _Spectrum(nn.Module):
    """source [batch, 1, samples] -> real parts, then imaginary ones [batch, fft + 2, 1, samples / hop + 1]."""

    def __init__(self, fft: int, hop: int) -> None:
        super().__init__()
        angles = 2 * math.pi * torch.outer(torch.arange(fft // 2 + 1), torch.arange(fft)).double() / fft
        rows = torch.cat([torch.cos(angles), -torch.sin(angles)]) * _hann(fft)
        self.register_buffer("rows", rows.float().reshape(fft + 2, 1, 1, fft))
        self.hop, self.edge = hop, fft // 2

    def forward(self, source: Tensor) -> Tensor:
        padded = functional.pad(source.unsqueeze(2), (self.edge, self.edge, 0, 0), mode="reflect")
        return functional.conv2d(padded, self.rows, stride=(1, self.hop))


class _Wave(nn.Module):
    """The inverse: real and imaginary parts [batch, bins, 1, columns] -> [batch, hop·(columns - 1)]."""

    def __init__(self, fft: int, hop: int) -> None:
        super().__init__()
        angles = 2 * math.pi * torch.outer(torch.arange(fft // 2 + 1), torch.arange(fft)).double() / fft
        # Each bin but the first and the last stands for two of the full spectrum.
        times = torch.full((fft // 2 + 1, 1), 2.0, dtype=torch.float64)
        times[0] = times[-1] = 1.0
        rows = torch.cat([torch.cos(angles) * times, -torch.sin(angles) * times]) * _hann(fft) / fft
        self.register_buffer("rows", rows.float().reshape(fft + 2, 1, 1, fft))
        self.register_buffer("squares", (_hann(fft) ** 2).float().reshape(1, 1, 1, fft))
        self.hop, self.edge = hop, fft // 2

    def forward(self, real: Tensor, imaginary: Tensor) -> Tensor:
        parts = torch.cat([real, imaginary], dim=1)
        summed = functional.conv_transpose2d(parts, self.rows, stride=(1, self.hop))
        # How often, and how strongly, windows lie over a sample: less at both ends, so it cannot be a constant.
        weight = functional.conv_transpose2d(torch.ones_like(parts[:1, :1]), self.squares, stride=(1, self.hop))
        whole = summed[:, 0, 0, self.edge : -self.edge]
        return whole / weight[:, 0, 0, self.edge : -self.edge]
