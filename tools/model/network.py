"""The network: a first layer over 11 frames, residual time-delay layers with a bottleneck, phones out every 30 ms."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from tools.model.lexicon import PHONES
from tools.model.plan import MEL_BINS, SUBSAMPLING, Layer, Shape

BLANK = 0
SILENCE = len(PHONES) + 1
OUTPUTS = len(PHONES) + 2
"""Blank, forty phones, silence: a blank is a frame inside speech that begins no phone."""
CARRY = 0.66
"""Share of its input that a layer passes by."""


def normalised(norm: nn.BatchNorm1d, x: Tensor) -> Tensor:
    """Batch norm over all frames of all sentences."""
    flat: Tensor = norm(x.reshape(-1, x.shape[-1]))
    return flat.view(x.shape)


class DelayLayer(nn.Module):
    """x(t) → 0.66 x(t) + BN(ReLU(B [y(t), y(t + ahead)])), y(t) = A [x(t − back), x(t)]; shorter by back + ahead."""

    def __init__(self, layer: Layer, width: int, narrow: int) -> None:
        super().__init__()
        self.back, self.ahead = layer.back // SUBSAMPLING, layer.ahead // SUBSAMPLING
        self.narrow = narrow
        self.a = nn.Linear(width, 2 * narrow, bias=False)
        """Both halves of A, applied before the shift: half the memory traffic of joining wide rows."""
        self.b = nn.Linear(2 * narrow if self.ahead else narrow, width)
        self.norm = nn.BatchNorm1d(width)

    def forward(self, x: Tensor) -> Tensor:
        frames = x.shape[1]
        both = self.a(x)
        y = both[:, : frames - self.back, : self.narrow] + both[:, self.back :, self.narrow :]
        if self.ahead:
            y = torch.cat([y[:, : -self.ahead], y[:, self.ahead :]], -1)
        y = normalised(self.norm, functional.relu(self.b(y)))
        return y + CARRY * x[:, self.back : frames - self.ahead]


class Network(nn.Module):
    """Batch × frames × 40 (normalised, context on both sides) → batch × frames / 3 × OUTPUTS, not yet softmax."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.window = 2 * shape.first_context + 1
        self.first = nn.Linear(MEL_BINS * self.window, shape.width)
        self.first_norm = nn.BatchNorm1d(shape.width)
        self.layers = nn.ModuleList(DelayLayer(layer, shape.width, shape.narrow) for layer in shape.layers)
        self.last = nn.Linear(shape.width, shape.last)
        self.last_norm = nn.BatchNorm1d(shape.last)
        self.out = nn.Linear(shape.last, OUTPUTS)

    def forward(self, x: Tensor) -> Tensor:
        windows = x.unfold(1, self.window, SUBSAMPLING).transpose(2, 3)
        windows = windows.reshape(x.shape[0], -1, MEL_BINS * self.window)
        h = normalised(self.first_norm, functional.relu(self.first(windows)))
        for layer in self.layers:
            h = layer(h)
        result: Tensor = self.out(normalised(self.last_norm, functional.relu(self.last(h))))
        return result
