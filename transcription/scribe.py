"""Recognised words of both sides become utterances for people: mentions found, secrets masked, text polished."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from calls.events import Channel, Mention, Partial, Redaction, Utterance, Word
from language.lexicon import english
from language.mentions import Context, mentions_in, speech_of
from language.tokens import Token
from transcription.card_numbers import HOLD_S
from transcription.heard import Heard, Secret
from transcription.polish import polish
from transcription.redaction import Guard

HIDDEN = "…"


class Scribe:
    """One per call, used by one thread.

    Every list of words becomes one utterance with the id of its start; some are given late, none is merged, and only
    what must not be written splits one.
    """

    def __init__(self, call_date: date, country: str = "US") -> None:
        self._context = Context(call_date, country)
        self._guard = Guard(english())
        self._held: dict[Channel, list[Heard]] = {channel: [] for channel in Channel}
        self._unwritten: list[tuple[float, float]] = []
        self._withheld: list[Heard] = []
        self._reading: set[Channel] = set()
        self._latest: Heard | None = None
        self.speaks_of_card = False

    def hear(self, channel: Channel, words: Sequence[Word]) -> list[Utterance]:
        """The utterances that may leave now, of both sides; digits that may become a card number wait."""
        if not words:
            return []
        speech = speech_of(words, self._context)
        heard = Heard(channel, words, speech.tokens, mentions_in(speech))
        hold = self._guard.read(heard)
        self._reading.discard(channel)
        self._latest = heard
        self.speaks_of_card = self._guard.card_until(heard) is not None
        self._held[channel].append(heard)
        if hold:
            return self.tick(heard.end)
        return [*self._release(channel, float("inf")), *self.tick(heard.end)]

    def partial(self, channel: Channel, text: str, start: float) -> Partial:
        """What may be shown of words that are not final: no number that may be a card's, and nothing of a secret."""
        words = text.split()
        said = [Word(word, start, start, 0.0) for word in words]
        tokens = speech_of(said, self._context).tokens
        unfinished = Heard(channel, said, tokens, ())
        self._listen(unfinished)
        shown = self._guard.shown(unfinished)
        stretches = groupby(zip(words, shown, strict=True), key=lambda pair: pair[1])
        kept = [word for seen, pairs in stretches for word in ([w for w, _ in pairs] if seen else [HIDDEN])]
        return Partial(channel, start, " ".join(kept))

    def tick(self, now_s: float) -> list[Utterance]:
        """Utterances whose waiting time is over at ``now_s`` on the call's clock."""
        self._guard.tick(now_s)
        return [utterance for channel in Channel for utterance in self._release(channel, now_s - HOLD_S)]

    def finish(self) -> list[Utterance]:
        """Everything still held, in the order it was said."""
        rest = [utterance for channel in Channel for utterance in self._release(channel, float("inf"))]
        return sorted(rest, key=lambda utterance: utterance.start)

    @property
    def reads_card(self) -> bool:
        """An unfinished utterance reads out a card."""
        return bool(self._reading)

    @property
    def secret_under_way(self) -> bool:
        """A card, its date or its code is being read out now."""
        return self.reads_card or self._guard.under_way

    @property
    def card_until(self) -> float:
        """The end of what the last utterance says of a card: minus infinity if nothing."""
        until = self._guard.card_until(self._latest) if self._latest else None
        return float("-inf") if until is None else until

    def is_on_to_something_else(self, since: float) -> bool:
        """What the last utterance says from ``since`` on is worth keeping, and no card's."""
        parts = self._latest.outside([(float("-inf"), since)]) if self._latest else []
        return any(self._guard.is_of_something_else(part) for part in parts)

    def payment_begins(self, at: float) -> None:
        """Digits that are held, or that were said by then and are heard later, are a card's."""
        self._guard.payment_begins(at)

    def write_no_more(self, at: float) -> None:
        """Words that begin from now on are in no utterance; they are kept, and read for what becomes of a secret."""
        self._unwritten.append((at, float("inf")))

    def write_again(self, at: float) -> list[Utterance]:
        """What was withheld and begins from ``at`` on, in the order it was said; the rest is gone for good."""
        self._unwritten[-1] = (self._unwritten[-1][0], at)
        withheld, self._withheld = self._withheld, []
        parts = [part for heard in withheld for part in heard.outside([(float("-inf"), at)])]
        return [_written(part) for part in sorted(parts, key=lambda part: part.start)]

    def _listen(self, unfinished: Heard) -> None:
        self._reading.discard(unfinished.channel)
        if self._guard.reads_card(unfinished):
            self._reading.add(unfinished.channel)
        self.speaks_of_card = bool(unfinished.words) and self._guard.speaks_of_card(unfinished)

    def _release(self, channel: Channel, said_by: float) -> list[Utterance]:
        held = self._held[channel]
        count = 0
        while count < len(held) and held[count].end <= said_by:
            count += 1
        self._held[channel] = held[count:]
        since, until = self._unwritten[-1] if self._unwritten else (0.0, 0.0)
        if until == float("inf"):
            self._withheld += [heard for heard in held[:count] if heard.words[-1].start >= since]
        return [_written(part) for heard in held[:count] for part in heard.outside(self._unwritten)]


def _written(heard: Heard) -> Utterance:
    words = heard.words
    secrets = sorted(heard.secrets, key=lambda secret: secret.first_word)
    utterance_id = f"{heard.channel.value[0]}{round(heard.start * 1000)}"
    kept, tokens, places = _mask(heard, secrets)
    mentions = tuple(
        Mention(m.kind, m.value, places[m.first_word], places[m.last_word])
        for m in heard.mentions
        if not heard.is_masked(m.first_word, m.last_word + 1)
    )
    return Utterance(
        id=utterance_id,
        channel=heard.channel,
        start=heard.start,
        end=heard.end,
        text=polish(kept, tokens, mentions),
        raw=" ".join(word.text for word in kept),
        confidence=sum(word.confidence for word in words) / len(words),
        words=kept,
        mentions=mentions,
        masked=tuple(
            Redaction(s.kind, utterance_id, words[s.first_word].start, words[s.last_word].end) for s in secrets
        ),
    )


def _mask(heard: Heard, secrets: Sequence[Secret]) -> tuple[tuple[Word, ...], list[Token], list[int]]:
    """The words with one word per secret, their tokens, and the new position of each old word."""
    kept: list[Word] = []
    tokens: list[Token] = []
    places: list[int] = []
    heads = {secret.first_word: secret for secret in secrets}
    inside = -1
    for at, word in enumerate(heard.words):
        if at > inside:
            secret = heads.get(at)
            inside = secret.last_word if secret else at
            mask = f"[{secret.kind}]" if secret else ""
            kept.append(Word(mask, word.start, heard.words[inside].end, word.confidence) if secret else word)
            tokens.append(Token(mask) if secret else heard.tokens[at])
        places.append(len(kept) - 1)
    return tuple(kept), tokens, places
