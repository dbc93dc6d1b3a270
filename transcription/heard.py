"""An utterance on its way out, and the words of it that are to be masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from calls.events import Channel, Mention, Word
from language.kinds import Kind
from language.lexicon import Lexicon
from language.tokens import Token
from transcription.digit_groups import Group
from transcription.secret_words import EXPIRY, Cue

_COUNTED = frozenset({Kind.AMOUNT, Kind.DURATION, Kind.PERCENT, Kind.QUANTITY, Kind.EMAIL, Kind.POSTCODE})
_DATED = frozenset({Kind.DATE, Kind.TIME, Kind.PERIOD})
ALSO_OF_SECRETS = frozenset({"card", "check", "id", "payment", "reference"})


@dataclass(frozen=True, slots=True)
class Secret:
    """A run of words to be masked; positions are inclusive."""

    kind: str
    first_word: int
    last_word: int


@dataclass(slots=True)
class Heard:
    """``secrets`` may still be added to while the utterance is held."""

    channel: Channel
    words: Sequence[Word]
    tokens: list[Token]
    mentions: tuple[Mention, ...]
    secrets: list[Secret] = field(default_factory=list)

    @property
    def start(self) -> float:
        return self.words[0].start

    @property
    def end(self) -> float:
        return self.words[-1].end

    def outside(self, spans: Sequence[tuple[float, float]]) -> list[Heard]:
        """The runs of its words that begin outside ``spans``, each an utterance of its own."""
        runs: list[list[int]] = []
        for at, word in enumerate(self.words):
            if any(start <= word.start < end for start, end in spans):
                continue
            if runs and runs[-1][-1] == at - 1:
                runs[-1].append(at)
            else:
                runs.append([at])
        return [self] if runs and len(runs[0]) == len(self.words) else [self._cut(run[0], run[-1] + 1) for run in runs]

    def _cut(self, first: int, end: int) -> Heard:
        """The words from ``first`` up to ``end``: of a secret what lies there, and mentions that lie there whole."""
        return Heard(
            self.channel,
            self.words[first:end],
            self.tokens[first:end],
            tuple(
                Mention(m.kind, m.value, m.first_word - first, m.last_word - first)
                for m in self.mentions
                if first <= m.first_word and m.last_word < end
            ),
            [
                Secret(s.kind, max(s.first_word, first) - first, min(s.last_word, end - 1) - first)
                for s in self.secrets
                if s.first_word < end and first <= s.last_word
            ],
        )

    def is_masked(self, first: int, end: int) -> bool:
        return any(secret.first_word < end and first <= secret.last_word for secret in self.secrets)

    def mask(self, kind: str, first: int, end: int) -> None:
        """What is masked already, in these words or in the text that came in, stays as it is."""
        come_masked = any(token.bare.startswith("[") for token in self.tokens[first:end])
        if not come_masked and not self.is_masked(first, end):
            self.secrets.append(Secret(kind, first, end - 1))

    def unmasked(self, groups: Sequence[Group]) -> list[Group]:
        return [group for group in groups if not self.is_masked(group.first, group.end)]

    def words_beside(self, group: Group) -> int:
        """How many other words the utterance has."""
        return len(self.tokens) - (group.end - group.first)

    def counts_something(self, group: Group) -> bool:
        """It was read as an amount, a quantity and the like."""
        return self._is_read_as(_COUNTED, group)

    def is_a_phone(self, group: Group) -> bool:
        """It was read as a phone number, country code and all."""
        return self._is_read_as(frozenset({Kind.PHONE}), group)

    def is_named_otherwise(self, group: Group, lexicon: Lexicon, cue: Cue | None = None) -> bool:
        """It is called an order number, a phone number and the like, or read as an amount or a date.

        ``cue`` is the word for a secret that claims the group: between the two only another name speaks against it.
        """
        first = max(group.first - 6, cue.end if cue and cue.end <= group.first else 0, 0)
        near = {token.bare for token in self.tokens[first : group.first]}
        if cue is None and (near & lexicon.id_words or near & lexicon.phone_words):
            return True
        if cue is not None and near & (lexicon.id_words - ALSO_OF_SECRETS):
            return True
        if cue is not None and cue.kind == EXPIRY:
            return False
        return self._is_read_as(_COUNTED | _DATED, group)

    def _is_read_as(self, kinds: frozenset[Kind], group: Group) -> bool:
        return any(
            mention.kind in kinds and mention.first_word <= group.first and group.end - 1 <= mention.last_word
            for mention in self.mentions
        )
