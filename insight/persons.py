"""First person to third, "you" to the other side, present to past: one clause, word by word."""

from __future__ import annotations

import re

from calls.events import Channel
from insight import verbs
from insight.heard import vocabulary

_MODAL_PAST = {
    "can": "could", "will": "would", "may": "might", "shall": "should", "is": "was", "are": "were", "am": "were",
    "has": "had", "have": "had", "do": "did", "does": "did", "can't": "could not", "cannot": "could not",
    "cant": "could not", "won't": "would not", "wont": "would not", "isn't": "was not", "aren't": "were not",
    "doesn't": "did not", "don't": "did not", "dont": "did not", "doesnt": "did not", "hasn't": "had not",
    "haven't": "had not", "havent": "had not", "wasn't": "was not", "weren't": "were not", "didn't": "did not",
    "didnt": "did not", "couldn't": "could not", "wouldn't": "would not", "shouldn't": "should not",
    "gonna": "going to",
}  # fmt: skip
_CONTRACTED = {
    f"{short}'{ending}": (f"{long} {now}", f"{long} {then}")
    for short, long in (
        ("i", "they"), ("we", "they"), ("they", "they"), ("you", "YOU"), ("it", "it"), ("that", "that"), ("he", "he"),
        ("she", "she"), ("there", "there"), ("what", "what"), ("who", "who"), ("here", "here"),
    )
    for ending, now, then in (
        ("m", "are", "were"), ("re", "are", "were"), ("ve", "have", "had"), ("ll", "will", "would"),
        ("d", "would", "would"), ("s", "is", "was"),
    )
}  # fmt: skip
_CONTRACTED |= {"im": ("they are", "they were"), "ive": ("they have", "they had")}
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
_SUBJECTS = vocabulary("i we you they u")
_BEFORE_VERBS = vocabulary("just still also really always never now only even")
_PLURAL = {"am": "are", "is": "are", "was": "were", "has": "have", "does": "do"}
_SINGULAR = {"are": "is", "were": "was", "have": "has"}


def shifted(words: str, channel: Channel, past: bool = True) -> str:
    """First person to third, "you" to the other side, and present to past where the verb is certain."""
    out: list[str] = []
    after_subject = False
    for word in words.split():
        bare, tail = _split(word)
        low = bare.lower()
        out.append(_shifted_word(bare, low, channel, past, after_subject) + tail)
        after_subject = not tail and (low in _SUBJECTS or (after_subject and low in _BEFORE_VERBS))
    return agreed(" ".join(out))


def _shifted_word(bare: str, low: str, channel: Channel, past: bool, after_subject: bool) -> str:
    partner = _PARTNER[channel]
    if low in partner:
        return partner[low]
    if low in _PERSON:
        return _PERSON[low]
    if low in _CONTRACTED:
        return _CONTRACTED[low][past].replace("YOU", partner["you"])
    if past and low in _MODAL_PAST:
        return _MODAL_PAST[low]
    if past and after_subject and verbs.is_plain(low):
        return verbs.past(low)
    if past and (plain := verbs.plain_of_third(low)):
        return verbs.past(plain)
    return bare


def agreed(said: str) -> str:
    """Mends "they was" and the like, which word by word shifting leaves."""
    said = re.sub(r"\bthey (am|is|was|has|does)\b", lambda m: f"they {_PLURAL[m[1]]}", said)
    said = re.sub(
        r"\b(the company|the customer|it|he|she|this|that) (are|were|have)\b",
        lambda m: f"{m[1]} {_SINGULAR[m[2]]}",
        said,
    )
    said = re.sub(r"\bis (been|got)\b", r"has \1", re.sub(r"\bwas (been|got)\b", r"had \1", said))
    return re.sub(r"\b(to|could|would|did not|could not|would not) had\b", r"\1 have", said)


def _split(word: str) -> tuple[str, str]:
    bare = word.rstrip(",.;:!?")
    return bare, word[len(bare) :]


def past_of_auxiliary(auxiliary: str) -> str:
    return _MODAL_PAST.get(auxiliary, auxiliary)
