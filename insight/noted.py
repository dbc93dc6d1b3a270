"""What a typed note says of a customer: the facts in it, found as those that are said in a call are."""

from __future__ import annotations

import re
from datetime import date

from calls.events import Channel, Utterance, Word
from calls.filed import FiledFact
from insight.facts import Facts
from insight.heard import Conversation
from language.lexicon import english
from language.mentions import Context, mentions_in, speech_of

_SENTENCE = re.compile(r"[.;!?]\s+|\n+")
_EDGES = ".,;:!?()\"'"
MOST_SENTENCES = 40


def facts_noted(note: str, written: date, country: str) -> tuple[FiledFact, ...]:
    """``written`` is the day from which "tomorrow" counts."""
    facts, conversation, context = Facts(english()), Conversation(), Context(written, country)
    for at, sentence in enumerate(_SENTENCE.split(note)[:MOST_SENTENCES]):
        texts = [text for token in sentence.lower().split() if (text := token.strip(_EDGES))]
        words = tuple(Word(text, float(at), float(at), 1.0) for text in texts)
        if words:
            raw = " ".join(texts)
            mentions = mentions_in(speech_of(words, context))
            said = Utterance(f"n{at}", Channel.CUSTOMER, float(at), float(at), raw, raw, 1.0, words, tuple(mentions))
            facts.hear(conversation.hear(said), conversation)
    return tuple(FiledFact(fact.kind, fact.value) for fact in facts.all)
