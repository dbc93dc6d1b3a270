"""What a turn speaks of: things that people buy, book or own, or only sizes, payment, a firm, "I need some help"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from insight import verbs
from insight.heard import vocabulary
from language.lexicon import english

_COUNTS = vocabulary("a an one two three four five six seven eight nine ten eleven twelve twenty couple few some dozen")
_LEADS = vocabulary("yes yeah and also ok okay please no sure just only the so then")
_GENERIC = vocabulary(
    "issue issues problem problems query queries question questions doubt doubts help assist assistance support "
    "something information info details detail request requests enquiry inquiry need want like can you could would "
    "is there me my i a an have am here with to the some one more please kindly any anyone anything know ask get do "
    "for sir matter thing things facing this that it possible u ur your food item items order orders place menu "
    "offer offers product products purchase buy stuff few if back take that would be menu menus card meal lunch dinner"
)
_CHOICES = vocabulary(
    "small medium large regular thick thin mild hot cold big black white red blue green yes no ok okay please is i "
    "like one size the that this"
)
_PAYS = re.compile(
    r"\b(?:cash|cod)\b|\b(?:by|with|through|via|on|in|using) (?:my |the |a |credit |debit )*"
    r"(?:card|cc|delivery|paypal|cheque|check)\b|\bpay(?:ment)? (?:by|with|through|via|on|in|online|method|mode)\b"
)
_ADDS = re.compile(
    r"^(?:(?:yes|yeah|and|also|ok|okay|please|no|sure) )*"
    r"(?:add|give|make it|get me|plus|with|another|one more)\b"
)
_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|apt|apartment|suite|floor|city|blvd|boulevard|highway"
    r"|parkway|circle|court|place|square)\b"
)
_CONFIRMS = re.compile(
    r"\b(?:confirm(?:ed)?|conform|(?:place|complete|completed|finish|process) (?:the|my) order|proceed|go ahead"
    r"|that'?s (?:all|it|correct|right|fine)|correct|enough|my order completed?)\b"
)
_FIRM = re.compile(
    r"\b(?:company|store|business|shop|manager|firm|office) (?:name|is)\b|\bpassword is\b|^name\b"
    r"|\b(?:ltd|limited|pvt|inc|llc|corp|solutions?|services|technologies|infotech|tech|info)$"
)
_SETTING = re.compile(
    r"^(?:\w+ ){0,2}?(?:i am|i'm|im|i|we are|we) (?:a |an |at |in |the )?(?:working|work|works|using|use|travelling"
    r"|traveling|travel|employee|employed|staying|from|new|planning|plan|live|customer)\b"
)


def substance(words: tuple[str, ...], content: Sequence[str], digits: int) -> Iterator[str]:
    """Names of what holds. ``content``: the words that are neither small talk nor digits; ``digits``: how many."""
    said = " ".join(words)
    named = sum(is_thing(word) for word in content)
    at = next((at for at, word in enumerate(words) if word not in _LEADS), len(words))
    counted = len(words) > at + 1 and words[at] in _COUNTS and len(content) <= 6 and digits <= 3
    verbless = bool(content) and not verbs.in_words(said)
    street = bool(_STREET.search(said))
    yield from (
        name
        for name, holds in (
            ("thing", named > 0),
            ("things", named > 1),
            ("counted", counted and not street),
            ("counted thing", counted and not street and named > 0),
            ("bare thing", named > 0 and verbless and len(content) <= 5 and digits <= 3),
            ("verbless", verbless),
            ("generic", is_generic(content)),
            ("choice", all(word in _CHOICES for word in words)),
            ("pays", _PAYS.search(said)),
            ("adds", _ADDS.search(said)),
            ("street", street and digits >= 2),
            ("confirms", _CONFIRMS.search(said)),
            ("firm", _FIRM.search(said)),
            ("setting", _SETTING.search(said)),
            ("known name", verbless and any(_is_name(word) for word in content)),
        )
        if holds
    )


def is_generic(content: Sequence[str]) -> bool:
    """ "I have a problem", "can I place an order": that there is a matter, but not which."""
    return bool(content) and all(word in _GENERIC for word in content)


def is_thing(word: str) -> bool:
    """In the singular or the plural."""
    things = english().things
    return word in things or (word.endswith("s") and (word[:-1] in things or word[:-2] in things))


def strange(content: Sequence[str]) -> float:
    """The share of words that are neither plain English nor things: names, places, slips of the recogniser."""
    plain = english().plain
    odd = sum(word not in plain and word.rstrip("s") not in plain and not is_thing(word) for word in content)
    return odd / max(1, len(content))


def _is_name(word: str) -> bool:
    return word in english().names and word not in english().doubtful_names
