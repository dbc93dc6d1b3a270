"""Text to what the full-text index understands: a record to the words it is found by, typed text to a query."""

from __future__ import annotations

import re
import unicodedata

from calls.record import CallRecord

_WORD = re.compile(r"[^\W_]+")
_LONG_NUMBER = re.compile(r"\d{5,}")
SHORTEST_END = 4
"""People say the last four digits; with fewer, too much would be found."""


def indexed_text(record: CallRecord) -> str:
    """All that a record can be found by."""
    call = record.call
    parts = [call.customer_name, call.customer_number, call.customer_id, call.agent, call.queue]
    parts += [call.disposition, call.notes]
    parts += [follow_up.text for follow_up in call.follow_ups]
    parts += [record.key_issue.text if record.key_issue else "", record.summary.text]
    parts += [point.text for point in record.summary.points]
    parts += [value for fact in record.facts for value in (fact.value, fact.text)]
    parts += [utterance.text for utterance in record.utterances]
    words = _words(" ".join(parts))
    return " ".join([*words, *_number_ends(words)])


def query_of(text: str) -> str:
    """A query for records that hold every word of ``text``, each as typed so far; "" when it holds none.

    Only letters and digits are taken over, each word in quotes: nothing in ``text`` is read as query syntax.
    """
    return " AND ".join(f'"{word}"*' for word in _words(text))


def _words(text: str) -> list[str]:
    """Both sides are cut here, so that what counts as a letter is the same for both."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _number_ends(words: list[str]) -> list[str]:
    """Every ending of every long number, so that it is found without its country code and by its last digits."""
    numbers = dict.fromkeys(word for word in words if _LONG_NUMBER.fullmatch(word))
    return [number[cut:] for number in numbers for cut in range(1, len(number) - SHORTEST_END + 1)]
