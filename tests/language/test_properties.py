"""Whatever words come, the rules hold: no crash, spans inside and apart, the same answer twice."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from calls.events import Word
from language.kinds import Kind
from language.lexicon import english
from language.mentions import Context, find, speech_of
from language.shown import shown

LEXICON = english()
TELLING = sorted(
    {
        *LEXICON.digits,
        *LEXICON.teens,
        *LEXICON.tens,
        *LEXICON.scales,
        *LEXICON.ordinals,
        *LEXICON.repeats,
        *LEXICON.months,
    }
    | {
        *LEXICON.weekdays,
        *LEXICON.days,
        *LEXICON.units,
        *LEXICON.currencies,
        *LEXICON.cents,
        *LEXICON.parts,
        *LEXICON.alphabet,
    }
    | {
        *"akxpmo",
        "an",
        "the",
        "and",
        "of",
        "to",
        "past",
        "no",
        "not",
        "sorry",
        "as",
        "in",
        "on",
        "at",
        "dot",
        "point",
        "half",
    }
    | {"quarter", "last", "next", "this", "ago", "from"}
    | {
        "$42.50",
        "447199",
        "3pm",
        "17:00",
        "12/5/2026",
        "k1x7v3",
        "p@mail.com",
        "15%",
        "…",
        "'",
        "½",
        "٣",
        "twenty-five",
        "0",
        "00",
    }
)
words = st.lists(
    st.one_of(st.sampled_from(TELLING), st.text(min_size=1, max_size=8).map(lambda s: s.strip() or "x")), max_size=25
)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def timed(texts: list[str]) -> list[Word]:
    return [Word(text, i * 0.3, i * 0.3 + 0.28, 1.0) for i, text in enumerate(texts)]


@settings(max_examples=400, deadline=None)
@given(words, days, st.sampled_from(["US", "GB", "CA", "DE", "XX"]))
def test_mentions_lie_inside_the_words_and_apart_from_each_other(texts: list[str], day: date, country: str):
    found = find(timed(texts), Context(day, country))
    end = -1
    for mention in found:
        assert end < mention.first_word <= mention.last_word < len(texts)
        assert mention.kind in set(Kind)
        assert mention.value
        end = mention.last_word


@settings(max_examples=200, deadline=None)
@given(words, days)
def test_every_mention_can_be_shown_to_people(texts: list[str], day: date):
    speech = speech_of(timed(texts), Context(day))
    for mention in find(timed(texts), Context(day)):
        assert shown(mention, speech.tokens, LEXICON).strip()


@settings(max_examples=200, deadline=None)
@given(words, days)
def test_a_date_with_a_day_is_a_day_of_the_calendar(texts: list[str], day: date):
    for mention in find(timed(texts), Context(day)):
        if mention.kind == Kind.DATE and len(mention.value) == 10 and mention.value[4] == "-":
            date.fromisoformat(mention.value)
        if mention.kind == Kind.TIME and mention.value[0] not in "+-":
            hour, minute = map(int, mention.value.split(":"))
            assert 0 <= hour < 24
            assert 0 <= minute < 60


@given(st.integers(0, 9_999_999))
def test_digits_said_one_by_one_come_back_as_they_were(number: int):
    names = {str(value): word for word, value in LEXICON.digits.items() if word not in ("oh", "nought")}
    text = f"{number:08d}"
    found = find(timed(["order", "number", *(names[sign] for sign in text)]), Context(date(2026, 3, 17)))
    assert [(mention.kind, mention.value) for mention in found] == [("id", text)]
