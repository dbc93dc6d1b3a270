"""What was masked in this call, to know it when it is said again. Kept in memory, for as long as the call lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from language.lexicon import Lexicon
from language.tokens import Token
from transcription.digit_groups import Group
from transcription.heard import Heard
from transcription.passwords import alone
from transcription.secret_words import PASSWORD

SHORT_S = 60.0
"""How long three digits, or one everyday word, are taken for a secret that was told."""

ECHO_S = 12.0
"""How long one digit or two, said alone, are taken for a piece of a secret that was told."""


@dataclass(frozen=True, slots=True)
class _Known:
    """``text`` is digits, or words of a password."""

    kind: str
    text: str
    at: float


class KnownSecrets:
    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: list[_Known] = []

    def add(self, kind: str, text: str, at: float) -> None:
        if text and (len(text) < 3 or not any(known.kind == kind and known.text == text for known in self._known)):
            self._known.append(_Known(kind, text, at))

    def remember(self, heard: Heard, groups: Sequence[Group]) -> None:
        """Everything that is masked in an utterance."""
        for secret in heard.secrets:
            digits = "".join(group.text for group in groups if secret.first_word <= group.first <= secret.last_word)
            words = " ".join(token.bare for token in heard.tokens[secret.first_word : secret.last_word + 1])
            is_digits = len(digits) >= (3 if secret.kind == PASSWORD else 1)
            self.add(secret.kind, digits if is_digits else words, heard.end)
            if secret.kind == PASSWORD and not is_digits:
                self.add(PASSWORD, " ".join(alone(words.split())), heard.end)

    def kind_of(self, digits: str, at: float, alone: bool = False) -> str:
        """The kind of the secret that these digits are, or a part of; a digit or two may be misheard. "" for none.

        One or two digits are a piece of it only where they are said ``alone``.
        """
        return next((known.kind for known in self._known if _is_again(digits, known, at, alone)), "")

    def passwords_in(self, tokens: Sequence[Token], at: float) -> list[tuple[int, int]]:
        """Where a password that was told stands again, from the first word up to the second number."""
        spans = []
        for known in self._known:
            words = known.text.split()
            if known.kind != PASSWORD or known.text.isdecimal() or (self._is_plain(words) and at - known.at > SHORT_S):
                continue
            for first in range(len(tokens) - len(words) + 1):
                if all(tokens[first + i].bare == word for i, word in enumerate(words)):
                    spans.append((first, first + len(words)))
        return spans

    def _is_plain(self, words: list[str]) -> bool:
        return len(words) == 1 and (words[0] in self._lexicon.plain or len(words[0]) < 3)


def _is_again(text: str, known: _Known, at: float, alone: bool) -> bool:
    if not known.text.isdecimal():
        return False
    if len(text) < 3:
        return alone and text == known.text and at - known.at < ECHO_S
    if text == known.text:
        return len(text) >= 4 or at - known.at < SHORT_S
    if len(text) < 4 or len(known.text) < 4:
        return False
    if text in known.text or known.text in text:
        return True
    if min(len(text), len(known.text)) < 6 or at - known.at > 2 * SHORT_S:
        return False
    alike = SequenceMatcher(None, text, known.text, autojunk=False)
    return alike.find_longest_match().size >= 5 or alike.ratio() >= 0.7
