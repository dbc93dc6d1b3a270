"""Own sentences of support calls: templates with slots, filled at random."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from tools.model.plan import HERE

TEXT = HERE / "text"
SLOT = re.compile(r"\{(\w+)\}")
ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
LETTERS = list("abcdefghijklmnopqrstuvwxyz")
HISSING = ("s", "x", "ch", "sh")
LINKS = ["and", "but", "so", "because", "okay", "yes", "no", "um", "well", "thank you", "please", "or", "then", "sorry"]
OPENERS = ["okay", "um", "uh", "well", "yeah", "so", "yes", "hi", "hello", "right", "alright", "sorry", "oh"]


def sections(name: str) -> dict[str, list[str]]:
    """Sections of a text file: entries stand one to a line, or several with bars between."""
    found: dict[str, list[str]] = {}
    for part in re.split(r"^\[", (TEXT / name).read_text(encoding="utf-8"), flags=re.M)[1:]:
        head, _, body = part.partition("]\n")
        bar = "|" if name == "lists.txt" else "\n"
        joined = body.replace("\n", " ") if bar == "|" else body
        found[head] = [entry.strip() for entry in joined.split(bar) if entry.strip()]
    return found


@dataclass
class Writer:
    """Fills templates; one seed, one text. Every slot name is a key of `slots`."""

    rng: random.Random

    def __post_init__(self) -> None:
        self.lists = sections("lists.txt")
        self.templates = sections("templates.txt")
        self.irregular = dict(pair.split(":") for pair in self.lists["irregular_past"])
        self.plurals = dict(pair.split(":") for pair in self.lists["irregular_plural"])
        self.code_words: dict[str, list[str]] = {}
        for word in self.lists["code_word"]:
            self.code_words.setdefault(word[0], []).append(word)
        self.slots: dict[str, Callable[[], str]] = {name: self.picker(name) for name in self.lists}
        self.slots |= {
            "thing": self.thing,
            "number": lambda: self.cardinal(0, 120),
            "big_number": lambda: self.cardinal(100, 99_999),
            "three_digits": lambda: self.digits(3),
            "four_digits": lambda: self.digits(4),
            "zip": lambda: self.digits(5),
            "digits": lambda: self.digits(3, 12),
            "letter": lambda: self.pick(LETTERS),
            "code": self.code,
            "piece": self.piece,
            "amount": self.amount,
            "date": self.date,
            "year": self.year,
            "time": self.time,
            "duration": self.duration,
            "phone": self.phone,
            "email": self.email,
            "name": self.name,
            "spelled": self.spelled,
            "spelled_name": lambda: " ".join(self.pick(self.lists["last_name"] + self.lists["first_name"])),
            "street": lambda: f"{self.cardinal(1, 999)} {self.pick(self.lists['street'])}",
            "verb_ing": lambda: self.ing(self.pick(self.lists["verb"])),
            "verb_s": lambda: third(self.pick(self.lists["verb"])),
            "verb_past": lambda: self.past(self.pick(self.lists["verb"])),
            "plural": self.plural_noun,
            "products": lambda: self.plural(self.pick(self.lists["product"])),
        }

    def pick(self, items: list[str]) -> str:
        return self.rng.choice(items)

    def picker(self, name: str) -> Callable[[], str]:
        return lambda: self.pick(self.lists[name])

    def cardinal(self, low: int, high: int) -> str:
        return self.in_words(self.rng.randint(low, high))

    def in_words(self, n: int) -> str:
        """A number in words, with or without "and" after hundreds."""
        if n < 10:
            return ONES[n]
        if n < 20:
            return self.lists["teen"][n - 10]
        if n < 100:
            return self.lists["ten"][n // 10 - 2] + (f" {ONES[n % 10]}" if n % 10 else "")
        size, word = (1000, "thousand") if n >= 1000 else (100, "hundred")
        link = " and " if size == 100 and self.rng.random() < 0.5 else " "
        rest = link + self.in_words(n % size) if n % size else ""
        return f"{self.in_words(n // size)} {word}{rest}"

    def fill(self, template: str) -> str:
        return " ".join(SLOT.sub(lambda found: self.slots[found[1]](), template).split())

    def sentence(self) -> str:
        """One to three filled templates of either side of the call."""
        pool = self.templates["agent" if self.rng.random() < 0.3 else "both"]
        chance = self.rng.random()
        parts = [self.fill(self.pick(pool))]
        for limit in (0.35, 0.12):
            if chance < limit:
                parts += [self.pick(LINKS)] if self.rng.random() < 0.6 else []
                parts.append(self.fill(self.pick(pool)))
        if self.rng.random() < 0.08:
            parts.insert(0, self.pick(OPENERS))
        return " ".join(parts)

    def identifier(self) -> str:
        return self.fill(self.pick(self.templates["ids"]))

    def digit(self, zeros: float = 0.1) -> str:
        """`zeros`: how often it is one; numbers of accounts and orders have many."""
        if self.rng.random() < zeros:
            return self.pick(["oh", "zero"])
        return ONES[self.rng.randint(1, 9)]

    def digits(self, low: int, high: int = 0) -> str:
        said = [self.digit() for _ in range(self.rng.randint(low, high or low))]
        if self.rng.random() < 0.08:
            i = self.rng.randrange(len(said))
            said[i] = f"{self.pick(['double', 'triple'])} {said[i]}"
        return " ".join(said)

    def code(self) -> str:
        """Four to twelve signs, letters in front, behind or mixed in: what order numbers look like."""
        n = self.rng.randint(4, 12)
        kind = self.rng.random()
        lead = 0 if kind < 0.4 else self.rng.randint(1, 3)
        zeros = self.rng.choice([0.1, 0.2, 0.35])
        signs = [self.pick(LETTERS) if i < lead else self.digit(zeros) for i in range(n)]
        if kind > 0.85:
            self.rng.shuffle(signs)
        return " ".join(signs)

    def piece(self) -> str:
        """One to four signs between pauses, as a number is read from a card."""
        draw = self.rng.choice([lambda: self.pick(LETTERS), self.digit])
        return " ".join(draw() for _ in range(self.rng.randint(1, 4)))

    def spelled(self) -> str:
        kind = self.rng.random()
        word = self.pick(self.lists["last_name"] + self.lists["first_name"]).replace(" ", "")
        if kind < 0.4:
            return " ".join(word)
        if kind < 0.6:
            return " ".join(self.pick(LETTERS) for _ in range(self.rng.randint(2, 6)))
        if kind < 0.8:
            return " ".join(self.code_letter(c) for c in word[: self.rng.randint(2, 5)])
        return " ".join(self.rng.choice([self.pick(LETTERS), self.digit()]) for _ in range(self.rng.randint(4, 9)))

    def code_letter(self, letter: str) -> str:
        if self.rng.random() < 0.5:
            return letter
        return f"{letter} {self.pick(['as in', 'for', 'like'])} {self.pick(self.code_words[letter])}"

    def amount(self) -> str:
        kind = self.rng.random()
        if kind < 0.4:
            return f"{self.cardinal(2, 999)} dollars"
        if kind < 0.7:
            return f"{self.cardinal(2, 200)} dollars and {self.cardinal(2, 99)} cents"
        if kind < 0.85:
            return f"{self.cardinal(5, 99)} {self.in_words(self.rng.choice([99, 95, 50, 49, 25, 75, 20]))}"
        if kind < 0.93:
            return f"{self.cardinal(2, 99)} {self.pick(['pounds', 'euros', 'bucks'])}"
        return f"{self.in_words(self.rng.randint(1, 40) * 100 * self.rng.choice([1, 5, 10]))} dollars"

    def year(self) -> str:
        kinds = (f"nineteen {self.cardinal(40, 99)}", f"two thousand {self.cardinal(1, 24)}")
        return self.rng.choice([*kinds, f"two thousand and {self.cardinal(1, 24)}", f"twenty {self.cardinal(10, 29)}"])

    def date(self) -> str:
        kind = self.rng.random()
        month, ordinal, day = (self.slots[name]() for name in ("month", "ordinal", "day"))
        if kind < 0.4:
            return f"{month} {ordinal}"
        if kind < 0.6:
            return f"the {ordinal} of {month}"
        if kind < 0.75:
            return f"{day} the {ordinal}"
        if kind < 0.9:
            return f"{self.pick(['last', 'next', 'this', 'on', ''])} {day}"
        return f"{month} {ordinal} {self.year()}"

    def time(self) -> str:
        hour = self.cardinal(1, 12)
        minutes = self.in_words(self.rng.choice([15, 30, 45, 10, 20, 40, 50]))
        part = self.pick(["", " a m", " p m", " in the morning", " in the afternoon"])
        whole = f"{hour} " + self.pick(["o'clock", "a m", "p m"])
        return self.pick(
            [whole, f"{hour} {minutes}{part}", f"half past {hour}", f"quarter to {hour}", "noon", f"{hour} thirty"]
        )

    def duration(self) -> str:
        units = ["minutes", "days", "hours", "weeks", "months", "years", "seconds"]
        counted = f"{self.cardinal(2, 60)} {self.pick(units)}"
        fixed = [
            "an hour",
            "a week",
            "a month",
            "a year",
            "a day",
            "a couple of days",
            "half an hour",
            "a minute",
            "two to three business days",
            "five to seven days",
            "twenty four hours",
            "forty eight hours",
            "a second",
            "a moment",
            "three to five working days",
        ]
        return self.pick([counted, counted, f"a few {self.pick(units)}", self.pick(fixed)])

    def phone(self) -> str:
        spaced = f"{self.digits(3)} {self.digits(3)} {self.digits(4)}"
        free = f"eight hundred {self.digits(3)} {self.digits(4)}"
        return self.pick([self.digits(10), self.digits(7), spaced, free, f"area code {self.digits(3)}"])

    def email(self) -> str:
        host = self.slots["mail_host"]()
        end = self.pick(["com", "net", "org", "co dot u k"])
        number = f" {self.cardinal(1, 99)}" if self.rng.random() < 0.5 else ""
        link = self.pick([" ", " dot ", " underscore "])
        return f"{self.slots['first_name']()}{link}{self.slots['last_name']()}{number} at {host} dot {end}"

    def name(self) -> str:
        family = f" {self.slots['last_name']()}" if self.rng.random() < 0.6 else ""
        return self.slots["first_name"]() + family

    def thing(self) -> str:
        slots = self.slots
        kinds: list[Callable[[], str]] = [
            lambda: f"{self.pick(['my', 'the', 'your', 'this'])} {slots['matter']()}",
            lambda: f"{self.pick(['my', 'the'])} {slots['account']()}",
            lambda: f"{self.pick(['my', 'the', 'that'])} {slots['product']()}",
            lambda: f"the {slots['adjective']()} {slots['product']()}",
            lambda: f"{self.pick(['a', 'the', 'my'])} {slots['noun']()}",
            lambda: f"the {slots['colour']()} {slots['product']()}",
        ]
        return self.rng.choice(kinds)()

    def past(self, verb: str) -> str:
        if verb in self.irregular:
            return self.irregular[verb]
        if verb.endswith("y") and verb[-2] not in "aeiou":
            return f"{verb[:-1]}ied"
        return f"{verb}d" if verb.endswith("e") else f"{self.doubled(verb)}ed"

    def ing(self, verb: str) -> str:
        if verb.endswith("e") and not verb.endswith("ee"):
            return f"{verb[:-1]}ing"
        return f"{self.doubled(verb)}ing"

    def doubled(self, verb: str) -> str:
        return verb + verb[-1] if verb in self.lists["doubling"] else verb

    def plural_noun(self) -> str:
        while (noun := self.pick(self.lists["noun"])) in self.lists["no_plural"]:
            pass
        return self.plural(noun)

    def plural(self, noun: str) -> str:
        """More than one of it, for nouns that count; some, such as gloves, are many already."""
        if noun in self.lists["no_plural"]:
            return noun
        if noun.endswith("y") and noun[-2] not in "aeiou":
            return f"{noun[:-1]}ies"
        many = noun.endswith("s") and not noun.endswith(("ss", "us"))
        return self.plurals.get(noun) or (noun if many else f"{noun}es" if noun.endswith(HISSING) else f"{noun}s")


def third(verb: str) -> str:
    """The form after "she"."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith((*HISSING, "o")) else f"{verb}s"
