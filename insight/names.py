"""Whose name was said: after "my name is", in answer to the question for it, or bare where one is expected."""

from __future__ import annotations

import re
from dataclasses import dataclass

from calls.events import Channel
from insight.heard import Heard, vocabulary
from language.lexicon import Lexicon

_ASKED = re.compile(
    r"\b(?:your|full|first|last|the|a|family|complete) names?\b"
    r"|\b(?:passenger|guest|customer|caller|patient|holder|client|member)(?:'s)? name\b"
    r"|\bname (?:please|on|for)\b|\b(?:mr|mister|mrs|missus|ms)$|\bsurname\b"
    r"|\bwho am i (?:speaking|talking)|\bwhom? (?:do i have|am i)\b|\bspell (?:that|it|your)\b|\bmay i know who\b"
)
_STRONG = re.compile(
    r"\b(?:(?:my|the|first|last|full|complete|family|his|her|with) )?(?:sur)?name(?:'s| is| was|s are| as)?"
    r"(?: on (?:it|the \w+) is)?$|\b(?:speaking with|under the name(?: of)?|mine(?:'s| is))$"
)
_ADDRESSES = re.compile(
    r"\b(?:thank you|thanks|hello|hi|okay|right|sorry|of course|certainly|perfect|lovely|great|bye|goodbye|morning"
    r"|afternoon|evening)(?: (?:very|so) much| then)? (?:mr|mister|mrs|missus|ms)\b"
)
_WEAK = re.compile(r"\b(?:this is|i'm|im|i am|am)$")
_TITLED = re.compile(r"\b(?:mr|mister|mrs|missus)$")
_KNOWN_ONLY = re.compile(r"\b(?:it's|its|it is|call me|under|mr|mrs|ms|miss|mister|missus)$")
_NOT_OURS = re.compile(
    r"\b(?:company|business|user|product|store|street|brand|model|file|domain|account|plan)(?:'s)? name\b"
)
_FILLERS = vocabulary(
    "yes yeah yea yep yup sure ok okay okie hi hii hello hey so um uh oh well it its it's is that's that and sir madam "
    "ma'am please here thanks thank you u of course certainly no sorry good morning afternoon evening name names "
    "speaking calling from dear am the a my in on at for not just"
)
_NO_NAME = re.compile(r"(?:mail|dot|com|net|morning|evening)$|^(?:ssn|pin|otp|dob|ltd|limited|inc|llc|pvt|corp|gmbh)$")
_ADDRESSED = vocabulary("hi hii hello hey thanks thank you morning afternoon evening bye goodbye dear ok okay sure")
_BEHIND = vocabulary(
    "and password account booking confirmation conformation policy claim number ssn email mail address phone mobile "
    "contact company from id is here last first order"
)
_NEVER_NAMES = vocabulary("spelled spelt correct right not a the on under number is and with your you address email it")
_TITLES = vocabulary("mr mrs ms miss mister missus doctor dr")
_NUMBERS = frozenset(("id", "number", "phone", "email", "code", "spelled", "postcode", "quantity"))
"""What may follow a bare name; "los altos march eleven" is none."""
LONGEST = 3
EARLY = 2
"""Customer's turns in which an unknown bare word may be a name, when no agent is heard to ask for it."""


@dataclass(frozen=True, slots=True)
class Name:
    """Word positions are inclusive."""

    value: str
    first_word: int
    last_word: int
    confidence: float


def names_in(heard: Heard, question: Heard | None, lexicon: Lexicon, early: bool) -> list[Name]:
    """Names of the customer. ``question`` is what the other side said before; None when it is not heard at all.

    ``early``: the call is young and no name is known, so that even a word that is no known name may be one.
    """
    free = _nameable(heard, lexicon)
    found = _after_cues(heard, free, lexicon)
    if not found and heard.channel is Channel.CUSTOMER:
        found = _bare(heard, free, question, lexicon, early)
    return found


def asks_for_name(heard: Heard) -> bool:
    return bool(_ASKED.search(heard.joined)) and not _NOT_OURS.search(heard.joined)


def addresses_somebody(heard: Heard) -> bool:
    """ "Thank you mister barnes"."""
    return bool(_ADDRESSES.search(heard.joined))


def _nameable(heard: Heard, lexicon: Lexicon) -> list[bool]:
    """Which words could be a part of a name: no numbers, nothing mentioned, no plain English unless a known name."""
    taken = {at for m in heard.utterance.mentions if m.kind != "spelled" for at in range(m.first_word, m.last_word + 1)}
    return [
        at not in taken
        and word.replace("'", "").replace("-", "").isalpha()
        and (len(word) > 2 or word in lexicon.names)
        and word not in _FILLERS
        and (word in lexicon.names or not _plain(word, lexicon))
        and (word in lexicon.names or not _NO_NAME.search(word))
        and word.removesuffix("'s") not in lexicon.names - {word}
        for at, word in enumerate(heard.words)
    ]


def _after_cues(heard: Heard, free: list[bool], lexicon: Lexicon) -> list[Name]:
    found: list[Name] = []
    words, at = heard.words, 1
    while at < len(words):
        before = " ".join(word for word in words[max(0, at - 4) : at] if word not in ("uh", "um", "actually"))
        strong = bool(_STRONG.search(before)) and not _NOT_OURS.search(before)
        weak = bool(_WEAK.search(before))
        titled = bool(_TITLED.search(before))
        if not (strong or weak or _KNOWN_ONLY.search(before)) or not (
            free[at] or (strong and _may_follow(words[at], heard, at))
        ):
            at += 1
            continue
        end = _end_of_name(words, at, free)
        own = heard.channel is Channel.CUSTOMER or before.split()[-1] in _TITLES or "speaking with" in before
        alone = end == len(words) or words[end] in _BEHIND or _inside(heard, end)
        if own and (
            strong
            or titled
            or _known(words[at:end], lexicon)
            or (weak and alone and not _inflected(words[at], lexicon))
        ):
            found.append(_name(words, at, end, 0.85 if strong else 0.7))
        at = end
    return found


def _inflected(word: str, lexicon: Lexicon) -> bool:
    """ "I'm puzzled": plain English, whether or not it is listed."""
    return word in lexicon.plain or word.endswith(("ed", "ing"))


def _may_follow(word: str, heard: Heard, at: int) -> bool:
    """After "my name is" even a plain word is a name: "rose", "will", "mark"."""
    is_said = heard.words[at - 1] in ("is", "name's", "was", "with", "of", "as")
    return is_said and word.isalpha() and len(word) > 2 and word not in _NEVER_NAMES and not _inside(heard, at)


def _end_of_name(words: tuple[str, ...], at: int, free: list[bool]) -> int:
    """Initials may stand inside: "nathan k flores"."""
    end = at + 1
    while end < len(words) and end - at < LONGEST:
        initial = len(words[end]) == 1 and words[end].isalpha() and end + 1 < len(words) and free[end + 1]
        if not free[end] and not initial:
            break
        end += 1
    return end


def _bare(heard: Heard, free: list[bool], question: Heard | None, lexicon: Lexicon, early: bool) -> list[Name]:
    """Nothing but a name, and perhaps a number behind it. Asked for, it needs no further proof."""
    words, start = heard.words, 0
    while start < len(words) and words[start] in _FILLERS:
        start += 1
    if start == len(words) or not free[start]:
        return []
    end = _end_of_name(words, start, free)
    rest = [at for at in range(end, len(words)) if words[at] not in _FILLERS or words[at] in _BEHIND]
    if rest and words[rest[0]] not in _BEHIND and not _inside(heard, rest[0], _NUMBERS):
        return []
    if question is not None:
        return [_name(words, start, end, 0.8)] if asks_for_name(question) else []
    if any(word in _ADDRESSED for word in words[:start]):
        return []
    known = _known(words[start:end], lexicon)
    closed = end == len(words) or bool(rest)
    unknown = early and closed and end - start <= 2 and all(word not in lexicon.plain for word in words[start:end])
    return [_name(words, start, end, 0.7 if known else 0.5)] if known or unknown else []


def _inside(heard: Heard, at: int, kinds: frozenset[str] = frozenset()) -> bool:
    """Is this word part of a mention (of one of these ``kinds``), or masked?"""
    return heard.words[at].startswith("[") or any(
        m.first_word <= at <= m.last_word and (not kinds or m.kind in kinds) for m in heard.utterance.mentions
    )


def _plain(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.plain or word.removesuffix("s") in lexicon.plain


def _known(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    return any(word in lexicon.names and word not in lexicon.doubtful_names for word in words)


def _name(words: tuple[str, ...], start: int, end: int, confidence: float) -> Name:
    value = " ".join(part.capitalize() for part in words[start:end])
    return Name(value, start, end - 1, confidence)
