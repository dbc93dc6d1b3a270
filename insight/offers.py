"""Want / may offer: what the customer asks for, what policy lets the agent offer, and what was conceded already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import resources
from calls.events import Channel
from calls.findings import Concession, MayOffer, Want
from insight.heard import Heard
from insight.phrases import Phrase, Phrasebook, phrase_of
from insight.policy_cards import Card, Offer
from insight.readable import amount
from insight.tables import TableError, read_table, usable

PLACE = "offers.toml"
MOST_WANTS = 2
"""The last things asked for; a third is news and takes the place of the first."""
_GIVES = re.compile(
    r"\b(?:i'll|i will|we'll|we will|i've|i have|we've|we have|i can|we can|i could|i am going to|i'm going to|let me"
    r"|you'll|you will|i'd be happy to|i am able to|i just|agreed to)\b"
)
_NOT = re.compile(
    r"\b(?:(?:if|whether) (?:we|i|they|he|she) (?:can|could)"
    r"|not|no|never|cannot|can't|don't|won't|doesn't|didn't|isn't|unable|without)\b"
)
_REACH, _NEAR = 70, 18
"""Letters: between "I will" and what is given, between a "not" and what it denies."""
_MISSED = re.compile(r"\b(?:not|n't|never) (?:yet )?(?:get|got|gotten|receive|received|see|seen|had)\b")


class OffersError(TableError):
    """One line: which entry, what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that can be asked for and given."""

    kind: str
    name: str
    wants: tuple[Phrase, ...]
    gives: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Allowed:
    """An offer and the title of the card or playbook that allows it."""

    offer: Offer
    source: str
    expired: bool = False


class Offers:
    """The wants and concessions of one call; ``earlier`` are concessions of the customer's earlier calls."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self._wants_book = Phrasebook((phrase, kind) for kind in kinds for phrase in kind.wants)
        self._gives_book = Phrasebook((phrase, kind) for kind in kinds for phrase in kind.gives)
        self._wants: dict[str, Want] = {}
        self._given: dict[tuple[str, str], Concession] = {}
        self._earlier: tuple[Concession, ...] = ()

    @property
    def concessions(self) -> tuple[Concession, ...]:
        """Of this call."""
        return tuple(self._given.values())

    @property
    def all_concessions(self) -> tuple[Concession, ...]:
        return self._earlier + self.concessions

    def remember(self, earlier: Iterable[Concession]) -> None:
        self._earlier = tuple(earlier)

    def hear(self, heard: Heard) -> bool:
        if heard.channel is Channel.CUSTOMER:
            return self._hear_wants(heard)
        return self._hear_given(heard)

    def wants(self, allowed: Sequence[Allowed]) -> tuple[Want, ...]:
        """The last asked for first, each with what is allowed of its kind; what still holds before what has expired."""
        recent = list(self._wants.values())[-MOST_WANTS:]
        return tuple(
            Want(want.kind, want.text, want.utterance_id, _may(want.kind, allowed)) for want in reversed(recent)
        )

    def _hear_wants(self, heard: Heard) -> bool:
        said, changed = heard.joined, False
        for phrase, kind in self._wants_book.find(said):
            if kind.kind not in self._wants and not _is_denied(phrase, said):
                self._wants[kind.kind] = Want(kind.kind, kind.name, heard.id)
                changed = True
        return changed

    def _hear_given(self, heard: Heard) -> bool:
        said, changed = heard.joined, False
        leads = [lead.end() for lead in _GIVES.finditer(said)]
        for phrase, kind in self._gives_book.find(said) if leads else ():
            at = _place(phrase, said)
            if _is_denied(phrase, said) or not any(0 <= at - lead <= _REACH for lead in leads):
                continue
            text = " ".join(filter(None, (_worth(heard), kind.name.lower())))
            text = text[:1].upper() + text[1:]
            if not any(known == kind.kind and what.endswith(text.lower()) for known, what in self._given):
                self._given.pop((kind.kind, kind.name.lower()), None)
                self._given[kind.kind, text.lower()] = Concession(kind.kind, text, heard.id)
                changed = True
        return changed


def _worth(heard: Heard) -> str:
    """The amount or the share that was named along with it."""
    named = [m for m in heard.utterance.mentions if m.kind in ("amount", "percent")]
    return (amount(named[0].value) if named[0].kind == "amount" else f"{named[0].value} %") if named else ""


def _place(phrase: Phrase, said: str) -> int:
    found = re.search(phrase.pattern, said)
    return found.start() if found else -1


def _is_denied(phrase: Phrase, said: str) -> bool:
    """ "I don't want a refund"; but "I never got my refund" asks for it."""
    before = said[max(0, _place(phrase, said) - _NEAR) : _place(phrase, said)]
    return bool(_NOT.search(before)) and not _MISSED.search(before)


def allowed_by(cards: Iterable[Card], today: str) -> tuple[Allowed, ...]:
    return tuple(Allowed(offer, card.title, card.is_expired(today)) for card in cards for offer in card.offers)


def _may(kind: str, allowed: Sequence[Allowed]) -> tuple[MayOffer, ...]:
    fitting = sorted((each for each in allowed if each.offer.kind == kind), key=lambda each: each.expired)
    return tuple(
        MayOffer(each.offer.text, amount(each.offer.limit), each.offer.when, each.source, each.expired)
        for each in fitting
    )


@cache
def bundled_kinds() -> tuple[Kind, ...]:
    """What Attune ships, read once; nothing when it cannot be used."""
    return usable(lambda: read_kinds(resources.path(PLACE)), ())


def read_kinds(path: Path) -> tuple[Kind, ...]:
    """Raises OffersError, OSError."""
    try:
        data = read_table(path)
    except ValueError as error:
        raise OffersError(f"{path.name}: {error}") from None
    kinds = tuple(_kind(path.name, entry) for entry in data.get("offer", ()))
    names = [kind.kind for kind in kinds]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise OffersError(f"{path.name}: {twice} stands there twice")
    return kinds


def _kind(place: str, entry: dict[str, Any]) -> Kind:
    kind, name = entry.get("kind"), entry.get("name")
    if not isinstance(kind, str) or not re.fullmatch(r"[a-z][a-z-]*", kind):
        raise OffersError(f'{place}: a kind is small letters and "-", this is {kind!r}')
    if not isinstance(name, str) or not name:
        raise OffersError(f"{place}: {kind} has no name")
    wants, gives = entry.get("wants", []), entry.get("gives", [])
    for key, texts in (("wants", wants), ("gives", gives)):
        if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
            raise OffersError(f"{place}: {kind}: {key} should be a list of phrases")
    return Kind(kind, name, tuple(map(phrase_of, wants)), tuple(map(phrase_of, gives)))
