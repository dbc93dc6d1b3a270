"""What the decoder takes a training sentence for, so that training can weigh the words said against the words heard.

The start model listens to each example with the real libvosk. Its graph lacks the sentences that are spoken: a language
model that knows them by heart would hide what the network cannot hear.
"""

from __future__ import annotations

import ctypes
import json
import pickle
import random
import shutil
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import torch
from rapidfuzz.distance import Levenshtein
from torch import Tensor
from vosk import KaldiRecognizer, Model, SetLogLevel

from tools.model import corpus, graph, language_model, line, start
from tools.model.batches import Reading, Statistics, batch_of, padded
from tools.model.corpus import Text
from tools.model.export import Decoding, configure
from tools.model.lexicon import PHONE_ID, Pronunciation
from tools.model.loss import DECODING, MinusLogLikelihoods, less_priors, waiting_anyhow
from tools.model.native import library
from tools.model.network import Network
from tools.model.plan import MEL_BINS, RIVAL_MIXTURE, SAMPLE_RATE, Plan
from tools.model.shards import Example, Rival

ALTERNATIVES = 16
LISTENING = Decoding(lattice_beam=5.0, trailing_s=(30.0, 30.0, 30.0))
"""Other words than the likeliest are wanted, and no sentence cut in two."""
COSTS = graph.Costs()


@dataclass(frozen=True, slots=True)
class Ear:
    """The start model as decoder and as network, with the language model of its graph; `said` sums over paths."""

    model: Model
    network: Network
    language: language_model.Model
    lexicon: dict[str, tuple[Pronunciation, ...]]
    said: ctypes.CDLL

    def rivals(self, sound: line.Samples, example: Example, sentence: str) -> tuple[Rival, ...]:
        """The truth first, then whatever else the decoder may have heard; none that is too long for its frames."""
        truth = tuple(sentence.split())
        others = dict.fromkeys(words for words in self.alternatives(sound) if words != truth)
        potentials = self.potentials(example)
        found = []
        for words in (truth, *others):
            phones, variants = self.phones(words, potentials)
            cost = self.cost(words) + COSTS.variant * variants
            if len(phones) + 2 <= len(potentials):
                found.append(Rival(np.array(phones, np.int16), Levenshtein.distance(truth, words), cost))
        return tuple(found) if found and not found[0].wrong else ()

    def alternatives(self, sound: line.Samples) -> list[tuple[str, ...]]:
        recogniser = KaldiRecognizer(self.model, SAMPLE_RATE)
        recogniser.SetMaxAlternatives(ALTERNATIVES)
        block = np.clip(sound, -32768, 32767).astype(np.int16).tobytes()
        told = recogniser.Result() if recogniser.AcceptWaveform(block) else recogniser.FinalResult()
        return [tuple(found["text"].split()) for found in json.loads(told).get("alternatives", [])]

    def potentials(self, example: Example) -> Tensor:
        """What the network hears, as the decoder sees it: steps × 41."""
        reading = Reading(example.frames.astype(np.float32), example.silent, example.phones)
        batch = batch_of([reading], reading.steps, self.network.shape)
        with torch.no_grad():
            log_probs = torch.log_softmax(self.network(batch.x), -1)
        return waiting_anyhow(less_priors(log_probs, DECODING.blank_prior))[0]

    def phones(self, words: tuple[str, ...], potentials: Tensor) -> tuple[list[int], int]:
        """How the words were most likely pronounced, and how many as their second variant."""
        said = [[[PHONE_ID[p] for p in variant] for variant in self.lexicon[word]] for word in words]
        chosen = [variants[0] for variants in said]
        second = [i for i, variants in enumerate(said) if len(variants) > 1]
        trials = [chosen, *([*chosen[:i], said[i][1], *chosen[i + 1 :]] for i in second)]
        first, *rest = self.losses([[p for word in trial for p in word] for trial in trials], potentials)
        better = [i for i, loss in zip(second, rest, strict=True) if loss + COSTS.variant < first]
        for i in better:
            chosen[i] = said[i][1]
        return [p for word in chosen for p in word], len(better)

    def losses(self, sequences: list[list[int]], potentials: Tensor) -> list[float]:
        """Minus log likelihood of each sequence of phones."""
        labels = padded([np.array(sequence, np.int16) for sequence in sequences])
        counts = torch.tensor([len(sequence) for sequence in sequences], dtype=torch.int32)
        rows = potentials.expand(len(sequences), -1, -1)
        frames = torch.full_like(counts, len(potentials))
        losses: list[float] = MinusLogLikelihoods.apply(rows, labels, frames, counts, self.said).tolist()  # type: ignore[no-untyped-call]
        return losses

    def cost(self, words: tuple[str, ...]) -> float:
        """What the graph charges for words that it has, said without pauses."""
        return sum(cost for cost in self.language.costs(words) if cost is not None) + COSTS.no_pause * len(words)


def spoken(plan: Plan, text: Text) -> list[str]:
    """The sentences that are listened to, others than those of the plain speech."""
    rng = random.Random(f"rivals {plan.seed}")
    drawn = replace(plan, sentences=plan.rival_sentences, mixture=RIVAL_MIXTURE)
    held = text.aside.all()
    return [s for s in corpus.to_speak(text.counted, set(text.lexicon), drawn, rng) if s not in held]


def prepare(plan: Plan, text: Text, sentences: list[str]) -> None:
    """The start model with a graph that has not met those sentences; templates and ids are endless and stay."""
    assert plan.start
    kept = language_file(plan.listener)
    if kept.exists():
        return
    shutil.copytree(plan.start, plan.listener, dirs_exist_ok=True)
    configure(plan.listener, LISTENING)
    known = set(sentences)
    texts = {
        name: {s: n for s, n in part.items() if name in ("templates", "ids") or s not in known}
        for name, part in text.counted.items()
    }
    model, _ = graph.of_texts(plan.listener, texts, text.lexicon, plan.graph_bytes)
    corpus.keep(kept, (model, text.lexicon))


def language_file(listener: Path) -> Path:
    return listener / "language_model.pickle"


@cache
def ear(plan: Plan) -> Ear:
    """One for each process that listens; the network takes log mel energies as they are."""
    SetLogLevel(-1)
    torch.set_num_threads(1)
    language, lexicon = pickle.loads(language_file(plan.listener).read_bytes())
    network = Network(plan.shape)
    start.load(plan.listener, network, Statistics(np.zeros(MEL_BINS, np.float32), np.ones(MEL_BINS, np.float32)))
    network.eval()
    return Ear(Model(str(plan.listener)), network, language, lexicon, library(plan.work, "one_frame_ctc"))
