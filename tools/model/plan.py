"""Every figure of the recipe, said once: sizes, seeds, voices, paths."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

SAMPLE_RATE = 8000
"""Telephone band; libvosk brings 16 kHz input down by itself (`--allow-downsample`)."""
MEL_BINS = 40
MEL_LOW_HZ, MEL_HIGH_HZ = 40, 3800
SUBSAMPLING = 3
"""The network answers once in three 10 ms frames."""
FRAME_S = 0.01 * SUBSAMPLING

NEVER_TRAINED = ("flite:rms", "piper:joe", "espeak:Storm", "espeak:Tweaky", "espeak:RicishayMax", "espeak:croak")
"""The unseen voices. `speech.make_shard` refuses to make training speech with them; joe is there to develop with."""

BLANK_PRIOR, SILENCE_PRIOR = 2.5, 1.2
"""Taken from their log likelihoods: CTC is too fond of blanks, and words get lost."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One residual layer: how many 10 ms frames it looks back and ahead (multiples of SUBSAMPLING)."""

    back: int
    ahead: int


@dataclass(frozen=True, slots=True)
class Shape:
    """The network. Frames ahead cost delay: 5 + 8 × 3 are 290 ms; frames back cost none."""

    width: int = 480
    narrow: int = 336
    last: int = 160
    first_context: int = 5
    layers: tuple[Layer, ...] = (Layer(3, 3),) * 8
    memories: tuple[int, ...] = (0, 4)
    """Layers whose input is remembered; the first is one of them."""
    memory_units: int = 64
    memory_spans_s: tuple[float, ...] = (0.5, 3.75)

    @property
    def back(self) -> int:
        return self.first_context + sum(layer.back for layer in self.layers)

    @property
    def ahead(self) -> int:
        return self.first_context + sum(layer.ahead for layer in self.layers)


@dataclass(frozen=True, slots=True)
class Mixture:
    """Of what the spoken training sentences are made; the parts add up to one."""

    real: float = 0.30
    templates: float = 0.24
    ids: float = 0.34
    random_words: float = 0.08
    noise_only: float = 0.04


RIVAL_MIXTURE = Mixture(real=0.5, templates=0.2, ids=0.3, random_words=0.0, noise_only=0.0)
"""Of the sentences that the start model listens to."""
TEXT_WEIGHTS = {
    "templates": 0.2, "ids": 2.0, "multidogo": 1.0, "natcs": 12.0, "banking77": 3.0, "nlupp": 3.0, "reviews": 0.5,
    "calls": 3.0,
}  # fmt: skip
"""How much one sentence of each source weighs in the language model."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the work lies and how much of everything is made."""

    work: Path
    texts: Path
    """Folder with the sets that may train shipped weights (README.md says which files)."""
    start: Path | None = None
    """A model folder of this recipe to train on from; None: from nothing."""
    seed: int = 20261
    sentences: int = 24_000
    rival_sentences: int = 4_800
    """Spoken beside those, for the start model to listen to."""
    quiet_share: float = 0.5
    """Of what the start model listens to, over a good line; otherwise bad ones alone would teach."""
    copies: int = 4
    """Differently degraded copies of each sentence that one voice says."""
    takes: int = 8
    """Speakers made of two who say the same sentence, each over a line of its own."""
    shard_sentences: int = 120
    template_sentences: int = 120_000
    """For counting words, not spoken."""
    id_sentences: int = 30_000
    mixture: Mixture = field(default_factory=Mixture)
    shape: Shape = field(default_factory=Shape)
    batch_steps: int = 2400
    """Output frames of 30 ms in a batch, padding included."""
    graph_bytes: int = 5_590_000
    """The language model is pruned until the graph fits."""

    @property
    def peak_rate(self) -> float:
        return 2e-4 if self.start else 2e-3

    @property
    def shards(self) -> Path:
        return self.work / "shards"

    @property
    def heard(self) -> Path:
        """The shards that the start model listened to."""
        return self.work / "heard"

    @property
    def listener(self) -> Path:
        return self.work / "listener"

    @property
    def tests(self) -> Path:
        return self.work / "tests"

    @property
    def checkpoint(self) -> Path:
        return self.work / "network.pt"

    @property
    def model(self) -> Path:
        return self.work / "attune-small-en"
