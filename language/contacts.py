"""E-mail addresses and phone numbers, put together from spoken words and checked by libraries that know the rules."""

from __future__ import annotations

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from language.kinds import Found, Kind
from language.runs import Run, piece_at
from language.speech import Speech

_TYPED = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}")
_LONGEST_LOCAL = 9
_MANNERS = (("all", "one", "word"), ("one", "word"), ("all", "lower", "case"), ("all", "lowercase"), ("lowercase",))


def emails_in(speech: Speech) -> list[Found]:
    """Every address, typed or said: "p dot raman at mail dot com"."""
    found: list[Found] = []
    for at, token in enumerate(speech.tokens):
        if "@" in token.bare and _TYPED.fullmatch(token.bare):
            address, first, end = token.bare, at, at + 1
        elif token.bare in speech.lexicon.at_signs and at > 0:
            domain, end = _domain(speech, at + 1)
            behind = _local_end(speech, at)
            first = _local_start(speech, behind) if domain else behind
            if first == behind:
                continue
            address = f"{_local(speech, first, behind)}@{domain}"
        else:
            continue
        if (valid := _validated(address)) and (not found or found[-1].end <= first):
            found.append(Found(Kind.EMAIL, valid, first, end))
    return found


def phone_of(speech: Speech, run: Run) -> Found | None:
    """A phone number where the country's plan knows it, or where it is called one."""
    if run.letters or not 7 <= run.digits <= 15:
        return None
    called = _called(speech, run.first, speech.lexicon.phone_words)
    if not called and _called(speech, run.first, speech.lexicon.id_words):
        return None
    first = run.first
    text = run.text
    if speech.word(first - 1) in ("plus", "+"):
        first, text = first - 1, "+" + text
    try:
        number = phonenumbers.parse(text, speech.context.country)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_valid_number(number) and (called or run.digits >= 10):
        return Found(
            Kind.PHONE, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), first, run.end
        )
    return Found(Kind.PHONE, run.text, first, run.end) if called or (run.digits == 10 and run.text[0] > "1") else None


def _called(speech: Speech, at: int, names: frozenset[str]) -> bool:
    return any(speech.word(place) in names for place in range(at - 1, max(-1, at - 6), -1))


def _validated(address: str) -> str:
    try:
        return validate_email(address, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return ""


def _domain(speech: Speech, at: int) -> tuple[str, int]:
    """The domain that starts at ``at`` and the place behind it: "blue sky dot co dot uk"; "" when there is none."""
    labels: list[str] = []
    label, place = "", at
    while place < len(speech.tokens) and place - at < 10:
        word = speech.word(place)
        if word == "dot" or word == ".":
            if not label:
                return "", at
            labels.append(label)
            label = ""
        elif label and word in ("dash", "hyphen", "-"):
            label += "-"
        elif labels and not label and word in speech.lexicon.domains:
            label = word
            if speech.word(place + 1) not in ("dot", "."):
                return ".".join([*labels, label]), place + 1
        elif word in speech.lexicon.providers and speech.word(place + 1) in ("com", "net"):
            return f"{word}.{speech.word(place + 1)}", place + 2
        elif "." in word and not labels and word.rpartition(".")[2] in speech.lexicon.domains:
            return label + word, place + 1
        else:
            piece = piece_at(speech.tokens, place, speech.lexicon, bool(label))
            label += piece.text.lower() if piece and piece.sort == "digits" else word
            if labels and len(label) > 20:
                break
        place += 1
    return "", at


def _local_end(speech: Speech, at: int) -> int:
    """Without "all one word" and the like, which says how to write it."""
    for manner in _MANNERS:
        if at > len(manner) and speech.says(at - len(manner), *manner):
            return at - len(manner)
    return at


def _likened_start(speech: Speech, first: int) -> int:
    """Where "m as in" begins before the "mike" at ``first``; ``first`` when nothing of the kind stands there."""
    for words in (("as", "in"), ("for",), ("like",)):
        start = first - len(words) - 1
        if start >= 0 and speech.says(start + 1, *words) and speech.word(start) == speech.word(first)[:1]:
            return start
    return first


def _local_start(speech: Speech, end: int) -> int:
    """Where the part before "at" begins: everything joined to it, and words that are no everyday ones."""
    joints, lexicon = speech.lexicon.joints, speech.lexicon
    first = end
    while first > max(0, end - _LONGEST_LOCAL):
        if first < end and (likened := _likened_start(speech, first)) < first:
            first = likened
            continue
        word = speech.word(first - 1)
        token = speech.tokens[first - 1]
        if token.stop and first < end:
            break
        joined = first < end and speech.word(first) in joints
        if not (word in joints and first < end) and not joined:
            plain = word.removesuffix("'s") in lexicon.around or (
                first < end and word in lexicon.plain and word not in lexicon.names
            )
            letter = len(word) == 1 and (word not in "ai" or len(speech.word(first - 2)) == 1)
            repeats = first < end and word in lexicon.repeats and speech.tokens[first].shape is not None
            if plain and token.shape is None and not letter and not repeats:
                break
        first -= 1
    while first < end and speech.word(first) in joints:
        first += 1
    return first


def _local(speech: Speech, first: int, end: int) -> str:
    text, place = "", first
    while place < end:
        if (joint := speech.lexicon.joints.get(speech.word(place))) is not None:
            text, place = text + joint, place + 1
            continue
        piece = piece_at(speech.tokens, place, speech.lexicon, inside=False)
        if (
            piece is not None
            and piece.end <= end
            and piece.sort != "cluster"
            and speech.word(place) not in speech.lexicon.alphabet
        ):
            text, place = text + piece.text.lower(), piece.end
        else:
            text, place = text + speech.word(place), place + 1
    return text
