"""Where a password said in words begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from language.lexicon import Lexicon
from language.runs import piece_at
from language.tokens import Token
from transcription.heard import Heard
from transcription.secret_words import PASSWORD, Cue, SecretWords, cues_in

_COPULAS = frozenset({"is", "was", "it's", "its", "as", "equals", ":", "="})
_COURTESY = frozenset({"thanks", "thank", "you", "please", "sir", "ma'am", "okay", "ok", "right", "madam", "miss"})
_PERSONS = frozenset(
    {
        "i",
        "we",
        "you",
        "he",
        "she",
        "they",
        "what",
        "why",
        "how",
        "which",
        "where",
        "when",
        "who",
        "i'm",
        "i've",
        "i'd",
        "do",
        "can",
        "could",
        "would",
    }
)
_CLAUSES = frozenset(
    {
        "but",
        "with",
        "without",
        "because",
        "and",
        "which",
        "that",
        "it",
        "so",
        "all",
        "in",
        "then",
        "does",
        "doesn't",
        "isn't",
    }
)
"""Words with which something is said about a password that was told."""

_ASKING = frozenset({"will", "would", "can", "could", "does", "do", "did", "should", "are"})
_ASKED_ABOUT = frozenset({"this", "it", "that", "there", "the", "you", "i", "we", "they", "he", "she"})
"""Behind one of the others they ask: "will this happen again"; "is it fluffy" may tell."""

_LONGEST_ANSWER = 8
_LONGEST_REST, _BREATH_S = 3, 1.5
_NEAR = 12

Span = tuple[int, int]


def told_after(tokens: Sequence[Token], cue: Cue, until: int, words: SecretWords, lexicon: Lexicon) -> Span | None:
    """What follows "password" where it is told: "is blue sky seven"; or stands before it: "blue sky is my …"."""
    around = tokens[max(0, cue.first - _NEAR) : cue.end + _NEAR]
    if cues_in(around, words.never):
        return None
    at, linked = cue.end, False
    while at < until and (
        tokens[at].bare in _COPULAS
        or (linked and tokens[at].bare in words.leads and not _is_sign(tokens, at, lexicon))
        or tokens[at].bare in ("number", "um", "uh")
    ):
        linked = linked or tokens[at].bare in _COPULAS
        at += 1
    end = _without_courtesy(tokens, at, until)
    if at >= end:
        return _told_before(tokens, cue, words, lexicon)
    if tokens[at].bare in words.talk and not _is_sign(tokens, at, lexicon):
        return None
    if not linked and not _is_sign(tokens, at, lexicon) and tokens[at].bare in lexicon.plain:
        return None
    if linked and cues_in(around, words.unknown):
        return None
    return at, end


def told_as_answer(tokens: Sequence[Token], words: SecretWords, lexicon: Lexicon) -> Span | None:
    """The password in an answer to the question for it: "sure it's blue sky seven"."""
    if cues_in(tokens, words.unknown):
        return None
    if len(tokens) > 1 and tokens[0].bare in _ASKING and tokens[1].bare in _ASKED_ABOUT:
        return None
    at = 0
    while at < len(tokens) and tokens[at].bare in words.leads and not _is_sign(tokens, at, lexicon):
        at += 1
    end = _without_courtesy(tokens, at, len(tokens))
    said = [token.bare for token in tokens[at:end]]
    if not said:
        return None
    signs = [place for place in range(at, end) if _is_sign(tokens, place, lexicon)]
    if len(said) > _LONGEST_ANSWER or _PERSONS & set(said) or said[0] in words.talk:
        return (signs[0], signs[-1] + 1) if len(signs) >= 3 else None
    return at, end


def alone(words: Sequence[str]) -> Sequence[str]:
    """The password without what is said about it behind: "sunshine forty four but it does not work"."""
    return next((words[:at] for at, word in enumerate(words) if at and word in _CLAUSES), words)


def goes_on(before: Heard, heard: Heard) -> bool:
    """A word or two in the same breath as the password that ``before`` ends with are its rest."""
    ends_with = any(s.kind == PASSWORD and s.last_word == len(before.tokens) - 1 for s in before.secrets)
    at_once = before.channel is heard.channel and heard.start - before.end <= _BREATH_S
    return ends_with and at_once and len(heard.tokens) <= _LONGEST_REST


def _told_before(tokens: Sequence[Token], cue: Cue, words: SecretWords, lexicon: Lexicon) -> Span | None:
    """ "blue sky seven is my password"."""
    end = cue.first
    while end > 0 and tokens[end - 1].bare in words.leads and not _is_sign(tokens, end - 1, lexicon):
        end -= 1
    if end == cue.first or end == 0:
        return None
    first = end
    while first > 0 and _is_sign(tokens, first - 1, lexicon):
        first -= 1
    if first < end:
        return first, end
    is_named = any(token.bare in _COPULAS for token in tokens[end : cue.first])
    return (0, end) if is_named and end <= 4 and not _PERSONS & {token.bare for token in tokens[:end]} else None


def _without_courtesy(tokens: Sequence[Token], first: int, end: int) -> int:
    while end > first and tokens[end - 1].bare in _COURTESY:
        end -= 1
    while end > first and tokens[end - 1].bare in ("and", "my", "the"):
        end -= 1
    return end


def _is_sign(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """A digit, a letter or letters and digits; "a" and "i" are words."""
    if tokens[at].bare in ("a", "i", "as", "be", "see", "are", "you", "why"):
        return False
    return piece_at(tokens, at, lexicon, inside=False) is not None
