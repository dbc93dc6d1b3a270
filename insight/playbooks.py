"""Playbooks and cues that a team lead can edit: what to ask for which kind of issue, and when to acknowledge first.

The files are described in docs/playbooks.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, partial
from pathlib import Path
from typing import Any

import resources
from insight.facts import KINDS
from insight.phrases import Phrase, phrase_of
from insight.policy_cards import CardError, Offer, offers_of
from insight.tables import TableError, read_table, usable

FOLDER, ACKNOWLEDGE = "playbooks", "cues.toml"
_FACT = "fact:"


class PlaybookError(TableError):
    """One line: which file and entry, what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of the playbook: done when the agent has asked it, or the customer or a fact has answered it."""

    id: str
    say: str
    asked: tuple[Phrase, ...]
    answered: tuple[Phrase, ...]
    facts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Playbook:
    title: str
    codes: tuple[str, ...]
    asks: tuple[Ask, ...]
    offers: tuple[Offer, ...] = ()

    def is_for(self, code: str) -> bool:
        return any(fnmatchcase(code, pattern) for pattern in self.codes)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Said by the customer (``when``), answered by the agent's own words (``done``)."""

    id: str
    say: str
    when: tuple[Phrase, ...]
    done: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Help:
    playbooks: tuple[Playbook, ...]
    acknowledgements: tuple[Acknowledgement, ...]

    def playbook_for(self, code: str) -> Playbook | None:
        return next((book for book in self.playbooks if code and book.is_for(code)), None)


@cache
def bundled_help() -> Help:
    """What Attune ships, read once, without the files that cannot be used."""
    folder = resources.path(FOLDER)
    books = [usable(partial(read_playbook, path), None) for path in playbook_files(folder)]
    return Help(tuple(book for book in books if book), usable(partial(read_acknowledgements, folder / ACKNOWLEDGE), ()))


def read_help(folder: Path) -> Help:
    """Every ``*.toml`` of the folder is a playbook, but for ``cues.toml``. Raises PlaybookError, OSError."""
    books = tuple(read_playbook(path) for path in playbook_files(folder))
    return Help(books, read_acknowledgements(folder / ACKNOWLEDGE))


def playbook_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.toml")) if path.name != ACKNOWLEDGE]


def read_acknowledgements(path: Path) -> tuple[Acknowledgement, ...]:
    """Raises PlaybookError, OSError. There need be no such file."""
    entries = _table(path).get("acknowledge", []) if path.exists() else []
    return tuple(_acknowledgement(path.name, entry) for entry in entries)


def read_playbook(path: Path) -> Playbook:
    """Raises PlaybookError, OSError."""
    data = _table(path)
    title, codes = data.get("title"), data.get("codes")
    if not isinstance(title, str) or not title:
        raise PlaybookError(f"{path.name}: it has no title")
    if not isinstance(codes, list) or not codes or not all(isinstance(code, str) for code in codes):
        raise PlaybookError(f"{path.name}: codes should be a list of issue codes")
    entries = data.get("ask", [])
    if not isinstance(entries, list) or not entries:
        raise PlaybookError(f"{path.name}: it asks nothing")
    try:
        offers = offers_of(path.name, data.get("may_offer", []))
    except CardError as error:
        raise PlaybookError(str(error)) from None
    asks = tuple(_ask(path, entry) for entry in entries)
    ids = [ask.id for ask in asks]
    twice = next((name for name in ids if ids.count(name) > 1), "")
    if twice:
        raise PlaybookError(f"{path.name}: two questions are called {twice}")
    return Playbook(title, tuple(codes), asks, offers)


def _ask(path: Path, entry: Any) -> Ask:
    name, say = _named(path.name, entry)
    answered = _texts(path.name, name, entry, "answered")
    facts = frozenset(text.removeprefix(_FACT) for text in answered if text.startswith(_FACT))
    if strange := sorted(facts.difference(KINDS)):
        raise PlaybookError(f"{path.name}: {name}: no kind of fact is {strange[0]}; there are {', '.join(KINDS)}")
    return Ask(
        id=f"{path.stem}.{name}",
        say=say,
        asked=tuple(phrase_of(text) for text in _texts(path.name, name, entry, "asked")),
        answered=tuple(phrase_of(text) for text in answered if not text.startswith(_FACT)),
        facts=facts,
    )


def _acknowledgement(place: str, entry: Any) -> Acknowledgement:
    name, say = _named(place, entry)
    when, done = _texts(place, name, entry, "when"), _texts(place, name, entry, "done")
    if not when:
        raise PlaybookError(f"{place}: {name} says nothing of when")
    return Acknowledgement(name, say, tuple(map(phrase_of, when)), tuple(map(phrase_of, done)))


def _named(place: str, entry: Any) -> tuple[str, str]:
    name = entry.get("id") if isinstance(entry, dict) else None
    if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise PlaybookError(f'{place}: an id is small letters and "-", this is {name!r}')
    say = entry.get("say")
    if not isinstance(say, str) or not say.strip():
        raise PlaybookError(f"{place}: {name} has nothing to say")
    return name, say


def _texts(place: str, name: str, entry: Any, key: str) -> Sequence[str]:
    texts = entry.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise PlaybookError(f"{place}: {name}: {key} should be a list of phrases")
    return texts


def _table(path: Path) -> dict[str, Any]:
    try:
        return read_table(path)
    except ValueError as error:
        raise PlaybookError(f"{path.name}: {error}") from None
