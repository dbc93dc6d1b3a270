"""The table of phrases, line by line: what must be found, and where nothing must be."""

from __future__ import annotations

from datetime import date

import pytest

from calls.events import Word
from language.mentions import Context, find
from tests.language.phrases import NOTHING, SPOKEN, TYPED, rows

TUESDAY = date(2026, 3, 17)


def mentions_of(phrase: str, context: Context) -> list[tuple[str, str]]:
    words = [Word(text, i * 0.3, i * 0.3 + 0.28, 1.0) for i, text in enumerate(phrase.split())]
    return [(mention.kind, mention.value) for mention in find(words, context)]


@pytest.mark.parametrize(("phrase", "expected"), rows(SPOKEN) + rows(TYPED))
def test_a_phrase_gives_these_mentions_and_no_other(phrase: str, expected: list[tuple[str, str]]):
    assert mentions_of(phrase, Context(TUESDAY)) == expected


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in rows(NOTHING)])
def test_everyday_words_mention_nothing(phrase: str):
    assert mentions_of(phrase, Context(TUESDAY)) == []


def test_the_table_is_as_large_as_it_claims_to_be():
    phrases = [phrase for phrase, _ in rows(SPOKEN) + rows(TYPED)]
    silent = [phrase for phrase, _ in rows(NOTHING)]
    assert len(set(phrases)) >= 400
    assert len(set(silent)) >= 80


@pytest.mark.parametrize(
    ("phrase", "country", "expected"),
    [
        ("on five twelve twenty twenty five", "US", []),
        ("dated five twelve twenty twenty five", "US", [("date", "2025-05-12")]),
        ("dated five twelve twenty twenty five", "GB", [("date", "2025-12-05")]),
        ("i paid forty two fifty", "GB", [("amount", "42.50 GBP")]),
        ("i paid forty two fifty", "DE", [("amount", "42.50 EUR")]),
        ("call me on oh two oh seven nine four six oh nine five eight", "GB", [("phone", "+442079460958")]),
        ("my postcode is s w one a one a a", "GB", [("postcode", "SW1A 1AA")]),
        ("postal code k one a zero b one", "CA", [("postcode", "K1A 0B1")]),
    ],
)
def test_the_country_decides_what_is_unsaid(phrase: str, country: str, expected: list[tuple[str, str]]):
    found = mentions_of(phrase, Context(TUESDAY, country))
    assert [mention for mention in found if mention[0] != "id" or expected] == expected


@pytest.mark.parametrize(
    ("day", "phrase", "expected"),
    [
        (date(2026, 12, 30), "next friday", "2027-01-08"),
        (date(2026, 12, 30), "in three days", "2027-01-02"),
        (date(2024, 2, 28), "tomorrow", "2024-02-29"),
        (date(2026, 3, 31), "one month ago", "2026-02-28"),
        (date(2026, 3, 16), "on monday", "2026-03-23"),
        (date(2026, 1, 2), "december thirtieth", "2025-12-30"),
        (date(2026, 3, 22), "this friday", "2026-03-20"),
    ],
)
def test_days_are_counted_from_the_day_of_the_call(day: date, phrase: str, expected: str):
    assert mentions_of(phrase, Context(day)) == [("date", expected)]


def test_spans_are_tight():
    words = ["i", "was", "charged", "forty", "two", "fifty", "on", "march", "third", "okay"]
    found = find([Word(text, i, i + 1, 1.0) for i, text in enumerate(words)], Context(TUESDAY))
    assert [(words[m.first_word], words[m.last_word]) for m in found] == [("forty", "fifty"), ("march", "third")]
