"""Policy cards: a team's own Markdown files, each with what it is for, where it comes from and how long it holds.

The files are described in docs/policy-cards.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from insight.phrases import Phrase, phrase_of

FENCE = "+++"
MOST_BYTES = 64_000
"""A card is read in the middle of a call; what is longer is a manual."""
_AMOUNT = re.compile(r"\d+(?:\.\d\d)? [A-Z]{3}|\d+ %")


class CardError(ValueError):
    """One line: which file, what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What policy lets the agent offer. ``limit`` is "40.00 USD", "20 %" or "", ``when`` its condition or ""."""

    kind: str
    text: str
    limit: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """``names`` are product words, found also when misheard; ``codes`` are issue codes, "*" for any ending."""

    id: str
    title: str
    body: str
    source: str
    triggers: tuple[Phrase, ...] = ()
    words: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    expires: date | None = None
    offers: tuple[Offer, ...] = ()

    def is_expired(self, today: str) -> bool:
        """``today``: ISO. The day of expiry is the last on which it holds."""
        return self.expires is not None and bool(today) and today > self.expires.isoformat()


def read_cards(folder: Path) -> tuple[tuple[Card, ...], tuple[str, ...]]:
    """The cards of all ``*.md`` of the folder, and a line for each file that is none. A missing folder has none."""
    cards, faults = [], []
    for path in sorted(folder.glob("*.md")):
        try:
            cards.append(read_card(path))
        except CardError as error:
            faults.append(str(error))
        except OSError as error:
            faults.append(f"{path.name} cannot be read: {error.strerror or error}")
    return tuple(cards), tuple(faults)


def read_card(path: Path) -> Card:
    """Raises CardError, OSError."""
    if path.stat().st_size > MOST_BYTES:
        raise CardError(f"{path.name}: a card has at most {MOST_BYTES // 1000} kB; make several of it")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CardError(f"{path.name}: it is not UTF-8 text") from None
    head, body = _parted(path.name, text)
    try:
        data = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise CardError(f"{path.name}: {error}") from None
    return _card(path, data, body)


def offers_of(place: str, entries: Any) -> tuple[Offer, ...]:
    """``[[may_offer]]`` of a card or a playbook. Raises CardError."""
    if not isinstance(entries, list):
        raise CardError(f"{place}: write [[may_offer]] with two brackets")
    return tuple(_offer(place, entry) for entry in entries)


def _parted(place: str, text: str) -> tuple[str, str]:
    lines = text.splitlines()
    fences = [at for at, line in enumerate(lines) if line.strip() == FENCE][:2]
    if len(fences) < 2 or fences[0] != 0:
        raise CardError(f"{place}: it should begin with its data between two lines of {FENCE}")
    return "\n".join(lines[1 : fences[1]]), "\n".join(lines[fences[1] + 1 :]).strip()


def _card(path: Path, data: dict[str, Any], body: str) -> Card:
    place, expires = path.name, data.get("expires")
    known = {"title", "source", "triggers", "names", "codes", "expires", "may_offer"}
    if strange := sorted(data.keys() - known):
        raise CardError(f"{place}: {strange[0]} is nothing that a card has")
    triggers, names, codes = (_texts(place, data, key) for key in ("triggers", "names", "codes"))
    if not (triggers or names or codes):
        raise CardError(f"{place}: without triggers, names or codes it would never be shown")
    if expires is not None and type(expires) is not date:
        raise CardError(f"{place}: expires should be a day such as 2027-03-31")
    if not body:
        raise CardError(f"{place}: there is nothing to read after the second {FENCE}")
    return Card(
        id=path.stem,
        title=_text(place, data, "title"),
        body=body,
        source=_text(place, data, "source"),
        triggers=tuple(phrase_of(text) for text in triggers),
        words=frozenset(word for text in triggers for word in re.findall(r"[a-z']+(?![a-z'*])", text.lower())),
        names=tuple(name.lower() for name in names),
        codes=codes,
        expires=expires,
        offers=offers_of(place, data.get("may_offer", [])),
    )


def _offer(place: str, entry: Any) -> Offer:
    if not isinstance(entry, dict):
        raise CardError(f"{place}: write [[may_offer]] with two brackets")
    limit = entry.get("limit", "")
    if limit and not (isinstance(limit, str) and _AMOUNT.fullmatch(limit)):
        raise CardError(f'{place}: a limit is "40.00 USD" or "20 %", this is {limit!r}')
    when = _text(place, entry, "when") if "when" in entry else ""
    return Offer(_text(place, entry, "kind"), _text(place, entry, "text"), limit, when)


def _text(place: str, data: dict[str, Any], key: str) -> str:
    text = data.get(key)
    if not isinstance(text, str) or not text.strip():
        raise CardError(f"{place}: {key} is missing")
    return " ".join(text.split())


def _texts(place: str, data: dict[str, Any], key: str) -> tuple[str, ...]:
    texts: Sequence[Any] = data.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip(" *+") for text in texts):
        raise CardError(f"{place}: {key} should be a list of texts")
    return tuple(texts)
