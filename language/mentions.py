"""The one door: what an utterance's words mention."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calls.events import Mention, Word
from language.amounts import amount_at, bare_amount_at
from language.contacts import emails_in
from language.dates import bare_day_at, date_at, numeric_date_at
from language.kinds import Found, Kind
from language.lexicon import english
from language.quantities import percent_at, quantity_at
from language.relative import duration_at, relative_at
from language.speech import Context, Speech
from language.strings import correction_at, found_string, small_string_at, string_at
from language.times import bare_time_at, time_at
from language.tokens import tokens_of
from language.years import year_at

__all__ = ["Context", "Kind", "find", "mentions_in", "speech_of"]

Detector = Callable[[Speech, int], Found | None]

_ANCHORED: tuple[Detector, ...] = (date_at, time_at, amount_at, relative_at, correction_at, percent_at, numeric_date_at)
"""What its own words make plain comes first; each detector looks at the words that start at its place."""

_BY_CONTEXT: tuple[Detector, ...] = (
    bare_amount_at,
    bare_time_at,
    year_at,
    bare_day_at,
    duration_at,
    quantity_at,
    small_string_at,
)
"""What only its neighbours make plain comes after the long strings."""


def find(words: Sequence[Word], context: Context) -> tuple[Mention, ...]:
    """Mentions in the order of their words, without overlap; kinds and values are those of ``Kind``."""
    return mentions_in(speech_of(words, context))


def speech_of(words: Sequence[Word], context: Context) -> Speech:
    """The words as the rules see them, for those who ask more of them than their mentions."""
    lexicon = english()
    return Speech(tokens_of(words, lexicon), context, lexicon)


def mentions_in(speech: Speech) -> tuple[Mention, ...]:
    return tuple(Mention(found.kind.value, found.value, found.first, found.end - 1) for found in _found_in(speech))


def _found_in(speech: Speech) -> list[Found]:
    taken = emails_in(speech)
    starts = {found.first: found for found in taken}
    out: list[Found] = []
    at = 0
    while at < len(speech.tokens):
        found = starts.get(at) or (_found_at(speech, at) if _may_start(speech, at) else None)
        if (
            found is not None
            and found not in taken
            and any(found.first < mail.end and mail.first < found.end for mail in taken)
        ):
            found = None
        if found is None:
            at += 1
        else:
            out.append(found)
            at = found.end
    return out


def _found_at(speech: Speech, at: int) -> Found | None:
    for detector in _ANCHORED:
        if found := detector(speech, at):
            return found
    if run := string_at(speech, at):
        return found_string(speech, run)
    for detector in _BY_CONTEXT:
        if found := detector(speech, at):
            return found
    return None


def _may_start(speech: Speech, at: int) -> bool:
    """Most words start nothing; to ask every detector about each would cost ten times as much."""
    token = speech.tokens[at]
    bare = token.bare
    if token.shape is not None or token.nth or len(bare) == 1 or bare in speech.lexicon.openers:
        return True
    if not bare.isalpha() and any(sign.isdigit() for sign in bare):
        return True
    following = speech.tokens[at + 1] if at + 1 < len(speech.tokens) else None
    return following is not None and (following.shape is not None or len(following.bare) == 1 or following.bare == "as")
