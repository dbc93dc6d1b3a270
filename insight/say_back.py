"""Say it back: one sentence that the agent can read aloud to confirm what was understood."""

from __future__ import annotations

import re
from collections.abc import Callable

from insight.facts import IDENTIFIERS
from insight.readable import value
from insight.retell import fitted
from insight.summary import Known, mended

_PLURAL = {"was": "were", "is": "are", "has": "have"}
_TO_YOU: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\bthey\b", "you"),
    (r"\bthem\b", "you"),
    (r"\btheir\b", "your"),
    (r"\bthemselves\b", "yourself"),
    (r"\btheirs\b", "yours"),
    (r"\b(contact|call|ask|tell|from|to|with|by|of|for|at|about|asked|told|called|paid|pay) the company\b", r"\1 us"),
    (r"\bthe company\b", "we"),
    (r"\bthe agent\b", "us"),
    (r"\bus to\b", "me to"),
    (r"\bwe (was|is|has)\b", lambda found: f"we {_PLURAL[found[1]]}"),
)
_LONGEST = 150
_SURE_NUMBER = 0.85
"""For a number that nobody called anything: an agent must not read a stray code aloud."""
_OPENINGS = (
    ("called ", "you called "),
    ("wanted ", "you want "),
    ("needed ", "you need "),
    ("asked for ", "you asked for "),
    ("asked ", "you asked "),
    ("reported that ", ""),
    ("complained that ", ""),
)


def say_back(known: Known) -> str:
    """Empty while the key issue is not sure enough to be said aloud."""
    if known.issue is None:
        return ""
    line = known.story.reason(known.issue.utterance_id)
    if known.issue.pinned or line is None:
        return f"Let me make sure I have this right: {_end(known.issue.text[:1].lower() + known.issue.text[1:])}"
    said = fitted(line.text, _LONGEST)
    for opening, spoken in _OPENINGS:
        said = re.sub(rf"^{opening}", spoken, said)
        said = said.replace(f" and {opening}", f" and {spoken}")
    said = said.replace(" and that ", " and ")
    for pattern, to_you in _TO_YOU:
        said = re.sub(pattern, to_you, said)
    numbers = [
        f"{fact.kind.replace('_', ' ')} {value(fact.kind, fact.value)}"
        for fact in known.facts
        if fact.kind in IDENTIFIERS
        and (fact.kind != "reference" or fact.confidence >= _SURE_NUMBER)
        and value(fact.kind, fact.value) not in said
    ]
    about = f", and this is about {numbers[-1]}" if numbers else ""
    return f"Let me make sure I have this right: {_end(mended(said + about, known))}"


def _end(text: str) -> str:
    return f"{text.rstrip(' .?!,;')}. Is that correct?"
