"""Direct questions as what was asked: "where is my order" becomes "where their order is"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from calls.events import Channel
from insight import verbs
from insight.heard import vocabulary
from insight.persons import agreed, shifted

_QUESTION = re.compile(
    r"^((?:(?:what|which|whose)(?: [a-z]+){0,2}?|how(?: (?:much|many|long|soon|often|far|old|big)(?: [a-z]+)?)?"
    r"|when|where"
    r"|why|who)(?:'s)?)\s+(is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|am|wo|ca)(n't"
    r"|'t)? (.*)$",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^(is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|am|wo|ca)(n't|'t)? "
    r"(i|you|u|we|they|he|she|it|there|this|that|my|your|the|anyone|any)\b(?!') ?(.*)$",
    re.IGNORECASE,
)
_PRONOUNS = vocabulary("i you u we they he she it there this that")
_ENDS_SUBJECT = vocabulary(
    "not still been being going coming so due available supposed able always ready down back in on at for from to"
)

_BEFORE_VERBS = vocabulary("last first ever just really even already also actually usually normally originally")


def asked(question: str, channel: Channel) -> str:
    """ "" for what is no direct question."""
    match = _QUESTION.match(question)
    if match:
        lead = match[1].lower().strip().replace("'s", "")
        told = _undone(_Inverted(match[2].lower(), bool(match[3]), match[4]), channel)
        return f"{lead} {told}"
    match = _YES_NO.match(question)
    if match:
        told = _undone(_Inverted(match[1].lower(), bool(match[2]), f"{match[3]} {match[4]}"), channel)
        return f"whether {told}"
    return ""


@dataclass(frozen=True, slots=True)
class _Inverted:
    auxiliary: str
    negated: bool
    rest: str


def _undone(question: _Inverted, channel: Channel) -> str:
    """ "is my order" → "their order is", "do you open" → "the company opens"."""
    subject, predicate = _subject(question.rest)
    who = shifted(subject, channel)
    verb, *after = predicate.split() or [""]
    if verb.lower() in _BEFORE_VERBS and after:
        who, verb, *after = f"{who} {verb}", *after
    tail = shifted(" ".join(after), channel)
    auxiliary = {"ca": "can", "wo": "will"}.get(question.auxiliary, question.auxiliary)
    if auxiliary in ("do", "does", "did"):
        return agreed(f"{who} {_main_verb(verb, auxiliary, question.negated)} {tail}")
    return agreed(f"{who} {auxiliary}{' not' if question.negated else ''} {verb} {tail}")


def _main_verb(verb: str, auxiliary: str, negated: bool) -> str:
    low = verb.lower()
    if negated:
        return f"{auxiliary} not {verb}"
    if not verbs.is_plain(low):
        return verb
    if auxiliary == "did":
        return verbs.past(low)
    return verbs.third_person(low) if auxiliary == "does" else verb


def _subject(rest: str) -> tuple[str, str]:
    """A question's subject and what follows it. A noun phrase ends where a verb form begins, else takes all."""
    words = rest.split()
    if not words:
        return "", ""
    if words[0].lower() in _PRONOUNS:
        return words[0], " ".join(words[1:])
    for at in range(1, len(words)):
        low = words[at].lower()
        if low in _ENDS_SUBJECT or low.endswith("ing") or (at >= 2 and (low.endswith("ed") or verbs.is_plain(low))):
            return " ".join(words[:at]), " ".join(words[at:])
    return rest, ""
