"""Facts of the call: which mention is the order number, whose name it is, and which value won."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from calls.events import Channel, FactCorrected, Mention
from calls.findings import Fact
from insight.heard import Conversation, Heard, vocabulary

_AS_THEY_ARE = ("amount", "date", "time", "phone", "email", "postcode", "quantity")
_ID_KINDS = (
    ("order", r"\border\b"),
    ("booking", r"\b(?:booking|reservation|confirmation|conformation|itinerary|ticket|flight)\b"),
    ("policy", r"\bpolicy\b"),
    ("claim", r"\bclaim\b"),
    ("account", r"\b(?:account|customer|member|membership)\b"),
    ("product_code", r"\b(?:product|item|model|serial)\b"),
    ("reference", r"\b(?:reference|case|ticket|id|number|code)\b"),
)
_NAME = re.compile(r"\b(?:my name is|my name's|this is|name is|i am called|speaking with)\b")
_NAME_ASKED = re.compile(r"\b(?:your|full|first|last|whose|the) name\b|\bname please\b|\bwho am i speaking\b")
_NOT_A_NAME = vocabulary(
    "a an the is it my your i you he she we they and or but to of in on for with yes yeah no ok okay sure hi hello "
    "thanks thank please calling name first last full about from here speaking number account order"
)


class Facts:
    """The facts so far. Each method that hears returns whether anything changed."""

    def __init__(self) -> None:
        self._facts: list[Fact] = []
        self._settled: set[tuple[str, str]] = set()

    @property
    def all(self) -> tuple[Fact, ...]:
        return tuple(self._facts)

    def hear(self, heard: Heard, conversation: Conversation) -> bool:
        question = conversation.before(heard, heard.channel.other)
        found = [*_from_mentions(heard, question), *_names(heard, question)]
        return any([self._learn(fact) for fact in found])

    def correct(self, event: FactCorrected) -> bool:
        self._settled.add((event.kind, event.old_value))
        known = next((f for f in self._facts if f.kind == event.kind and f.value == event.old_value), None)
        if not event.value:
            if known:
                self._facts.remove(known)
            return known is not None
        self._settled.add((event.kind, event.value))
        if known:
            text = known.text if event.value == event.old_value else event.value
            put = replace(known, value=event.value, text=text, confidence=1.0, confirmed=True)
            self._facts[self._facts.index(known)] = put
        else:
            self._facts.append(Fact(event.kind, event.value, event.value, (), 1.0, confirmed=True))
        return True

    def _learn(self, fact: Fact) -> bool:
        for at, known in enumerate(self._facts):
            if (known.kind, known.value) == (fact.kind, fact.value):
                if fact.evidence[0] in known.evidence:
                    return False
                confidence = 1 - (1 - known.confidence) * (1 - fact.confidence)
                self._facts[at] = replace(known, evidence=known.evidence + fact.evidence, confidence=confidence)
                return True
        if (fact.kind, fact.value) in self._settled:
            return False
        self._facts.append(fact)
        return True


def _from_mentions(heard: Heard, question: Heard | None) -> Iterator[Fact]:
    for mention in heard.utterance.mentions:
        kind = mention.kind if mention.kind in _AS_THEY_ARE else ""
        if mention.kind in ("id", "number") and len(mention.value) >= 4:
            kind = _id_kind(heard, mention, question)
        if kind:
            text = " ".join(heard.words[mention.first_word : mention.last_word + 1])
            yield Fact(kind, mention.value, text, (heard.id,), 0.8)


def _id_kind(heard: Heard, mention: Mention, question: Heard | None) -> str:
    """Named by the nearest words before the digits, else by the question that they answer."""
    before = " ".join(heard.words[max(0, mention.first_word - 6) : mention.first_word])
    asked = question.joined if question else ""
    for words in (before, asked):
        for kind, pattern in _ID_KINDS:
            if re.search(pattern, words):
                return kind
    return "reference" if mention.kind == "id" else ""


def _names(heard: Heard, question: Heard | None) -> Iterator[Fact]:
    said = heard.joined
    match = _NAME.search(said)
    if match:
        words = said[match.end() :].split()
    elif heard.channel is Channel.CUSTOMER and question and _NAME_ASKED.search(question.joined):
        words = list(heard.words) if len(heard.words) <= 3 else []
    else:
        return
    name: list[str] = []
    for word in words[:3]:
        if word in _NOT_A_NAME or not word.isalpha():
            break
        name.append(word)
    if name and heard.channel is Channel.CUSTOMER:
        text = " ".join(name)
        yield Fact("name", text.title(), text, (heard.id,), 0.7)
