"""On the first and the last day there is, words of days that do not exist are only words."""

from __future__ import annotations

from datetime import date

import pytest

from language.mentions import Context
from tests.language.test_phrases import mentions_of

LAST, FIRST = date.max, date.min


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (LAST, "i will call you tomorrow"),
        (LAST, "within two weeks from now"),
        (LAST, "by the end of next month"),
        (LAST, "by the end of next year"),
        (LAST, "in three years"),
        (LAST, "the next two weeks"),
        (FIRST, "it came yesterday"),
        (FIRST, "two weeks ago"),
        (FIRST, "it was last year"),
        (FIRST, "the last three days"),
    ],
)
def test_a_day_that_does_not_exist_is_not_found(day: date, words: str):
    assert not [kind for kind, _ in mentions_of(words, Context(day)) if kind in ("date", "period")]
