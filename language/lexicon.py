"""The words of a language, read once from resources/language: numbers, letters, calendar, money, names, plain words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import resources


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All keys are lower case. ``plain`` words are never part of an id or a name; ``doubtful`` names are words too.

    ``openers`` are the words, beside numbers, that a mention can start with.
    """

    digits: Mapping[str, int]
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    repeats: Mapping[str, int]
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
    before_years: frozenset[str]
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


@cache
def english() -> Lexicon:
    """English, the one language that has a lexicon today."""
    return load("en")


def load(language: str) -> Lexicon:
    """Read resources/language/<language>; raises OSError when a file is missing."""
    numbers, calendar, money, grammar = (table(language, name) for name in ("numbers", "calendar", "money", "grammar"))
    contact = table(language, "contact")
    names = words_in(language, "names")
    return Lexicon(
        **{
            name: numbers[name]
            for name in (
                "digits",
                "teens",
                "tens",
                "scales",
                "ordinals",
                "repeats",
                "homophones",
                "letters",
                "alphabet",
            )
        },
        **{name: calendar[name] for name in ("months", "weekdays", "days", "units")},
        unsure=frozenset(calendar["unsure"]["words"]),
        feast_heads=tuple({name.split()[0] for name in calendar["feasts"]}),
        feasts={tuple(name.split()): day for name, day in calendar["feasts"].items()},
        past=frozenset(calendar["past"]["words"]),
        currencies=money["units"],
        cents=money["cents"],
        whole_amounts=money["whole"],
        signs=money["signs"],
        home_currency=money["countries"],
        money_context=frozenset(money["context"]["words"]),
        money_bridges=frozenset(money["bridges"]["words"]),
        money_comparisons=frozenset(money["comparisons"]["words"]),
        money_nouns=frozenset(money["nouns"]["words"]),
        money_talk=frozenset(money["spoken"]["words"]) | frozenset(money["context"]["words"]),
        followers=frozenset(grammar["followers"]["words"]),
        before_hours=frozenset(grammar["hours"]["words"]),
        schedule=frozenset(grammar["schedule"]["words"]),
        before_days=frozenset(grammar["days"]["words"]),
        before_years=frozenset(grammar["years"]["words"]),
        parts=grammar["parts"],
        counted=frozenset(grammar["counted"]["words"]),
        uncounted=frozenset(grammar["uncounted"]["words"]),
        approximate=grammar["approximate"],
        phone_words=frozenset(contact["phone"]["words"]),
        id_words=frozenset(contact["ids"]["words"]),
        postcode_words=frozenset(contact["postcode"]["words"]),
        at_signs=frozenset(contact["at"]["words"]),
        joints=contact["joints"],
        domains=frozenset(contact["domains"]["words"]),
        providers=frozenset(contact["domains"]["providers"]),
        around=frozenset(contact["around"]["words"]),
        abbreviations=frozenset(table(language, "people")["abbreviations"]["words"]),
        openers=_openers(numbers, calendar, money),
        names=frozenset(name.rstrip("*") for name in names),
        doubtful_names=frozenset(name.rstrip("*") for name in names if name.endswith("*")),
        plain=frozenset(words_in(language, "words")),
    )


def _openers(*tables: dict[str, dict]) -> frozenset[str]:  # type: ignore[type-arg]
    """Every word that stands in a table of numbers, calendar or money, and the small words before them."""
    listed = {
        key for table in tables for name, group in table.items() if name != "past" for key in group if " " not in key
    }
    feasts = {name.split()[0] for name in tables[1]["feasts"]}
    small = {
        "the",
        "a",
        "an",
        "in",
        "within",
        "last",
        "next",
        "this",
        "past",
        "previous",
        "following",
        "coming",
        "half",
        "quarter",
    }
    return frozenset(
        listed
        | feasts
        | small
        | {"noon", "midday", "midnight", "end", "close", "that", "current", "some", "few", "couple"}
    ) - {"words"}


def words_in(language: str, name: str) -> list[str]:
    """The lines of a word list, without its comments."""
    lines = resources.path("language", language, f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def table(language: str, name: str) -> dict[str, dict]:  # type: ignore[type-arg]  # TOML, shaped by Lexicon
    """One of the language's TOML files."""
    return tomllib.loads(resources.path("language", language, f"{name}.toml").read_text(encoding="utf-8"))
