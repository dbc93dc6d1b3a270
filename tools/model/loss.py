"""The training loss: one-frame CTC (one_frame_ctc.c) in which known pauses must be silence and nothing else may be."""

from __future__ import annotations

import ctypes
import subprocess
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tools.model.network import BLANK, SILENCE
from tools.model.plan import HERE


def library(work: Path) -> ctypes.CDLL:
    """The C routine, compiled when it is not there yet."""
    source, built = HERE / "one_frame_ctc.c", work / "one_frame_ctc.so"
    if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
        flags = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]
        subprocess.run(["cc", *flags, str(source), "-o", str(built), "-lm"], check=True)
    return ctypes.CDLL(str(built))


def address(tensor: Tensor) -> ctypes.c_void_p:
    return ctypes.c_void_p(tensor.data_ptr())


class OneFrameCtc(torch.autograd.Function):
    """Log probabilities → summed minus log likelihood; all tensors on the CPU, contiguous, float32 and int32."""

    @staticmethod
    def forward(
        ctx: Any, log_probs: Tensor, labels: Tensor, frames: Tensor, counts: Tensor, lib: ctypes.CDLL
    ) -> Tensor:
        probs = log_probs.exp().contiguous()
        batch, steps, outputs = probs.shape
        grad, loss = torch.zeros_like(probs), torch.zeros(batch)
        lib.one_frame_ctc(
            address(probs), batch, steps, outputs, address(labels), labels.shape[1], address(frames), address(counts),
            address(loss), address(grad),
        )  # fmt: skip
        ctx.save_for_backward(grad)
        return loss.sum()

    @staticmethod
    def backward(ctx: Any, *upstream: Tensor) -> tuple[Tensor, None, None, None, None]:
        (grad,) = ctx.saved_tensors
        return grad * upstream[0], None, None, None, None


def loss_of(scores: Tensor, labels: Tensor, silent: Tensor, frames: Tensor, counts: Tensor, lib: ctypes.CDLL) -> Tensor:
    """Mean loss per label. In a silent frame silence takes the place of the blank: the pause is where we made it."""
    log_probs = torch.log_softmax(scores, -1)
    idle = torch.where(silent, log_probs[..., SILENCE], log_probs[..., BLANK])
    joined = torch.cat([idle.unsqueeze(-1), log_probs[..., 1:SILENCE]], -1)
    total: Tensor = OneFrameCtc.apply(joined, labels, frames, counts, lib)  # type: ignore[no-untyped-call]
    return total / (counts.sum() + 4 * len(counts))
