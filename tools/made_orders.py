"""Made-up orders and bookings for training: trades of which no dialogues are at hand, and what is said beside an order.

People who order name things without a verb ("two of the blue candles"), and then sizes, addresses and how they pay. The
training sets have that for one trade only. Only the cues of these turns are learned, never their words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_THINGS = (
    "candle", "pillow case", "desk lamp", "bunch of roses", "garden chair", "printer cartridge", "notebook",
    "school bag", "rain coat", "wool scarf", "running shoe", "water filter", "phone charger", "curtain",
    "bath towel", "double room", "train ticket", "concert ticket", "museum pass", "taxi to the station",
    "hair brush", "pack of vitamins", "cough syrup", "bag of dog food", "bicycle tire", "gallon of paint",
    "box of screws", "birthday card", "wedding album", "photo frame", "karlstad", "volna lamp", "brimnes",
    "orvelle set", "tamsin jacket", "rexo five hundred", "sleepwell classic", "nordlys",
)  # fmt: skip
_ORDERS = (
    "{n} {thing}", "{n} {thing} please", "{thing}", "{thing} please", "i would like {n} {thing}", "i need {n} {thing}",
    "i want {n} {thing}", "can i get {n} {thing}", "i'd like to order {n} {thing}", "give me {n} {thing}",
    "i am looking for {n} {thing}", "{thing} {n}", "{n} {thing} and {m} {other}", "do you have {n} {thing}",
)  # fmt: skip
_MORE = ("and {n} {thing}", "add {n} {thing}", "yes {n} {thing}", "also {n} {thing} please", "{n} more {thing}")
_GREETINGS = ("hi", "hello", "good morning", "hey there", "good afternoon how are you")
_ASKS = (
    "can you help me",
    "i want to order something",
    "i need some help please",
    "can i place an order",
    "please take my order",
)
_BESIDE = (
    "the large one", "medium please", "small", "in blue", "size nine", "the second one is fine", "that one please",
    "cash on delivery", "i'll pay by card", "cash", "card please", "pay with my credit card", "pay online",
    "twelve mill lane springfield", "my name is {name}", "{name}", "{name} forty two station road",
    "{name} traders limited", "the company name is {name} supplies", "nine eight five five two one four seven",
    "yes", "ok", "sure", "the first one", "confirm my order", "yes complete the order please", "that is enough",
    "no need", "by monday if possible", "in the evening", "leave it at the door", "no gift wrap",
    "standard delivery is ok", "yes that one is correct",
)  # fmt: skip
_ENDS = ("no that's all", "nothing else", "thank you bye", "no thanks", "ok thank you have a nice day", "great thanks")
_NAMES = ("petra lindqvist", "omar haddad", "ines marchetti", "tobias wren", "lakshmi", "wojcik", "delacroix")
_NUMBERS = ("one", "two", "three", "four", "five", "a", "ten", "a couple of", "six")

Turn = tuple[tuple[str, ...], bool]
"""Words, and whether they state what the call is about."""


def made_orders(count: int, seed: int = 7) -> Iterator[list[Turn]]:
    """Customers' sides; the same seed gives the same ones."""
    chance = random.Random(seed)
    for _ in range(count):
        yield [(tuple(text.split()), states) for text, states in _made(chance)]


def _made(chance: random.Random) -> Iterator[tuple[str, bool]]:
    if chance.random() < 0.8:
        yield chance.choice(_GREETINGS), False
    if chance.random() < 0.2:
        yield chance.choice(_ASKS), False
    if chance.random() < 0.2:
        yield _filled(chance.choice(_BESIDE), chance), False
    yield _filled(chance.choice(_ORDERS), chance), True
    for _ in range(chance.randrange(4)):
        yield _filled(chance.choice(_BESIDE), chance), False
        if chance.random() < 0.4:
            yield _filled(chance.choice(_MORE), chance), True
    for _ in range(chance.randrange(1, 4)):
        yield _filled(chance.choice(_BESIDE), chance), False
    yield chance.choice(_ENDS), False


def _filled(text: str, chance: random.Random) -> str:
    return text.format(
        n=chance.choice(_NUMBERS),
        m=chance.choice(_NUMBERS),
        thing=chance.choice(_THINGS),
        other=chance.choice(_THINGS),
        name=chance.choice(_NAMES),
    )
