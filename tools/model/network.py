"""The network: a first layer over 11 frames, residual time-delay layers with a bottleneck, phones out every 30 ms.

Its layers see half a second around a frame. Memories tell them what came before that: who speaks, over what line.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from tools.model.lexicon import PHONES
from tools.model.plan import FRAME_S, MEL_BINS, SUBSAMPLING, Layer, Shape

BLANK = 0
SILENCE = len(PHONES) + 1
OUTPUTS = len(PHONES) + 2
"""Blank, forty phones, silence: a blank is a frame inside speech that begins no phone."""
CARRY = 0.66
"""Share of its input that a layer passes by."""
SAME_BEFORE, OTHER_BEFORE = 0.3, 0.1
"""Shares of the training sentences that the same voice and another one are taken to have spoken before."""


def normalised(norm: nn.BatchNorm1d, x: Tensor) -> Tensor:
    """Batch norm over all frames of all sentences."""
    flat: Tensor = norm(x.reshape(-1, x.shape[-1]))
    return flat.view(x.shape)


def kept(span_s: float) -> float:
    """Share of a running mean over about `span_s` that the next output frame keeps."""
    return math.exp(-FRAME_S / span_s)


class Memory(nn.Module):
    """Batch × frames × width → batch × frames × (spans · units): running means of ReLU(A x + b), each over its span.

    m(t) = k m(t − 1) + (1 − k) ReLU(A x(t) + b), k = `kept(span)`, from nothing at the start of a stream.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.look = nn.Linear(shape.width, shape.memory_units)
        self.kept = [kept(span) for span in shape.memory_spans_s]

    def forward(self, x: Tensor) -> Tensor:
        seen = functional.relu(self.look(x)).float()
        before = heard_before(seen) if self.training else None
        frames = torch.arange(x.shape[1])
        age = frames[:, None] - frames
        means = []
        with torch.autocast("cpu", enabled=False):
            for k in self.kept:
                mean = ((1 - k) * k ** age.clamp(min=0)).tril() @ seen
                if before is not None:
                    mean = mean + (k ** (frames + 1))[:, None] * before
                means.append(mean)
        return torch.cat(means, -1)


def heard_before(seen: Tensor) -> Tensor:
    """A past for sentences that are trained on alone, rows × 1 × units: most have none, some as though the same voice
    had spoken before, some as though another had."""
    mean = seen.mean(1, keepdim=True)
    draw = torch.rand(len(seen), 1, 1)
    other = mean[torch.randperm(len(seen))]
    return torch.where(draw < SAME_BEFORE, mean, torch.where(draw < SAME_BEFORE + OTHER_BEFORE, other, 0.0))


class DelayLayer(nn.Module):
    """x(t) → 0.66 x(t) + BN(ReLU(B [y(t), y(t + ahead)] + C m(t))), y(t) = A [x(t − back), x(t)], m a memory; shorter
    by back + ahead."""

    def __init__(self, layer: Layer, shape: Shape) -> None:
        super().__init__()
        self.back, self.ahead = layer.back // SUBSAMPLING, layer.ahead // SUBSAMPLING
        self.narrow = shape.narrow
        self.a = nn.Linear(shape.width, 2 * shape.narrow, bias=False)
        """Both halves of A, applied before the shift: half the memory traffic of joining wide rows."""
        self.b = nn.Linear(2 * shape.narrow if self.ahead else shape.narrow, shape.width)
        self.c = nn.Linear(shape.memory_units * len(shape.memory_spans_s), shape.width, bias=False)
        nn.init.zeros_(self.c.weight)
        self.norm = nn.BatchNorm1d(shape.width)

    def forward(self, x: Tensor, memory: Tensor) -> Tensor:
        both = self.a(x)
        y = both[:, : x.shape[1] - self.back, : self.narrow] + both[:, self.back :, self.narrow :]
        if self.ahead:
            y = torch.cat([y[:, : -self.ahead], y[:, self.ahead :]], -1)
        y = normalised(self.norm, functional.relu(self.b(y) + self.c(memory)))
        return y + CARRY * self.inner(x)

    def inner(self, x: Tensor) -> Tensor:
        """The frames that the layer answers for."""
        return x[:, self.back : x.shape[1] - self.ahead]


class Network(nn.Module):
    """Batch × frames × 40 (normalised, context on both sides) → batch × frames / 3 × OUTPUTS, not yet softmax."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.window = 2 * shape.first_context + 1
        self.first = nn.Linear(MEL_BINS * self.window, shape.width)
        self.first_norm = nn.BatchNorm1d(shape.width)
        self.layers = nn.ModuleList(DelayLayer(layer, shape) for layer in shape.layers)
        self.memories = nn.ModuleDict({str(index): Memory(shape) for index in shape.memories})
        """By the layer whose input it remembers; that one and those after it read it, up to the next."""
        self.last = nn.Linear(shape.width, shape.last)
        self.last_norm = nn.BatchNorm1d(shape.last)
        self.out = nn.Linear(shape.last, OUTPUTS)

    def forward(self, x: Tensor) -> Tensor:
        windows = x.unfold(1, self.window, SUBSAMPLING).transpose(2, 3)
        windows = windows.reshape(x.shape[0], -1, MEL_BINS * self.window)
        h = normalised(self.first_norm, functional.relu(self.first(windows)))
        for index, layer in enumerate(self.layers):
            assert isinstance(layer, DelayLayer)
            if str(index) in self.memories:
                memory = self.memories[str(index)](h)
            memory = layer.inner(memory)
            h = layer(h, memory)
        result: Tensor = self.out(normalised(self.last_norm, functional.relu(self.last(h))))
        return result
