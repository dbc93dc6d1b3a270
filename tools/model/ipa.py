"""The lexicon's phones in the alphabets of neural voices, with stress where a sentence has it."""

from __future__ import annotations

from dataclasses import replace

from tools.model.lexicon import VOWELS, Spoken

MISAKI = dict(
    aa="ɑ", ae="æ", ah="ʌ", ao="ɔ", aw="W", ax="ə", ay="I", b="b", ch="ʧ", d="d", dh="ð", eh="ɛ", er="ɜɹ", ey="A",
    f="f", g="ɡ", hh="h", ih="ɪ", iy="i", jh="ʤ", k="k", l="l", m="m", n="n", ng="ŋ", ow="O", oy="Y", p="p", r="ɹ",
    s="s", sh="ʃ", t="t", th="θ", uh="ʊ", uw="u", v="v", w="w", y="j", z="z", zh="ʒ", weak_er="əɹ", flap="T",
)  # fmt: skip
"""Of the phonemizer misaki: Kokoro's and hibari's."""
ESPEAK = MISAKI | dict(
    aa="ɑː", ao="ɔː", aw="aʊ", ay="aɪ", ch="tʃ", er="ɜː", ey="eɪ", iy="iː", jh="dʒ", ow="oʊ", oy="ɔɪ", uw="uː",
    weak_er="ɚ", flap="ɾ",
)  # fmt: skip
"""Of espeak-ng: Piper's."""
STRESS = ("", "ˈ", "ˌ")
WEAK = frozenset(
    "a an and are as at be been but by can could do does for from had has have he her him i if in is "  # noqa: SIM905
    "it its me my of on or our she so than that the them they this to us was we were will with would you your".split()
)
"""Words that have no stress in a sentence, whatever the dictionary gives them."""


def weakened(word: Spoken) -> Spoken:
    """A function word without its stress."""
    return replace(word, stresses=(0,) * len(word.phones)) if word.text in WEAK else word


def is_flapped(word: Spoken, i: int) -> bool:
    """Whether an American taps this t, as in "better": after a vowel or r, before a vowel without stress."""
    phones = word.phones
    if phones[i] != "t" or not 0 < i < len(phones) - 1:
        return False
    return phones[i - 1] in VOWELS | {"r"} and phones[i + 1] in VOWELS and not word.stresses[i + 1]


def sign(word: Spoken, i: int, alphabet: dict[str, str]) -> str:
    """Phone `i`; stress stands before the vowel."""
    phone, stress = word.phones[i], word.stresses[i]
    if phone == "er" and not stress:
        return alphabet["weak_er"]
    if is_flapped(word, i):
        return alphabet["flap"]
    return (STRESS[stress] if phone in VOWELS else "") + alphabet[phone]


def signs(words: list[Spoken], alphabet: dict[str, str]) -> str:
    """A sentence: words with a blank between them, commas where the voice pauses."""
    return " ".join(
        "".join(sign(word, i, alphabet) for i in range(len(word.phones))) + ("," if word.pauses else "")
        for word in words
    )
