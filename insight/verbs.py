"""English verbs as far as retelling needs them: past and third person."""

from __future__ import annotations

from functools import cache

from insight.heard import vocabulary

_IRREGULAR = {
    "be": "was", "have": "had", "do": "did", "go": "went", "get": "got", "make": "made", "take": "took", "see": "saw",
    "come": "came", "say": "said", "tell": "told", "give": "gave", "find": "found", "think": "thought", "know": "knew",
    "buy": "bought", "pay": "paid", "send": "sent", "lose": "lost", "leave": "left", "keep": "kept", "hear": "heard",
    "read": "read", "put": "put", "let": "let", "set": "set", "hold": "held", "speak": "spoke", "write": "wrote",
    "feel": "felt", "run": "ran", "begin": "began", "break": "broke", "bring": "brought", "choose": "chose",
    "cost": "cost", "cut": "cut", "drive": "drove", "fall": "fell", "fly": "flew", "forget": "forgot",
    "freeze": "froze",
    "hope": "hoped", "mean": "meant", "meet": "met", "sell": "sold", "show": "showed", "shut": "shut", "sit": "sat",
    "spend": "spent", "stand": "stood", "steal": "stole", "understand": "understood", "wake": "woke", "win": "won",
    "hit": "hit", "quit": "quit", "become": "became", "grow": "grew", "build": "built", "catch": "caught",
}  # fmt: skip
_REGULAR = (
    "want need like try use ask call wait work help change cancel order check update receive return book charge owe "
    "live move look start stop open close reset activate install download upload connect disconnect turn happen "
    "notice expect request report contact explain confirm offer add remove replace repair fix cover crash load appear "
    "seem believe wonder prefer enjoy love hate appreciate apologise apologize assume suggest recommend advise refuse "
    "reject decline fail finish complete deliver ship arrive track schedule reschedule upgrade renew register sign "
    "log enter select click press restart reboot unplug plug transfer deposit withdraw claim file submit apply "
    "process refund credit bill switch travel stay visit play watch listen stream save delete subscribe unsubscribe "
    "follow forward email text message reply answer respond promise manage arrange investigate escalate raise resolve "
    "sort chase pass provide share verify review increase decrease drop lock block accept agree plan decide mention "
    "remember require include miss pick purchase search"
)
_DOUBLING = frozenset(("stop", "plan", "drop", "cancel", "travel", "ship", "log", "plug", "unplug", "refer", "submit"))
_PLAIN = vocabulary(_REGULAR) | frozenset(_IRREGULAR)


_PASTS = frozenset(_IRREGULAR.values())
_AUXILIARIES = vocabulary(
    "is are am was were be been being has have had do does did can could will would may might shall should must cannot"
)


@cache
def past(verb: str) -> str:
    """The simple past of a plain form."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if verb in _DOUBLING else f"{verb}ed"


@cache
def third_person(verb: str) -> str:
    """As after "he" or "the customer"."""
    if verb in ("have", "be", "do", "go"):
        return {"have": "has", "be": "is", "do": "does", "go": "goes"}[verb]
    if verb.endswith(("s", "x", "sh", "ch")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def is_plain(word: str) -> bool:
    """Is this the plain form of a verb that is known here?"""
    return word in _PLAIN


@cache
def is_past(word: str) -> bool:
    """Is this the past of a verb that is known here, and not its plain form too, as "put" is?"""
    return word not in _PLAIN and word in {past(verb) for verb in _PLAIN}


def in_words(words: str) -> bool:
    """Does any of them look like a verb? Without one it is a thing that is spoken of, not something told."""
    return any(
        word in _AUXILIARIES
        or word in _PLAIN
        or word in _PASTS
        or word.endswith(("n't", "ed", "'s", "'re", "'ve", "'ll"))
        or (third_person(word.rstrip("s")) == word and word.rstrip("s") in _PLAIN)
        for word in words.lower().split()
    )
