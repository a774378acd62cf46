"""Weights in blocks, as MatMulNBits of ONNX Runtime reads them. Symmetric: zero is the middle of the range."""

import numpy as np


def quantise_blocks(weight: np.ndarray, bits: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """weight float32 [inputs, outputs] -> packed uint8 [outputs, blocks, size·bits/8], scales [outputs, blocks].

    The last block of a column is filled up with zeros. Of 4-bit numbers the first of two is in the low half.
    """
    inputs, outputs = weight.shape
    blocks = -(-inputs // size)
    columns = np.zeros((outputs, blocks * size), dtype=np.float32)
    columns[:, :inputs] = weight.T
    columns = columns.reshape(outputs, blocks, size)
    middle = 1 << (bits - 1)
    # The range reaches one further below zero than above it: the greatest weight is put there, whatever its sign.
    at = np.abs(columns).argmax(axis=2, keepdims=True)
    scales = np.take_along_axis(columns, at, axis=2)[..., 0] / -middle
    inverse = np.divide(1, scales, out=np.zeros_like(scales), where=scales != 0)
    levels = np.rint(columns * inverse[..., None]) + middle
    numbers = np.clip(levels, 0, 2 * middle - 1).astype(np.uint8)
    if bits == 4:
        numbers = numbers[..., 0::2] | (numbers[..., 1::2] << 4)
    return numbers, scales
