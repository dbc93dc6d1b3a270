"""The list of what calls are about, and which entry fits what was said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import resources
from insight.phrases import Phrase, Phrasebook, phrase_of
from insight.tables import TableError, read_table, usable

PLACE = "taxonomy.toml"


class TaxonomyError(TableError):
    """One line: which entry, what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Issue:
    """``about`` completes "called about …"."""

    code: str
    about: str
    when: tuple[Phrase, ...]


class Taxonomy:
    def __init__(self, issues: tuple[Issue, ...]) -> None:
        self.issues = issues
        self._book = Phrasebook((phrase, at) for at, issue in enumerate(issues) for phrase in issue.when)

    def code_of(self, said: str) -> str:
        """The code of the entry whose longest phrase fits; "" when none does. ``said``: lowercase words."""
        found = [(phrase.length, -at) for phrase, at in self._book.find(said)]
        return self.issues[-max(found)[1]].code if found else ""

    def about(self, code: str) -> str:
        return next((issue.about for issue in self.issues if issue.code == code), "")


@cache
def taxonomy() -> Taxonomy:
    """The bundled list, read once; without an issue when it cannot be used."""
    return usable(lambda: read_taxonomy(resources.path(PLACE)), Taxonomy(()))


def read_taxonomy(path: Path) -> Taxonomy:
    """Raises TaxonomyError, OSError."""
    try:
        data = read_table(path)
    except ValueError as error:
        raise TaxonomyError(f"{path.name}: {error}") from None
    issues = tuple(_issue(path.name, entry) for entry in data.get("issue", ()))
    codes = [issue.code for issue in issues]
    twice = next((code for code in codes if codes.count(code) > 1), "")
    if twice:
        raise TaxonomyError(f"{path.name}: {twice} stands there twice")
    return Taxonomy(issues)


def _issue(place: str, entry: dict[str, object]) -> Issue:
    code, about, when = entry.get("code"), entry.get("about"), entry.get("when", [])
    if not isinstance(code, str) or not re.fullmatch(r"[a-z]+\.[a-z_]+", code):
        raise TaxonomyError(f'{place}: a code is "area.kind_in_words", this is {code!r}')
    if not isinstance(about, str) or not about:
        raise TaxonomyError(f"{place}: {code} does not say what it is about")
    if not isinstance(when, list) or not all(isinstance(phrase, str) and phrase.strip() for phrase in when):
        raise TaxonomyError(f"{place}: {code}: when should be a list of phrases")
    return Issue(code, about, tuple(phrase_of(phrase) for phrase in when))
