"""The training loss: what was said against what else could have been said.

With an example's rivals: the words that the decoder is expected to get wrong, over the sentences it hesitated between
(minimum word error rate, Prabhavalkar et al. 2018). Without: the sum over everything that phones could spell (maximum
mutual information). All sums run over the decoder's own paths, with its priors: what was said in one_frame_ctc.c, the
rest in all_paths.c. Some plain CTC steadies both (Xiang and Ou 2019). A network that knows nothing yet has that alone.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from tools.model.batches import Batch, Rivals
from tools.model.export import Decoding
from tools.model.network import BLANK, SILENCE
from tools.model.plan import BLANK_PRIOR, SILENCE_PRIOR
from tools.model.sequences import PhoneGraph

CTC_SHARE, RIVALS_CTC_SHARE = 0.1, 0.05
"""Of plain CTC, beside either loss."""
ALL_PATHS_SHARE = 0.3
"""How much the sum over everything weighs beside the rivals."""
DECODING = Decoding()
LANGUAGE_SCALE = 0.9
"""libvosk's own factor on the language model when it chooses among sentences."""
LANES = 16
"""Rows that the processor adds at once; all_paths.c is quickest with a multiple of it."""
NEVER = -1e4
"""Log probability of what cannot be."""


def address(tensor: Tensor) -> ctypes.c_void_p:
    return ctypes.c_void_p(tensor.data_ptr())


class MinusLogLikelihoods(torch.autograd.Function):
    """Log potentials → minus log likelihood of each row's labels; all on the CPU, contiguous, float32 and int32."""

    @staticmethod
    def forward(
        ctx: Any, potentials: Tensor, labels: Tensor, frames: Tensor, counts: Tensor, lib: ctypes.CDLL
    ) -> Tensor:
        probs = potentials.exp().contiguous()
        batch, steps, outputs = probs.shape
        grad, losses = torch.zeros_like(probs), torch.zeros(batch)
        lib.one_frame_ctc(
            address(probs), batch, steps, outputs, address(labels), labels.shape[1], address(frames), address(counts),
            address(losses), address(grad),
        )  # fmt: skip
        ctx.save_for_backward(grad)
        return losses

    @staticmethod
    def backward(ctx: Any, *upstream: Tensor) -> tuple[Tensor, None, None, None, None]:
        (grad,) = ctx.saved_tensors
        return grad * upstream[0][:, None, None], None, None, None, None


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


def less_priors(log_probs: Tensor, blank_prior: float) -> Tensor:
    """Logarithms as a decoder has them: with less of blanks and of silence."""
    priors = torch.zeros(log_probs.shape[-1])
    priors[BLANK], priors[SILENCE] = blank_prior, SILENCE_PRIOR
    return log_probs - priors


def potentials_of(logs: Tensor, idle: Tensor) -> Tensor:
    """Waiting first, then the phones."""
    return torch.cat([idle[..., None], logs[..., 1:SILENCE]], -1)


def waiting_anyhow(logs: Tensor) -> Tensor:
    """Potentials where it may wait on a blank or in silence."""
    return potentials_of(logs, torch.logaddexp(logs[..., BLANK], logs[..., SILENCE]))


@dataclass(frozen=True, slots=True)
class Loss:
    """Of a batch; `graph` holds what could have been said, None: plain CTC."""

    graph: PhoneGraph | None
    said: ctypes.CDLL
    could: ctypes.CDLL

    def of(self, scores: Tensor, batch: Batch) -> Tensor:
        """Mean loss per label. Where the sound is silent, silence takes the place of the blank: we made the pause."""
        labels = batch.counts.sum() + 4 * len(batch.counts)
        log_probs = torch.log_softmax(scores, -1)
        ctc = self.truth(log_probs, batch)
        if self.graph is None:
            return ctc / labels
        if batch.rivals:
            potentials = waiting_anyhow(less_priors(log_probs, DECODING.blank_prior))
            return (self.expected_wrong(potentials, batch.rivals, batch) + RIVALS_CTC_SHARE * ctc) / labels
        logs = less_priors(log_probs, BLANK_PRIOR)
        against = self.truth(logs, batch) + self.anything(waiting_anyhow(logs), batch)
        return ALL_PATHS_SHARE * (against + CTC_SHARE * ctc) / labels

    def truth(self, logs: Tensor, batch: Batch) -> Tensor:
        """Minus log of the sum over the paths of what was said."""
        potentials = potentials_of(logs, torch.where(batch.silent, logs[..., SILENCE], logs[..., BLANK]))
        losses: Tensor = MinusLogLikelihoods.apply(potentials, batch.labels, batch.frames, batch.counts, self.said)  # type: ignore[no-untyped-call]
        return losses.sum()

    def anything(self, potentials: Tensor, batch: Batch) -> Tensor:
        """Log of the sum over all paths of the graph."""
        beyond = torch.arange(potentials.shape[1]) >= batch.frames[:, None]
        idle, phones = potentials[..., :1], potentials[..., 1:]
        idle, phones = idle.masked_fill(beyond[..., None], 0.0), phones.masked_fill(beyond[..., None], NEVER)
        total: Tensor = AllPaths.apply(torch.cat([idle, phones], -1), self.graph, self.could)  # type: ignore[no-untyped-call]
        return total

    def expected_wrong(self, potentials: Tensor, rivals: Rivals, batch: Batch) -> Tensor:
        """Words that the decoder gets wrong, each rival weighed by how likely it takes it to be."""
        row = rivals.row
        losses: Tensor = MinusLogLikelihoods.apply(  # type: ignore[no-untyped-call]
            potentials[row], rivals.labels, batch.frames[row], rivals.counts, self.said
        )
        likely = -DECODING.acoustic_scale * losses - LANGUAGE_SCALE * rivals.cost
        likely = likely.masked_fill(losses == 0, NEVER)  # no path has room for it
        table = torch.full((len(batch.frames), int(rivals.place.max()) + 1), NEVER)
        chances = torch.softmax(table.index_put((row, rivals.place), likely), 1)
        return (chances[row, rivals.place] * rivals.wrong).sum()
