"""Training: AdamW on a cosine over the minutes given, in one or two processes on shared weights; resumes at any time.

The processes do not wait for each other (Hogwild, Niu et al. 2011): on a machine with other work that beats splitting
each step over threads.
"""

from __future__ import annotations

import copy
import math
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch
from rapidfuzz.distance import Levenshtein
from torch import Tensor, multiprocessing, nn

from tools.model import start
from tools.model.batches import Batch, Statistics, held_out, plain, spoken, stream
from tools.model.loss import Loss
from tools.model.native import library
from tools.model.network import SILENCE, Network
from tools.model.plan import FRAME_S, Plan
from tools.model.sequences import PhoneGraph, graph_of

LIBRARIES = ("one_frame_ctc", "all_paths")
PHONE_HISTORIES = 1000
"""Of three phones, in the graph of what could have been said."""
SAVE_EVERY_S = 60
REPORT_STEPS = 100
WARM_UP_STEPS = 300
AVERAGE_EVERY, AVERAGE_SHARE = 10, 0.03
"""How often the kept average moves towards the weights, and by how much: it reaches back some three hundred steps."""
MEMORY_RATE = 5.0
"""How many times as fast as the rest memories learn: the weights that training begins from may do without them."""
FLAT = 0.30
"""Share of the time at the peak rate, before the cosine sets in: shards still arrive then."""


@dataclass
class Progress:
    """What is kept beside the weights."""

    step: int = 0
    spent_s: float = 0.0
    hours: float = 0.0


def rate(progress: Progress, peak: float, budget_s: float) -> float:
    """Learning rate: warm-up by steps, then flat, then a cosine by time."""
    done = min(1.0, progress.spent_s / budget_s)
    cosine = 1.0 if done < FLAT else 0.5 * (1 + math.cos(math.pi * (done - FLAT) / (1 - FLAT)))
    return peak * min(1.0, (progress.step + 1) / WARM_UP_STEPS) * (0.99 * cosine + 0.01)


@cache
def multiplies_bfloat16() -> bool:
    """Whether the processor has instructions for it, and does it five or ten times as fast as float32 then.

    Others take five times as long for it.
    """
    flags = Path("/proc/cpuinfo")
    return flags.exists() and any(name in flags.read_text(encoding="utf-8") for name in ("amx_bf16", "avx512_bf16"))


def scores_of(network: nn.Module, batch: Batch) -> Tensor:
    """The network's answers in float32, multiplied in bfloat16 where that is faster."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=multiplies_bfloat16()):
        scores: Tensor = network(batch.x)
    return scores.float()


def phone_errors(scores: Tensor, batch: Batch) -> tuple[int, int]:
    """(edit distance of the best phones, phones said)."""
    best = scores.argmax(-1)
    wrong = said = 0
    for row in range(len(best)):
        heard = [p for p in best[row, : int(batch.frames[row])].tolist() if 0 < p < SILENCE]
        truth = batch.labels[row, : int(batch.counts[row])].tolist()
        wrong += Levenshtein.distance(heard, truth)
        said += len(truth)
    return wrong, said


def measure(network: Network, plan: Plan, statistics: Statistics) -> str:
    """Phone errors on the shard held out, and how many of its silent frames are called silent."""
    was_training = network.training
    network.eval()
    wrong = said = hit = quiet = 0
    with torch.no_grad():
        for batch in plain(plan, statistics, limit=100):
            scores = scores_of(network, batch)
            errors, phones = phone_errors(scores, batch)
            wrong, said = wrong + errors, said + phones
            hit += int(((scores.argmax(-1) == SILENCE) & batch.silent).sum())
            quiet += int(batch.silent.sum())
    network.train(was_training)
    return f"held out: phones wrong {100 * wrong / said:.1f} %, silence found {100 * hit / quiet:.0f} %"


def follow(average: Network, network: Network) -> None:
    """Moves the average of the weights on; it errs less than the weights of any one step (Polyak and Juditsky 1992)."""
    with torch.no_grad():
        for kept, new in zip(average.state_dict().values(), network.state_dict().values(), strict=True):
            kept.lerp_(new, AVERAGE_SHARE) if kept.is_floating_point() else kept.copy_(new)


def groups(network: Network) -> list[dict[str, object]]:
    """Parameters by how many `times` the rate they learn at: memories, and what reads them, apart."""
    of_memory: list[nn.Parameter] = []
    rest: list[nn.Parameter] = []
    for name, parameter in network.named_parameters():
        (of_memory if name.startswith("memories.") or name.endswith(".c.weight") else rest).append(parameter)
    return [{"params": rest, "times": 1.0}, {"params": of_memory, "times": MEMORY_RATE}]


def save(
    path: Path,
    network: Network,
    average: Network,
    optimizer: torch.optim.Optimizer,
    progress: Progress,
    st: Statistics,
    began: dict[str, Tensor] | None,
) -> None:
    half = path.with_suffix(".part")
    torch.save(
        {
            "network": network.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(),
            "progress": (progress.step, progress.spent_s, progress.hours), "mean": st.mean, "deviation": st.deviation,
            "began": began,
        },
        half,
    )  # fmt: skip
    half.rename(path)


def work(
    rank: int,
    network: Network,
    began: dict[str, Tensor] | None,
    could_be_said: PhoneGraph | None,
    plan: Plan,
    minutes: float,
    workers: int,
) -> None:
    """One process; the first one keeps the checkpoint and reports. `began`: the weights of the model begun from."""
    torch.manual_seed(plan.seed + rank)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    network.train()
    average = copy.deepcopy(network)
    optimizer = torch.optim.AdamW(groups(network), plan.peak_rate, (0.9, 0.98), weight_decay=1e-2, foreach=True)
    progress, statistics = Progress(), Statistics.of(held_out(plan))
    if plan.checkpoint.exists():
        kept = torch.load(plan.checkpoint, weights_only=False)
        optimizer.load_state_dict(kept["optimizer"])
        average.load_state_dict(kept["average"])
        progress, statistics = Progress(*kept["progress"]), Statistics(kept["mean"], kept["deviation"])
    loss = Loss(could_be_said, *(library(plan.work, name) for name in LIBRARIES))
    batches = stream(plan, statistics, rank, workers, plan.seed + progress.step * workers + rank)
    last = saved = time.monotonic()
    total = 0.0
    while progress.spent_s < minutes * 60:
        batch = next(batches)
        for group in optimizer.param_groups:
            group["lr"] = group["times"] * rate(progress, plan.peak_rate, minutes * 60)
        lost = loss.of(scores_of(network, batch), batch)
        optimizer.zero_grad()
        lost.backward()  # type: ignore[no-untyped-call]
        if torch.isfinite(nn.utils.clip_grad_norm_(network.parameters(), 5.0)):
            optimizer.step()
        now = time.monotonic()
        hours = progress.hours + int(batch.frames.sum()) * FRAME_S / 3600
        progress = Progress(progress.step + 1, progress.spent_s + now - last, hours)
        last, total = now, total + lost.item()
        if progress.step % REPORT_STEPS == 0:
            seen = f"{progress.spent_s / 60:.1f} min, {progress.hours:.1f} h seen, loss {total / REPORT_STEPS:.3f}"
            print(f"train {rank}: step {progress.step}, {seen}", flush=True)
            total = 0.0
        if rank == 0 and progress.step % AVERAGE_EVERY == 0:
            follow(average, network)
        if rank == 0 and now - saved > SAVE_EVERY_S:
            save(plan.checkpoint, network, average, optimizer, progress, statistics, began)
            saved = now
        if rank == 0 and progress.step % (10 * REPORT_STEPS) == 0:
            print(f"train: {measure(average, plan, statistics)}", flush=True)
    if rank == 0:
        save(plan.checkpoint, network, average, optimizer, progress, statistics, began)
        print(f"train: {measure(average, plan, statistics)}", flush=True)


def train(plan: Plan, minutes: float, workers: int) -> None:
    """Train for `minutes` in all, those of earlier runs counted."""
    torch.manual_seed(plan.seed)
    for name in LIBRARIES:
        library(plan.work, name)
    network, began = Network(plan.shape), None
    if plan.checkpoint.exists():
        kept = torch.load(plan.checkpoint, weights_only=False)
        network.load_state_dict(kept["network"])
        began = kept["began"]
    elif plan.start:
        statistics = Statistics.of(held_out(plan))
        start.load(plan.start, network, statistics)
        start.revive(network, plain(plan, statistics, limit=100))
        began = copy.deepcopy(network.state_dict())
    could_be_said = graph_of(spoken(plan), PHONE_HISTORIES) if plan.start else None
    network.share_memory()
    processes = [
        multiprocessing.Process(target=work, args=(rank, network, began, could_be_said, plan, minutes, workers))
        for rank in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
