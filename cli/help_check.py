"""``main.py help-check``: whether edited playbooks, cues, policy cards and lists can be read and fit together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import resources
from cli.failure import Failure
from insight import jargon, offers, taxonomy
from insight.playbooks import ACKNOWLEDGE, FOLDER, Help, PlaybookError, read_help
from insight.policy_cards import Card, read_cards

CARDS = "cards"


def check_help(given: Path | None) -> None:
    """Say what is fine. Raises Failure with the first fault.

    ``given`` is a folder of playbooks, one of policy cards, or one laid out as resources is; what it lacks is taken
    from Attune's own.
    """
    root = given or resources.path()
    own_cards = (root / CARDS).is_dir()
    only_cards = not own_cards and any(root.glob("*.md")) and not any(root.glob("*.toml"))
    books = root / FOLDER if (root / FOLDER).is_dir() else root
    fine: list[str] = []
    try:
        codes = _issue_codes(root, fine)
        kinds = _kinds_of_offers(root, fine)
        if not only_cards:
            _check_playbooks(books, codes, kinds, fine)
        if only_cards or own_cards:
            _check_cards(root if only_cards else root / CARDS, codes, kinds, fine)
    except (taxonomy.TaxonomyError, PlaybookError, offers.OffersError, jargon.JargonError) as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(f"{error.filename or root} cannot be read: {error.strerror or error}") from None
    for line in fine:
        print(f"ok    {line}")


def _place(root: Path, name: str) -> Path:
    return root / name if (root / name).is_file() else resources.path(name)


def _issue_codes(root: Path, fine: list[str]) -> list[str]:
    place = _place(root, taxonomy.PLACE)
    codes = [issue.code for issue in taxonomy.read_taxonomy(place).issues]
    fine.append(f"{place}: {len(codes)} issue codes")
    return codes


def _kinds_of_offers(root: Path, fine: list[str]) -> set[str]:
    """Of what can be asked for and given; the list of plain words is looked at on the way."""
    place, words = _place(root, offers.PLACE), _place(root, jargon.PLACE)
    kinds = {kind.kind for kind in offers.read_kinds(place)}
    fine.append(f"{place}: {len(kinds)} kinds of offer")
    fine.append(f"{words}: plain words for {len(jargon.read_terms(words))} terms")
    return kinds


def _check_playbooks(books: Path, codes: Iterable[str], kinds: set[str], fine: list[str]) -> None:
    help_: Help = read_help(books)
    if not help_.playbooks:
        raise Failure(f"{books} holds no playbook; give a folder with TOML files as docs/playbooks.md describes them")
    for playbook in help_.playbooks:
        _fit(playbook.title, playbook.codes, codes, (offer.kind for offer in playbook.offers), kinds)
    for playbook in help_.playbooks:
        fine.append(f"{playbook.title}: {len(playbook.asks)} questions for {', '.join(playbook.codes)}")
    fine.append(f"{books / ACKNOWLEDGE}: {len(help_.acknowledgements)} acknowledgements")


def _check_cards(folder: Path, codes: Iterable[str], kinds: set[str], fine: list[str]) -> None:
    cards, faults = read_cards(folder)
    if faults:
        raise Failure(faults[0])
    for card in cards:
        _fit(f"{card.id}.md", card.codes, codes, (offer.kind for offer in card.offers), kinds)
    for card in cards:
        fine.append(f"{card.title}: {_until(card)}, {len(card.triggers) + len(card.names)} triggers and names")


def _until(card: Card) -> str:
    if card.expires is None:
        return "without an end"
    return f"{'EXPIRED on' if card.is_expired(date.today().isoformat()) else 'holds until'} {card.expires}"


def _fit(where: str, patterns: Iterable[str], codes: Iterable[str], named: Iterable[str], kinds: set[str]) -> None:
    for pattern in patterns:
        if not any(fnmatchcase(code, pattern) for code in codes):
            raise Failure(f"{where}: no issue code is {pattern}")
    for kind in named:
        if kind not in kinds:
            raise Failure(f"{where}: no kind of offer is {kind}; offers.toml has {', '.join(sorted(kinds))}")
