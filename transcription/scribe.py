"""Recognised words of both sides become utterances for people: mentions found, secrets masked, text polished."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calls.events import Channel, Mention, Partial, Redaction, Utterance, Word
from language.mentions import Context, find
from transcription.polish import polish
from transcription.redaction import Secret, secrets_in


class Scribe:
    """One per call, used by one thread."""

    def __init__(self, call_date: date, country: str = "US") -> None:
        self._context = Context(call_date, country)

    def hear(self, channel: Channel, words: Sequence[Word]) -> list[Utterance]:
        """Utterances that may leave now; may hold one back while a secret may be under way."""
        return [self._write(channel, words)] if words else []

    def partial(self, channel: Channel, text: str, start: float) -> Partial:
        return Partial(channel, start, text)

    def tick(self, now_s: float) -> list[Utterance]:
        """Utterances whose waiting time is over."""
        del now_s
        return []

    def finish(self) -> list[Utterance]:
        """Everything still held."""
        return []

    @property
    def secret_under_way(self) -> bool:
        return False

    def _write(self, channel: Channel, words: Sequence[Word]) -> Utterance:
        mentions = find(words, self._context)
        secrets = secrets_in(mentions)
        utterance_id = f"{channel.value[0]}{round(words[0].start * 1000)}"
        kept, places = _mask(words, secrets)
        safe = tuple(
            Mention(m.kind, m.value, places[m.first_word], places[m.last_word])
            for m in mentions
            if not any(s.first_word <= m.last_word and m.first_word <= s.last_word for s in secrets)
        )
        return Utterance(
            id=utterance_id,
            channel=channel,
            start=words[0].start,
            end=words[-1].end,
            text=polish(kept, safe),
            raw=" ".join(word.text for word in kept),
            confidence=sum(word.confidence for word in words) / len(words),
            words=kept,
            mentions=safe,
            masked=tuple(
                Redaction(s.kind, utterance_id, words[s.first_word].start, words[s.last_word].end) for s in secrets
            ),
        )


def _mask(words: Sequence[Word], secrets: Sequence[Secret]) -> tuple[tuple[Word, ...], list[int]]:
    """The words with one token per secret, and the new position of each old word."""
    kept: list[Word] = []
    places: list[int] = []
    heads = {secret.first_word: secret for secret in secrets}
    inside = -1
    for at, word in enumerate(words):
        if at > inside:
            secret = heads.get(at)
            inside = secret.last_word if secret else at
            end = words[inside].end
            kept.append(Word(f"[{secret.kind}]", word.start, end, word.confidence) if secret else word)
        places.append(len(kept) - 1)
    return tuple(kept), places
