"""Calls in which secrets are told, and calls in which none are, with the mistakes that a recogniser makes."""

from __future__ import annotations

import random
from dataclasses import dataclass

from transcription.digit_groups import passes_luhn

DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
CONFUSED = {
    "one": ["won", "on", "want"],
    "two": ["to", "too", "do"],
    "three": ["tree", "the", "free"],
    "four": ["for", "or", "five"],
    "five": ["four", "nine", "fine"],
    "six": ["sex", "sick"],
    "seven": ["even", "heaven"],
    "eight": ["ate", "a", "hate"],
    "nine": ["five", "line", "night"],
    "zero": ["oh", "there"],
}
STRAY = [
    "house",
    "maybe",
    "provider",
    "the",
    "letter",
    "window",
    "of",
    "morning",
    "charge",
    "really",
    "paper",
    "street",
]
CARD_QUESTIONS = [
    "can i take the card number please",
    "what's the long number on the front of the card",
    "go ahead with the card number whenever you're ready",
    "may i have the sixteen digit number on your card",
]
NODS = ["mm-hm", "okay", "yes", "got it", "right"]
OPEN_QUESTIONS = [
    ("what's your order number", 6),
    ("can i have your account number please", 8),
    ("what's the best phone number to reach you", 10),
    ("and your zip code", 5),
    ("what's your policy number", 9),
    ("can you read me the tracking number", 12),
    ("what's the confirmation number", 6),
]


@dataclass(frozen=True, slots=True)
class Told:
    kind: str
    digits: str


def spoken(digits: str) -> str:
    return " ".join(DIGITS[int(sign)] for sign in digits)


def number(chance: random.Random, size: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(size))


def card(chance: random.Random) -> str:
    """A number with the first digits, the length and the check digit of a card."""
    start = chance.choice(["4", "51", "52", "37"])
    while True:
        digits = start + number(chance, (15 if start == "37" else 16) - len(start))
        if passes_luhn(digits):
            return digits


def payment_call(seed: int) -> tuple[list[str], list[Told]]:
    """Lines of a call in which a card, its date and code and a PIN are told, and what was told."""
    chance = random.Random(seed)
    digits, date, code, pin = card(chance), f"{chance.randint(1, 12):02d}27", number(chance, 3), number(chance, 4)
    size = chance.choice([4, 4, 6, 16])
    lines = ["agent: how can i help you", "customer: i want to pay for my order four four seven one nine nine"]
    lines.append("agent: " + chance.choice(CARD_QUESTIONS))
    for at in range(0, len(digits), size):
        piece = digits[at : at + size]
        lines.append("customer: " + chance.choice(["", "", "okay ", "and "]) + spoken(piece))
        if chance.random() < 0.6:
            lines.append("agent: " + (chance.choice(NODS) if chance.random() < 0.7 else spoken(piece)))
    if chance.random() < 0.4:
        lines += ["agent: so that's " + spoken(digits), "customer: yes"]
    lines += ["agent: and the expiry date", "customer: " + spoken(date)]
    lines += ["agent: and the security code on the back", "customer: it's " + spoken(code)]
    lines += ["agent: can you confirm your pin please", "customer: " + spoken(pin)]
    return lines, [Told("card", digits), Told("expiry", date), Told("code", code), Told("pin", pin)]


def service_call(seed: int) -> list[str]:
    """Lines of a call in which numbers are told that are needed to serve."""
    chance = random.Random(seed)
    lines = ["agent: how can i help you", "customer: my card was charged twice and i can't log in with my password"]
    for question, size in chance.sample(OPEN_QUESTIONS, 5):
        answer = spoken(number(chance, size))
        lines += ["agent: " + question, "customer: " + chance.choice(["", "it's ", "sure it's "]) + answer]
        if chance.random() < 0.4:
            lines.append("agent: so that's " + answer)
    return lines


def misheard(lines: list[str], rate: float, seed: int) -> list[str]:
    """The lines with ``rate`` of their words replaced, dropped or added to; digits mostly by words that sound alike."""
    chance = random.Random(seed)
    out = []
    for line in lines:
        side, _, text = line.partition(": ")
        words = [heard for word in text.split() for heard in _misheard(word, rate, chance)]
        if words:
            out.append(f"{side}: {' '.join(words)}")
    return out


def _misheard(word: str, rate: float, chance: random.Random) -> list[str]:
    dice = chance.random()
    if dice < rate * 0.6:
        alike = CONFUSED.get(word)
        return [chance.choice(alike if alike and chance.random() < 0.7 else STRAY)]
    if dice < rate * 0.8:
        return []
    return [word, chance.choice(STRAY)] if chance.random() < rate * 0.2 else [word]
