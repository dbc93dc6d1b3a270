"""Facts of the call: what is kept of the mentions, how values merge, and which value wins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from calls.events import Channel, FactCorrected, Mention
from calls.findings import Fact
from insight.heard import Conversation, Heard
from insight.identifiers import identifier_kind
from insight.names import EARLY, addresses_somebody, asks_for_name, names_in
from language.lexicon import Lexicon

IDENTIFIERS = ("order", "booking", "policy", "claim", "account", "product_code", "reference")
_AS_THEY_ARE = ("amount", "date", "time", "phone", "email", "postcode", "quantity")
KINDS = ("name", *IDENTIFIERS, *_AS_THEY_ARE)
_DIGITS = (*IDENTIFIERS, "phone")
_HEDGE = re.compile(r"\b(?:no|not|sorry|actually|correction|i mean|wrong|mistake|instead|wait|rather)\b")
_YES = re.compile(
    r"^(?:\W*(?:uh|um|oh|ah)\W+)*(?:yes|yeah|yep|correct|right|exactly|that's (?:right|correct|it)|perfect)\b"
)
_SURE = {"phone": 0.85, "email": 0.85, "amount": 0.8, "date": 0.75, "time": 0.75, "postcode": 0.7, "quantity": 0.6}
_ASKED = 0.9
"""Sureness of what answers a question for it."""
_ASKED_FOR = {
    "amount": re.compile(r"\b(?:amount|how much|price|cost|charged?|total|sum)\b"),
    "date": re.compile(r"\b(?:date|when|what day|which day)\b"),
    "time": re.compile(r"\b(?:time|when)\b"),
}
_ASKED_PAST = re.compile(
    r"\bwhen (?:did|was|were|had)\b|\b(?:what|which) (?:day|date) (?:did|was|were)\b|\bwhen .*\b(?:happened|last)\b"
)
_UNNAMED = 0.5
"""A number that nothing named: kept, but not told as if it were certain."""
_TALK = 60
"""Words of the customer's last turns that may name a bare number."""
RECENT = 30
CITED = 8
"""Utterances that a fact cites at most."""
CLOSE = 2
"""Values of the same length that differ in so few signs are one value heard twice."""


class Facts:
    """The facts so far. What the agent set is never replaced; the methods say whether anything changed."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._facts: list[Fact] = []
        self._by_value: dict[tuple[str, str], Fact] = {}
        self._settled: set[tuple[str, str]] = set()
        self.corrected: dict[tuple[str, str], str] = {}
        """What the agent set in the place of a value: (kind, the value heard) to the value that is right."""
        self._today = ""
        self._talk: list[str] = []
        self._agent_spoke = False
        self._turns = 0
        self._read_back: tuple[Fact, str] | None = None

    def begin(self, today: str) -> None:
        """``today``: the call's ISO date."""
        self._today = today

    @property
    def all(self) -> tuple[Fact, ...]:
        return tuple(self._facts)

    @property
    def recent(self) -> list[Fact]:
        """Enough for the summary; a call has few facts, and one that has hundreds shall not cost more."""
        return self._facts[-RECENT:]

    def hear(self, heard: Heard, conversation: Conversation) -> bool:
        """What comes late gives those of the other side that followed it another meaning: they are heard again."""
        changed = self._hear(heard, conversation)
        for reply in conversation.after(heard, heard.channel.other):
            changed |= self._hear(reply, conversation)
        return changed

    def _hear(self, heard: Heard, conversation: Conversation) -> bool:
        question = conversation.before(heard, heard.channel.other)
        changed = self._answer_read_back(heard)
        for old, new in _corrections(heard):
            changed |= self._mend(old, new, heard)
        for fact in self._found(heard, question):
            changed |= self._learn(fact, heard)
        if heard.channel is Channel.CUSTOMER:
            self._talk = [*self._talk, *heard.words][-_TALK:]
            self._turns += 1
        else:
            self._agent_spoke = True
        return changed

    def correct(self, event: FactCorrected) -> bool:
        known = next((f for f in self._facts if (f.kind, f.value) == (event.kind, event.old_value)), None)
        self._settled.update({(event.kind, event.old_value), (event.kind, event.value)})
        self._note_correction(event)
        twin = next((f for f in self._facts if (f.kind, f.value) == (event.kind, event.value)), None)
        if known and twin and twin is not known:
            self._remove(twin)
        known = known or twin
        if known and not event.value:
            self._remove(known)
        elif known:
            text = known.text if event.value == known.value else event.value
            self._put(known, replace(known, value=event.value, text=text, confidence=1.0, confirmed=True))
        elif event.value:
            self._add(Fact(event.kind, event.value, event.value, (), 1.0, confirmed=True))
        return known is not None or bool(event.value)

    def _note_correction(self, event: FactCorrected) -> None:
        self.corrected.pop((event.kind, event.value), None)
        if event.old_value and event.value and event.old_value != event.value:
            now = {known: event.value for known, new in self.corrected.items() if new == event.old_value}
            self.corrected |= now | {(event.kind, event.old_value): event.value}

    @property
    def _expects_name(self) -> bool:
        return self._turns <= EARLY and not any(fact.kind == "name" for fact in self._facts)

    def _found(self, heard: Heard, question: Heard | None) -> Iterator[Fact]:
        """A question counts only if the other side spoke at all: then a bare number without one is no identifier."""
        asked = question if question or not self._agent_spoke else heard
        talk = " ".join(self._talk)
        for mention in heard.utterance.mentions:
            kind = mention.kind if mention.kind in _AS_THEY_ARE else ""
            if mention.kind in ("id", "number", "code"):
                kind = self._kind_heard(mention.value) or identifier_kind(heard, mention, asked, talk)
            elif mention.kind == "phone":
                kind = identifier_kind(heard, mention, None, "") if _named_before(heard, mention) else "phone"
            if kind and not mention.value.startswith(("+P", "-P")):
                sure = _UNNAMED if kind == "reference" else _SURE.get(kind, 0.8)
                if kind in _ASKED_FOR and question and _ASKED_FOR[kind].search(question.joined):
                    sure = _ASKED
                value = self._past(mention, heard, question) if kind == "date" else mention.value
                yield Fact(kind, value, heard.said(mention), (heard.id,), sure)
        asked_by_agent = question if self._agent_spoke else None
        for name in names_in(heard, asked_by_agent, self._lexicon, early=self._expects_name):
            text = " ".join(heard.words[name.first_word : name.last_word + 1])
            sure = _ASKED if question and asks_for_name(question) else name.confidence
            yield Fact("name", name.value, text, (heard.id,), sure)

    def _past(self, mention: Mention, heard: Heard, question: Heard | None) -> str:
        """ "When did it happen", "on sunday": the last one, where the words alone would mean the next."""
        ahead = self._today and mention.value >= self._today and heard.said(mention) in self._lexicon.weekdays
        if not ahead or question is None or not _ASKED_PAST.search(question.joined):
            return mention.value
        return (date.fromisoformat(mention.value) - timedelta(7)).isoformat()

    def _kind_heard(self, value: str) -> str:
        """The kind of a number that was said before, or one so close to it that it is the same read back."""
        named = (f for f in reversed(self._facts[-RECENT:]) if f.kind in IDENTIFIERS and f.kind != "reference")
        return next((f.kind for f in named if f.value == value or _near(f.value, value)), "")

    def _learn(self, fact: Fact, heard: Heard) -> bool:
        known = self._same(fact)
        if known:
            return self._merge(known, fact)
        if (fact.kind, fact.value) in self._settled:
            return False
        close = self._close(fact)
        if close and close.confirmed:
            return False
        if close and heard.channel is Channel.AGENT:
            self._read_back = (close, fact.value)
            return False
        if close and _HEDGE.search(heard.joined):
            return self._replace_value(close, fact)
        if fact.kind == "name" and (whole := self._other_part(fact)):
            return self._put(whole, replace(fact, evidence=fact.evidence + whole.evidence))
        if heard.channel is Channel.AGENT and fact.kind in ("name", "quantity") and not self._is_addressed(fact, heard):
            return False
        self._add(fact)
        return True

    def _is_addressed(self, fact: Fact, heard: Heard) -> bool:
        """The customer, by the agent who has the name from elsewhere."""
        unknown = not any(known.kind == "name" for known in self._facts)
        return fact.kind == "name" and unknown and addresses_somebody(heard)

    def _same(self, fact: Fact) -> Fact | None:
        """The same value under another identifier's name is the same number: "reference" gives way to "order"."""
        return self._by_value.get(_key(fact))

    def _merge(self, known: Fact, fact: Fact) -> bool:
        """More witnesses make it surer; the same one heard again only counts if its question has come to light."""
        kind = fact.kind if known.kind == "reference" and not known.confirmed else known.kind
        again = fact.evidence[0] in known.evidence
        if known.confirmed or (again and kind == known.kind and fact.confidence <= known.confidence):
            return False
        sure = 1 - (1 - known.confidence) * (1 - 0.5 * fact.confidence)
        sure = max(known.confidence, fact.confidence) if again else round(sure, 3)
        evidence = tuple(dict.fromkeys(known.evidence + fact.evidence))[:CITED]
        return self._put(known, replace(known, kind=kind, evidence=evidence, confidence=sure))

    def _close(self, fact: Fact) -> Fact | None:
        """A number that this one may be a hearing of."""
        if fact.kind not in _DIGITS:
            return None
        return next(
            (f for f in reversed(self._facts[-RECENT:]) if f.kind in _DIGITS and _near(f.value, fact.value)), None
        )

    def _other_part(self, fact: Fact) -> Fact | None:
        """A shorter name that the new one completes: "ben", "it's benjamin carter"."""
        parts = fact.value.split()

        def is_part(known: Fact) -> bool:
            shorter = set(known.value.split()) < set(parts)
            at_once = fact.evidence[0] in known.evidence and len(parts) > 1 and parts[0].startswith(known.value)
            return known.kind == "name" and not known.confirmed and (shorter or at_once)

        return next((known for known in self._facts[-RECENT:] if is_part(known)), None)

    def _answer_read_back(self, heard: Heard) -> bool:
        """The agent read a number back a little differently; the customer's "yes" makes that the value."""
        if self._read_back is None or heard.channel is not Channel.CUSTOMER:
            return False
        (known, value), self._read_back = self._read_back, None
        if known not in self._facts or not _YES.search(heard.joined):
            return False
        return self._put(known, replace(known, value=value, evidence=(*known.evidence, heard.id)))

    def _mend(self, old: str, new: str, heard: Heard) -> bool:
        """ "seven not five": the last number that has the one sign gets the other."""
        for known in reversed(self._facts[-RECENT:]):
            if known.kind in _DIGITS and not known.confirmed and old in known.value and new not in known.value:
                value = known.value.replace(old, new, 1)
                self._settled.add((known.kind, known.value))
                return self._put(known, replace(known, value=value, evidence=(heard.id, *known.evidence)))
        return False

    def _replace_value(self, known: Fact, fact: Fact) -> bool:
        self._settled.add((known.kind, known.value))
        kind = known.kind if fact.kind == "reference" else fact.kind
        return self._put(known, replace(fact, kind=kind, evidence=fact.evidence + known.evidence))

    def _put(self, known: Fact, new: Fact) -> bool:
        at = next(i for i in reversed(range(len(self._facts))) if self._facts[i] is known)
        self._facts[at] = new
        self._by_value.pop(_key(known), None)
        self._by_value[_key(new)] = new
        return True

    def _remove(self, fact: Fact) -> None:
        self._facts.remove(fact)
        self._by_value.pop(_key(fact), None)

    def _add(self, fact: Fact) -> None:
        self._facts.append(fact)
        self._by_value[_key(fact)] = fact


def _key(fact: Fact) -> tuple[str, str]:
    return ("id" if fact.kind in IDENTIFIERS else fact.kind, fact.value)


def _corrections(heard: Heard) -> Iterator[tuple[str, str]]:
    for mention in heard.utterance.mentions:
        if mention.kind == "correction" and ">" in mention.value:
            old, _, new = mention.value.partition(">")
            yield old, new


def _named_before(heard: Heard, mention: Mention) -> bool:
    """Ten digits look like a phone number, but "order number" before them says otherwise."""
    before = " ".join(heard.words[max(0, mention.first_word - 5) : mention.first_word])
    return bool(
        re.search(r"\b(?:order|policy|claim|account|booking|reference|confirmation) (?:number|id|no)\b", before)
    )


def _near(one: str, other: str) -> bool:
    return (
        len(one) == len(other) >= 4 and one != other and sum(a != b for a, b in zip(one, other, strict=True)) <= CLOSE
    )
