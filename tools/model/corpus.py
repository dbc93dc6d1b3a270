"""The text: which sets may be used, what is set aside for tests first of all, vocabulary, sentences to be spoken."""

from __future__ import annotations

import json
import pickle
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.model.lexicon import Pronunciation, common_words, dictionary, is_known, pairs, pronunciations, spelled_right
from tools.model.plan import HERE, Plan
from tools.model.templates import LETTERS, Writer

MULTIDOGO = ("key_issue/multidogo.train.jsonl", "facts/multidogo.train.jsonl")
REAL = {
    "natcs": "intents/natcs.dev.jsonl",
    "banking77": "intents/banking77.dev.jsonl",
    "nlupp": "facts/nlupp.dev.jsonl",
    "reviews": "sentiment/product_reviews.dev.jsonl",
}
CALLS = "facts/harpervalley.dev.jsonl"
"""Both sides of real bank calls."""
VOWEL = re.compile("[aeiouy]")
ENDINGS = re.compile(r"[a-z]+'(s|t|re|ve|ll|d|m)")


@dataclass(frozen=True, slots=True)
class SetAside:
    """Sentences that no training step may see, by test set; `develop` is for choosing decoder settings."""

    banking: list[str]
    natcs: list[str]
    templates: list[str]
    ids: list[str]
    develop: list[str]
    develop_ids: list[str]

    def all(self) -> set[str]:
        parts = (self.banking, self.natcs, self.templates, self.ids, self.develop, self.develop_ids)
        return {sentence for part in parts for sentence in part}


@dataclass(frozen=True, slots=True)
class Text:
    """Everything later steps need of the text: counted sentences by source, lexicon, sentences to speak."""

    counted: dict[str, dict[str, int]]
    lexicon: dict[str, tuple[Pronunciation, ...]]
    spoken: list[str]
    aside: SetAside


def normal(text: str) -> str:
    """Lower case, letters and inner apostrophes, as Vosk would print it; contractions cut in two are joined."""
    text = re.sub(r"[^a-z' ]+", " ", text.lower().replace("’", "'").replace("`", "'"))
    text = re.sub(r" (n't|'(?:s|d|m|re|ve|ll|t))(?= |$)", r"\1", text)
    return " ".join(re.sub(r"(?<![a-z])'|'(?![a-z])", "", text).split())


def rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read(texts: Path) -> dict[str, Counter[str]]:
    """Sentences of every allowed set, counted; how often a typed phrase is repeated in one set counts only so much."""
    found = {name: Counter(normal(str(row["asr"])) for row in rows(texts / file)) for name, file in REAL.items()}
    chats: Counter[str] = Counter()
    for file in MULTIDOGO:
        for row in rows(texts / file):
            chats.update(normal(turn.get("asr") or "") for turn in row["turns"])  # type: ignore[attr-defined]
    # the two files hold the same conversations in part
    found["multidogo"] = Counter({s: min(6, max(1, n // 2)) for s, n in chats.items()})
    found["calls"] = Counter(normal(turn["text"]) for row in rows(texts / CALLS) for turn in row["turns"])  # type: ignore[attr-defined]
    for sentences in found.values():
        sentences.pop("", None)
    return found


def listed(name: str) -> list[str]:
    return (HERE / "text" / name).read_text(encoding="utf-8").splitlines()


def set_aside(texts: Path, rng: random.Random) -> SetAside:
    """The test sentences, chosen before anything is made of the rest.

    Our own are two lists, so that a change of the templates leaves the tests as they were.
    """
    bank = [normal(str(row["asr"])) for row in rows(texts / REAL["banking77"])]
    natcs = sorted({normal(str(row["asr"])) for row in rows(texts / REAL["natcs"])})
    rng.shuffle(natcs)
    short = [s for s in natcs if 4 <= len(s.split()) <= 25]
    other = random.Random("ids to develop with")
    return SetAside(
        banking=[s for s in bank[0::40] if 4 <= len(s.split()) <= 25],
        natcs=short[:100],
        templates=listed("set_aside_templates.txt"),
        ids=listed("set_aside_ids.txt"),
        develop_ids=[identifier(other, n) for n in range(4, 13) for _ in range(6)],
        develop=[s for s in bank[20::80] if 4 <= len(s.split()) <= 25] + short[100:160],
    )


def identifier(rng: random.Random, signs: int) -> str:
    """Digits alone, or one to three letters and digits: an id as it is read out."""
    lead = rng.choice([0, 0, 1, 2, 3])
    digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh"]
    return " ".join(rng.choice(LETTERS) if i < lead else rng.choice(digits) for i in range(signs))


def corrected(sentence: str, corrections: dict[str, str], known: set[str]) -> str:
    """Typing mistakes mended, and codes such as "jfj" taken apart into letters."""
    words = " ".join(corrections.get(word, word) for word in sentence.split()).split()
    out: list[str] = []
    for i, word in enumerate(words):
        alone = not any(len(w) == 1 and w != "i" for w in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2]))
        if word == "u" and alone:
            out.append("you")
        elif word not in known and 2 <= len(word) <= 6 and not VOWEL.search(word) and "'" not in word:
            out += list(word)
        else:
            out.append(word)
    return " ".join(out)


def vocabulary(counted: dict[str, dict[str, int]]) -> set[str]:
    """All template words, common ones, and of the real ones those that a list has or that are frequent."""
    words: Counter[str] = Counter()
    for name in (*REAL, "multidogo", "calls"):
        for sentence, n in counted[name].items():
            words.update(dict.fromkeys(sentence.split(), n))
    keep = {word for name in ("templates", "ids") for s in counted[name] for word in s.split()} | set(LETTERS)
    keep |= common_words()
    for word, n in words.items():
        if "'" in word and not ENDINGS.fullmatch(word):
            continue
        listed = is_known(word) or word in spelled_right()
        if (listed and len(word) > 1) or (n >= 12 and len(word) > 2 and VOWEL.search(word)):
            keep.add(word)
    return keep


def to_speak(counted: dict[str, dict[str, int]], known: set[str], plan: Plan, rng: random.Random) -> list[str]:
    """The mixture of sentences that synthesisers read; an empty one stands for noise without speech."""
    writer = Writer(rng)
    reviews = {s for s in counted["reviews"] if len(s.split()) > 16}
    real = [s for name in (*REAL, "multidogo", "calls") for s in counted[name] if s not in reviews]
    real = [s for s in dict.fromkeys(real) if len(s.split()) <= 22 and all(w in known for w in s.split())]
    rng.shuffle(real)
    part, n, words = plan.mixture, plan.sentences, sorted(known)
    chosen = real[: round(n * part.real)]
    chosen += [writer.sentence() for _ in range(round(n * part.templates))]
    chosen += [writer.identifier() for _ in range(round(n * part.ids))]
    chosen += [" ".join(rng.choices(words, k=rng.randint(3, 8))) for _ in range(round(n * part.random_words))]
    chosen = [s for s in chosen if len(s.split()) <= 24] + [""] * round(n * part.noise_only)
    rng.shuffle(chosen)
    return chosen


def build(plan: Plan, aside: SetAside | None = None) -> Text:
    """The whole text step; same seed and sets, same result. `aside`: the test sentences, if chosen already."""
    rng = random.Random(plan.seed)
    writer = Writer(rng)
    aside = aside or set_aside(plan.texts, random.Random(plan.seed))
    held = aside.all()
    counted: dict[str, dict[str, int]] = {
        "templates": dict(Counter(writer.sentence() for _ in range(plan.template_sentences))),
        "ids": dict(Counter(writer.identifier() for _ in range(plan.id_sentences))),
    }
    corrections = pairs("corrections.txt")
    known = set(dictionary()) | {word for sentences in counted.values() for s in sentences for word in s.split()}
    for name, sentences in read(plan.texts).items():
        mended: Counter[str] = Counter()
        for sentence, n in sentences.items():
            if sentence not in held:
                mended[corrected(sentence, corrections, known)] += n
        counted[name] = dict(mended)
    counted = {name: {s: n for s, n in part.items() if s not in held} for name, part in counted.items()}
    lexicon = {word: said for word in sorted(vocabulary(counted)) if (said := pronunciations(word))}
    spoken = [s for s in to_speak(counted, set(lexicon), plan, rng) if s not in held]
    return Text(counted, lexicon, spoken, aside)


def text_of(plan: Plan) -> Text:
    """The text step's result, made when it is not there; text that is made anew leaves the same sentences aside."""
    path, chosen = plan.work / "text.pickle", plan.work / "aside.pickle"
    if not path.exists():
        text = build(plan, pickle.loads(chosen.read_bytes()) if chosen.exists() else None)
        keep(chosen, text.aside)
        keep(path, text)
    text = pickle.loads(path.read_bytes())
    assert isinstance(text, Text)
    return text


def keep(path: Path, made: object) -> None:
    """All at once or not at all."""
    path.with_suffix(".part").write_bytes(pickle.dumps(made))
    path.with_suffix(".part").rename(path)
