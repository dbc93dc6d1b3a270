"""The training loss: what was said against everything that could have been said (maximum mutual information).

Both sums run over the decoder's own paths, with its priors: what was said in one_frame_ctc.c, with silence where it is
known to be and nowhere else, the rest in all_paths.c. Some plain CTC steadies it (Xiang and Ou 2019). A network that
knows nothing yet has plain CTC alone.
"""

from __future__ import annotations

import ctypes
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from tools.model.batches import Batch
from tools.model.network import BLANK, SILENCE
from tools.model.plan import BLANK_PRIOR, HERE, SILENCE_PRIOR
from tools.model.sequences import PhoneGraph

CTC_SHARE = 0.1
LANES = 16
"""Rows that the processor adds at once; all_paths.c is quickest with a multiple of it."""
NEVER = -1e4
"""Log probability of what cannot be."""


def library(work: Path, name: str) -> ctypes.CDLL:
    """A C routine, compiled when it is not there yet."""
    source, built = HERE / f"{name}.c", work / f"{name}.so"
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


class AllPaths(torch.autograd.Function):
    """Log potentials (rows × frames × outputs without silence) → summed log of the sum over all paths of a graph."""

    @staticmethod
    def forward(ctx: Any, potentials: Tensor, graph: PhoneGraph, lib: ctypes.CDLL) -> Tensor:
        batch, steps, outputs = potentials.shape
        padded = functional.pad(potentials, (0, 0, 0, 0, 0, -batch % LANES))
        probs = padded.permute(1, 2, 0).exp().contiguous()
        grad, total = torch.zeros_like(probs), torch.zeros(probs.shape[2])
        arcs = [a.ctypes for part in (graph.into, graph.out_of) for a in (part.start, part.other, part.weight)]
        pointers = [ctypes.c_void_p(a.data) for a in (graph.phone.ctypes, graph.last.ctypes, *arcs)]
        lib.all_paths(
            address(probs), steps, outputs, probs.shape[2], len(graph.phone), *pointers, address(total), address(grad)
        )
        ctx.save_for_backward(grad.permute(2, 0, 1)[:batch])
        return total[:batch].sum()

    @staticmethod
    def backward(ctx: Any, *upstream: Tensor) -> tuple[Tensor, None, None]:
        (grad,) = ctx.saved_tensors
        return grad * upstream[0], None, None


@dataclass(frozen=True, slots=True)
class Loss:
    """Of a batch; `graph` holds what could have been said, None: plain CTC."""

    graph: PhoneGraph | None
    said: ctypes.CDLL
    could: ctypes.CDLL

    def of(self, scores: Tensor, batch: Batch) -> Tensor:
        """Mean loss per label. Where the sound is silent, silence takes the place of the blank: we made the pause."""
        log_probs = torch.log_softmax(scores, -1)
        blank, silence, phones = log_probs[..., BLANK], log_probs[..., SILENCE], log_probs[..., 1:SILENCE]
        labels = batch.counts.sum() + 4 * len(batch.counts)
        ctc = self.paths(torch.where(batch.silent, silence, blank), phones, batch)
        if self.graph is None:
            return ctc / labels
        blank, silence = blank - BLANK_PRIOR, silence - SILENCE_PRIOR
        said = self.paths(torch.where(batch.silent, silence, blank), phones, batch)
        beyond = torch.arange(scores.shape[1]) >= batch.frames[:, None]
        idle = torch.logaddexp(blank, silence).masked_fill(beyond, 0.0)
        phones = phones.masked_fill(beyond[..., None], NEVER)
        could: Tensor = AllPaths.apply(torch.cat([idle[..., None], phones], -1), self.graph, self.could)  # type: ignore[no-untyped-call]
        return (said + could + CTC_SHARE * ctc) / labels

    def paths(self, idle: Tensor, phones: Tensor, batch: Batch) -> Tensor:
        """Minus log of the sum over the paths of what was said."""
        joined = torch.cat([idle[..., None], phones], -1)
        total: Tensor = OneFrameCtc.apply(joined, batch.labels, batch.frames, batch.counts, self.said)  # type: ignore[no-untyped-call]
        return total
