"""Which number is which: the order's, the account's, or nothing that is worth keeping."""

from __future__ import annotations

import re

from calls.events import Mention
from insight.heard import Heard
from insight.substance import is_thing
from language.lexicon import english

SECRET = "secret"
"""Secrets and numbers of an address: never kept as an identifier."""
_KINDS = (
    ("order", re.compile(r"\b(?:orders?|purchase|delivery|tracking|parcel|shipment)\b")),
    (
        "booking",
        re.compile(
            r"\b(?:booking|reservation|confirmation|conf\w*mation|itinerary|ticket number|record locator|pnr)\b"
        ),
    ),
    ("policy", re.compile(r"\bpolicy\b")),
    ("claim", re.compile(r"\bclaim\b")),
    ("account", re.compile(r"\b(?:account|customer (?:number|id)|member(?:ship)?|acc|iban|client)\b")),
    ("product_code", re.compile(r"\b(?:product|item|model|serial|part)\b")),
    (
        SECRET,
        re.compile(
            r"\b(?:social|ssn|s s n|pin|password|pass ?code|pass|cvv|security|zip|postal|post code|postcode|street|road"
            r"|avenue|lane|apartment|apt|drive|suite|floor|po box|extension)\b"
        ),
    ),
    ("reference", re.compile(r"\b(?:reference|ref|sort code|routing|case|invoice|incident|complaint|request)\b")),
)
_PHONE = re.compile(
    r"\b(?:(?:phone|telephone|mobile|cell|contact|call ?back|daytime|best) (?:number|no)\b|number to (?:call|reach))"
)
_PHONE_OF = re.compile(
    r"\b(?:phone|telephone|mobile|cell|contact) (?:number|no) (?:on|for|linked|associated|registered|connected)\b"
)
""" "The phone number on the account" asks for no account's number."""
_MY_PHONE = re.compile(r"\b(?:phone|telephone|mobile|cell|contact)(?: number| no)?(?:'s| is)?$|\bmy number(?:'s| is)$")
_ADDRESS_ASKED = re.compile(r"(?<!mail )\baddress\b")
_DIALLED = re.compile(r"0[1-9]\d{8,9}")
"""A number as it is dialled within most countries; hardly anything else begins with a single nought."""
_PHONE_DIGITS = range(7, 16)
_ANY_NUMBER = re.compile(r"\b(?:number|no|code|id|digits|ends? in)\b")
_GOES_OUT = re.compile(
    r"\b(?:flights?|fly|train|plane|airport|airline|trip|travel\w*|seats?|concert|show|match|game|event|ferry|bus|coach)\b"
)
_YEAR = re.compile(r"^[A-Z]*(?:19|20)\d\d$")
_ELSEWHERE = re.compile(
    r"\b(?:address|street|st|road|rd|avenue|ave|lane|ln|drive|dr|city|blvd|boulevard|highway|parkway|suite|apt|apartment"
    r"|north|south|east|west|cal|calories|ssn|social)\b|mail|\bdot com\b"
)
"""An utterance with an address or a mail in it: its digits are theirs unless something names them."""
_NEXT_ONE = re.compile(r"^(?:and |so |then )?(?:your|the|my|our) (?:\w+ ){1,3}?(?:is|are|was|will)\b.*")
"""Behind digits these name what is told next: "one eighteen forty two, your confirmation is …"."""
_BARE_LENGTHS = (6, 9)
"""How many digits a bare number has that is a reference where no agent is heard: five are a postcode, eight a day."""
_SMALL_TALK = 3
"""Words that may stand beside it: "yes it is"."""
_LAST_FOUR_SOCIAL = re.compile(r"\b(?:insur\w*|policy|claim|social|ssn)\b")


def _of_a_trip(kind: str, words: str, talk: str) -> str:
    """A ticket is a booking where one travels or goes out; else it is a case."""
    ticket = kind == "booking" and words.rfind("ticket") > max(words.rfind("booking"), words.rfind("confirmation"))
    return "reference" if ticket and not _GOES_OUT.search(talk) else kind


def identifier_kind(heard: Heard, mention: Mention, question: Heard | None, talk: str) -> str:
    """The fact's kind; "" for a number that identifies nothing.

    The nearest word before the digits names them, else the one behind, else the question that they answer, else
    ``talk``, what the customer said before. Digits alone need such a word; only where no agent is heard, four of them
    are taken for an account's last.
    """
    words, value = heard.words, mention.value
    letters = not value.isdecimal()
    before = " ".join(words[max(0, mention.first_word - 6) : mention.first_word])
    after = _NEXT_ONE.sub("", " ".join(words[mention.last_word + 1 : mention.last_word + 6]))
    after = " ".join(after.split()[:3])
    asked = question.joined if question else ""
    digits_of_phone = not letters and len(value) in _PHONE_DIGITS
    if digits_of_phone and not _nearest(before) and (_PHONE_OF.search(asked) or _MY_PHONE.search(before)):
        return "phone"
    for said in (before, after, asked):
        kind = _of_a_trip(_nearest(said), said, f"{talk} {heard.joined}")
        if kind:
            short = len(value) < (3 if letters else 4)
            model_year = kind == "product_code" and _YEAR.search(value)
            return "" if kind == SECRET or short or model_year else kind
    if digits_of_phone and (_PHONE.search(asked) or _DIALLED.fullmatch(value)):
        return "phone"
    if len(value) < 4 or mention.kind == "number" or _YEAR.search(value) or _ELSEWHERE.search(heard.joined):
        return ""
    if letters and is_thing(words[mention.first_word]):
        return ""
    if letters and _ADDRESS_ASKED.search(asked):
        return ""
    if letters:
        kind = _named(talk)
        return "reference" if kind in ("", "order") else kind
    if question is not None:
        return "reference" if _ANY_NUMBER.search(asked) or _ANY_NUMBER.search(before) else ""
    if len(value) == 4:
        return "" if _LAST_FOUR_SOCIAL.search(talk) or _begins_an_address(heard, mention) else "account"
    alone = mention.last_word - mention.first_word + _SMALL_TALK >= len(words) and len(value) in _BARE_LENGTHS
    return "reference" if alone or _ANY_NUMBER.search(before) else ""


def _begins_an_address(heard: Heard, mention: Mention) -> bool:
    """ "two five five zero anna nagar chennai": a number with several unknown words behind it is that of a house."""
    plain = english().plain
    behind = [word for word in heard.words[mention.last_word + 1 :] if word not in plain and len(word) > 2]
    return len(behind) >= 2


def _named(words: str) -> str:
    kind = _nearest(words)
    return "" if kind == SECRET else kind


def _nearest(words: str) -> str:
    """The kind named last, which is nearest to digits behind the words; a "booking reference" is a booking."""
    best, found = -1, ""
    for kind, pattern in _KINDS:
        for match in pattern.finditer(words):
            if match.start() > best and not (kind == "reference" and found):
                best, found = match.start(), kind
    return found
