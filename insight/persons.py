"""First person to third and "you" to the other side, word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping

from calls.events import Channel
from insight import verbs
from insight.heard import vocabulary

_CONTRACTED = {
    f"{short}'{ending}": f"{long} {verb}"
    for short, long in (("i", "they"), ("we", "they"), ("you", "YOU"))
    for ending, verb in (("m", "are"), ("re", "are"), ("ve", "have"), ("ll", "will"), ("d", "would"))
} | {"im": "they are", "ive": "they have", "gonna": "going to"}
_PERSON = {
    "i": "they", "me": "them", "my": "their", "mine": "theirs", "myself": "themselves", "we": "they", "us": "them",
    "our": "their", "ours": "theirs", "ourselves": "themselves",
}  # fmt: skip
_PARTNER = {
    Channel.CUSTOMER: {"you": "the company", "u": "the company", "your": "the", "ur": "the", "yours": "theirs",
                       "yourself": "themselves", "y'all": "the company"},
    Channel.AGENT: {"you": "the customer", "u": "the customer", "your": "their", "ur": "their", "yours": "theirs",
                    "yourself": "themselves", "y'all": "the customer"},
}  # fmt: skip
_PLURAL = {"am": "are", "is": "are", "was": "were", "has": "have", "does": "do"}
_SINGULAR = {"are": "is", "were": "was", "have": "has"}


_YOU_ALL = re.compile(r"\byou (?:guys|lot|people|folks)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?:(\S+) )?\b(the company|the customer) ([a-z]+)\b")
_BARE_AFTER = vocabulary(
    "can could would will should did do does may might must let help make to see for with of from by at on about "
    "tell give "
    "send call ask"
)


def shifted(words: str, channel: Channel) -> str:
    """First person to third, "you" to the other side. The tense stays: what was true on the phone still is."""
    words = _YOU_ALL.sub("you", words)
    return agreed(" ".join(_shifted_word(word, _PARTNER[channel]) for word in words.split()))


def _shifted_word(word: str, partner: Mapping[str, str]) -> str:
    bare = word.rstrip(",.;:!?")
    low = bare.lower()
    contracted = _CONTRACTED.get(low, "").replace("YOU", partner["you"])
    return (partner.get(low) or _PERSON.get(low) or contracted or bare) + word[len(bare) :]


def agreed(said: str) -> str:
    """Mends "they was" and the like, which word by word shifting leaves."""
    said = re.sub(r"\bthey (am|is|was|has|does)\b", lambda m: f"they {_PLURAL[m[1]]}", said)
    said = re.sub(
        r"\b(the company|the customer|it|he|she|this|that) (are|were|have)\b",
        lambda m: f"{m[1]} {_SINGULAR[m[2]]}",
        said,
    )
    return _NAMED.sub(_agreeing, said)


def _agreeing(found: re.Match[str]) -> str:
    """ "the customer want" → "the customer wants", but "could the customer want"."""
    before, who, verb = found.groups(default="")
    if before.lower() in _BARE_AFTER or not verbs.is_plain(verb.lower()):
        return found[0]
    return f"{before} {who} {verbs.third_person(verb)}".lstrip()
