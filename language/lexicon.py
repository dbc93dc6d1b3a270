"""The words of a language, read once from resources/language: numbers, letters, calendar, money, names, plain words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources

Table = dict[str, dict[str, Any]]
"""A TOML file: tables of words."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All keys are lower case. ``plain`` words are never part of an id or a name; ``doubtful`` names are words too.
    ``short_words`` are words too, but may begin an id. ``things`` are nouns in the singular: what people buy, book,
    own, pay or send.

    ``openers`` are the words, beside numbers, that a mention can start with.
    """

    digits: Mapping[str, int]
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    repeats: Mapping[str, int]
    plurals: Mapping[str, int]
    homophones: Mapping[str, int]
    letters: Mapping[str, str]
    alphabet: Mapping[str, str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    unsure: frozenset[str]
    days: Mapping[str, int]
    units: Mapping[str, str]
    feasts: Mapping[tuple[str, ...], str]
    feast_heads: tuple[str, ...]
    past: frozenset[str]
    currencies: Mapping[str, str]
    leading: Mapping[str, str]
    cents: Mapping[str, str]
    whole_amounts: Mapping[str, str]
    signs: Mapping[str, str]
    home_currency: Mapping[str, str]
    money_context: frozenset[str]
    money_bridges: frozenset[str]
    money_comparisons: frozenset[str]
    money_nouns: frozenset[str]
    money_talk: frozenset[str]
    followers: frozenset[str]
    before_hours: frozenset[str]
    schedule: frozenset[str]
    before_days: frozenset[str]
    parts: Mapping[str, str]
    counted: frozenset[str]
    uncounted: frozenset[str]
    approximate: Mapping[str, int]
    phone_words: frozenset[str]
    id_words: frozenset[str]
    postcode_words: frozenset[str]
    at_signs: frozenset[str]
    joints: Mapping[str, str]
    domains: frozenset[str]
    providers: frozenset[str]
    around: frozenset[str]
    abbreviations: frozenset[str]
    openers: frozenset[str]
    names: frozenset[str]
    doubtful_names: frozenset[str]
    plain: frozenset[str]
    things: frozenset[str]
    short_words: frozenset[str]


@cache
def english() -> Lexicon:
    """English, the one language that has a lexicon today."""
    return load("en")


def load(language: str) -> Lexicon:
    """Read resources/language/<language>; raises OSError when a file is missing."""
    numbers, calendar, money, grammar, contact, people = (
        table(language, name) for name in ("numbers", "calendar", "money", "grammar", "contact", "people")
    )
    names = words_in(language, "names")
    return Lexicon(
        **_of_numbers(numbers),
        **_of_calendar(calendar),
        **_of_money(money),
        **_of_grammar(grammar),
        **_of_contact(contact),
        abbreviations=_words(people, "abbreviations"),
        openers=_openers(numbers, calendar, money) | _words(grammar, "openers"),
        names=frozenset(name.rstrip("*") for name in names),
        doubtful_names=frozenset(name.rstrip("*") for name in names if name.endswith("*")),
        plain=frozenset(words_in(language, "words")),
        things=frozenset(words_in(language, "things")),
        short_words=frozenset(words_in(language, "short_words")),
    )


def _of_numbers(data: Table) -> dict[str, Any]:
    return dict(data)


def _of_calendar(data: Table) -> dict[str, Any]:
    return {
        **{name: data[name] for name in ("months", "weekdays", "days", "units")},
        "unsure": _words(data, "unsure"),
        "feasts": {tuple(name.split()): day for name, day in data["feasts"].items()},
        "feast_heads": tuple({name.split()[0] for name in data["feasts"]}),
        "past": _words(data, "past"),
    }


def _of_money(data: Table) -> dict[str, Any]:
    return {
        "currencies": data["units"],
        "leading": data["leading"],
        "cents": data["cents"],
        "whole_amounts": data["whole"],
        "signs": data["signs"],
        "home_currency": data["countries"],
        "money_context": _words(data, "context"),
        "money_bridges": _words(data, "bridges"),
        "money_comparisons": _words(data, "comparisons"),
        "money_nouns": _words(data, "nouns"),
        "money_talk": _words(data, "spoken") | _words(data, "context"),
    }


def _of_grammar(data: Table) -> dict[str, Any]:
    return {
        **{name: _words(data, name) for name in ("followers", "schedule", "counted", "uncounted")},
        "before_hours": _words(data, "hours"),
        "before_days": _words(data, "days"),
        "parts": data["parts"],
        "approximate": data["approximate"],
    }


def _of_contact(data: Table) -> dict[str, Any]:
    return {
        "phone_words": _words(data, "phone"),
        "id_words": _words(data, "ids"),
        "postcode_words": _words(data, "postcode"),
        "at_signs": _words(data, "at"),
        "joints": data["joints"],
        "domains": _words(data, "domains"),
        "providers": frozenset(data["domains"]["providers"]),
        "around": _words(data, "around"),
    }


def _openers(numbers: Table, calendar: Table, money: Table) -> frozenset[str]:
    """Every key of these tables; of a feast, its first word."""
    groups = [*numbers.values(), *calendar.values(), *money.values()]
    return frozenset(key.split()[0] for group in groups for key in group) - {"words"}


def _words(data: Table, name: str) -> frozenset[str]:
    return frozenset(data[name]["words"])


def words_in(language: str, name: str) -> list[str]:
    """The lines of a word list, without its comments."""
    lines = resources.path("language", language, f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def table(language: str, name: str) -> Table:
    """One of the language's TOML files."""
    return tomllib.loads(resources.path("language", language, f"{name}.toml").read_text(encoding="utf-8"))
