"""The text for people: digits, capitals and full stops put onto the recogniser's words."""

from __future__ import annotations

from collections.abc import Sequence

from calls.events import Mention, Word


def polish(words: Sequence[Word], mentions: Sequence[Mention]) -> str:
    """One line of text; masked words stay as they are."""
    heads = {mention.first_word: mention for mention in mentions}
    out: list[str] = []
    at = 0
    while at < len(words):
        mention = heads.get(at)
        out.append(mention.value if mention else _cased(words[at].text))
        at = mention.last_word + 1 if mention else at + 1
    text = " ".join(out)
    return text[:1].upper() + text[1:]


def _cased(word: str) -> str:
    return "I" + word[1:] if word == "i" or word.startswith("i'") else word
