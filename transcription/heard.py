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

    def outside(self, spans: Sequence[tuple[float, float]]) -> Heard | None:
        """The words that begin outside ``spans``; None when all begin inside."""
        kept = [at for at, word in enumerate(self.words) if not any(start <= word.start < end for start, end in spans)]
        if len(kept) == len(self.words):
            return self
        place = {at: new for new, at in enumerate(kept)}
        whole = [m for m in self.mentions if all(at in place for at in range(m.first_word, m.last_word + 1))]
        left = [
            (s.kind, [place[at] for at in range(s.first_word, s.last_word + 1) if at in place]) for s in self.secrets
        ]
        cut = Heard(
            self.channel,
            [self.words[at] for at in kept],
            [self.tokens[at] for at in kept],
            tuple(Mention(m.kind, m.value, place[m.first_word], place[m.last_word]) for m in whole),
            [Secret(kind, words[0], words[-1]) for kind, words in left if words],
        )
        return cut if kept else None

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
