"""The writers of the bundled model against the real libvosk: a model whose phones are whistled, one mel band each."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from vosk import KaldiRecognizer, Model, SetLogLevel

from tools.model import formats, graph, language_model
from tools.model.cepstra import cosine_inverse
from tools.model.lexicon import PHONE_ID, PHONES
from tools.model.plan import MEL_BINS, MEL_HIGH_HZ, MEL_LOW_HZ

ROOT = Path(__file__).resolve().parents[2]
RATE_HZ = 8000
BEEP_S, GAP_S = 0.05, 0.07
LOUD_NATS = 20.0
"""A log mel energy that a whistle exceeds and its first and last 10 ms do not."""
LEXICON = {
    "six": (("s", "ih", "k", "s"),),
    "moon": (("m", "uw", "n"),),
    "zoo": (("z", "uw"),),
    "thin": (("th", "ih", "n"), ("th", "iy", "n")),
    "thing": (("th", "ih", "ng"),),
    "no": (("n", "ow"),),
    "know": (("n", "ow"),),
}


REMEMBERED_S = 1.5
HUSH, BREATH = PHONE_ID["zh"], PHONE_ID["hh"]
"""Phones of no word; the band of a phone is the one before its number."""


def network(byte_weights: bool, hushable: bool) -> list[formats.Node]:
    """MFCC → log mel → loudness above a threshold → a phone where its band stands out and did not 30 ms before.

    With `hushable`, not while the band of HUSH is remembered. The band of BREATH is no silence.
    """
    outputs = len(PHONES) + 2
    bands = np.zeros((outputs, 2 * MEL_BINS))
    sharp = np.eye(MEL_BINS) - 0.5 * (np.eye(MEL_BINS, k=1) + np.eye(MEL_BINS, k=-1))
    bands[1 : len(PHONES) + 1] = np.concatenate([-0.25 * sharp, sharp], axis=1)
    bands[len(PHONES) + 1, MEL_BINS + BREATH - 1] = -1
    mel = formats.Affine(cosine_inverse(), np.zeros(MEL_BINS), exact=True)
    bias = np.array([0.0, *[-10.0] * len(PHONES), 0.4])
    remembered = np.zeros((outputs, MEL_BINS))
    remembered[1 : len(PHONES) + 1, HUSH - 1] = -60.0 if hushable else 0.0
    out = formats.Affine(np.concatenate([bands, remembered], axis=1), bias, exact=not byte_weights)
    return [
        formats.Node("mel", "input", mel),
        formats.Node("level", "mel", formats.Bias(np.full(MEL_BINS, -LOUD_NATS))),
        formats.Node("loud", "level", formats.Pointwise("RectifiedLinearComponent", MEL_BINS)),
        formats.Node("four", "loud", formats.Scale(np.full(MEL_BINS, 8.0))),
        formats.Node("sum", "Sum(four,Scale(0.5,loud))", formats.Same(MEL_BINS)),
        *formats.running_mean("past", "loud", MEL_BINS, math.exp(-0.03 / REMEMBERED_S)),
        formats.Node("out", "Append(Offset(sum,-3),sum,past)", out),
        formats.Node("log", "out", formats.Pointwise("LogSoftmaxComponent", outputs)),
    ]


def tone(phone: int, seconds: float) -> np.ndarray:
    """In the middle of the mel band of a phone, at most 1."""
    low, high = (1127 * math.log(1 + f / 700) for f in (MEL_LOW_HZ, MEL_HIGH_HZ))
    mel = low + (high - low) * phone / (MEL_BINS + 1)
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.sin(2 * np.pi * 700 * (math.exp(mel / 1127) - 1) * t)


def whistled(words: list[str]) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """Each phone as a short tone in the middle of its mel band; → 16-bit sound and when each word begins and ends."""
    rng = np.random.default_rng(5)
    parts, times, at = [np.zeros(RATE_HZ // 2)], [], 0.5
    for word in words:
        start = at
        for phone in LEXICON[word][0]:
            parts += [tone(PHONE_ID[phone], BEEP_S), np.zeros(round(GAP_S * RATE_HZ))]
            at += BEEP_S + GAP_S
        times.append((start, at - GAP_S))
        parts.append(np.zeros(round(0.4 * RATE_HZ)))
        at += 0.4
    sound = np.concatenate([*parts, np.zeros(RATE_HZ)])
    return (sound * 8000 + rng.normal(0, 1, len(sound))).astype(np.int16), times


def trained(sentences: dict[str, int], pruning: language_model.Pruning) -> language_model.Model:
    return language_model.prune(language_model.count([language_model.Source(sentences, 1.0)], set(LEXICON)), pruning)


def write_model(folder: Path, sentences: dict[str, int], byte_weights: bool = False, hushable: bool = False) -> Path:
    """A whole model folder, made by the recipe's own writers."""
    model = trained(sentences, language_model.Pruning(0.1, 0.1, 0.1))
    (folder / "graph").mkdir(parents=True)
    graph.write(folder, model, LEXICON, graph.Costs())
    priors = np.ones(len(PHONES) + 2)
    formats.acoustic_model(
        folder / "am" / "final.mdl", graph.tuples(), MEL_BINS, network(byte_weights, hushable), priors
    )
    (folder / "conf").mkdir()
    (folder / "conf" / "mfcc.conf").write_text(
        f"--sample-frequency={RATE_HZ}\n--use-energy=false\n--num-mel-bins={MEL_BINS}\n--num-ceps={MEL_BINS}\n"
        f"--low-freq={MEL_LOW_HZ}\n--high-freq={MEL_HIGH_HZ}\n--allow-downsample=true\n"
    )
    (folder / "conf" / "model.conf").write_text(
        "--beam=12\n--lattice-beam=4\n--max-active=3000\n--acoustic-scale=1\n--frame-subsampling-factor=3\n--endpoint.silence-phones=1\n"
    )
    return folder


def hear(folder: Path, sound: np.ndarray) -> tuple[str, list[tuple[float, float]]]:
    """What libvosk makes of it in 100 ms blocks: text, and start and end of each word."""
    SetLogLevel(-1)
    recogniser = KaldiRecognizer(Model(str(folder)), RATE_HZ)
    recogniser.SetWords(True)
    words = []
    for at in range(0, len(sound), RATE_HZ // 10):
        if recogniser.AcceptWaveform(sound[at : at + RATE_HZ // 10].tobytes()):
            words += json.loads(recogniser.Result()).get("result", [])
    words += json.loads(recogniser.FinalResult()).get("result", [])
    return " ".join(w["word"] for w in words), [(w["start"], w["end"]) for w in words]


SENTENCES = {"six thin moon zoo": 5, "thing zoo": 2, "no six": 3, "no": 1, "moon know": 1}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("whistle") / "model", SENTENCES)


@pytest.mark.parametrize("said", ["six thin moon zoo", "thing zoo", "zoo zoo six", "thin thing thin"])
def test_libvosk_hears_the_words_that_were_whistled(model: Path, said: str):
    sound, _ = whistled(said.split())
    assert hear(model, sound)[0] == said


def test_word_times_are_where_the_words_are(model: Path):
    sound, times = whistled(["six", "thin", "moon", "zoo"])
    _, found = hear(model, sound)
    assert len(found) == len(times)
    assert np.abs(np.array(found) - np.array(times)).max() < 0.1


def test_silence_has_no_words(model: Path):
    assert hear(model, np.random.default_rng(1).normal(0, 1, 3 * RATE_HZ).astype(np.int16))[0] == ""


def test_the_language_model_chooses_between_words_that_sound_alike(model: Path):
    assert hear(model, whistled(["no", "six"])[0])[0] == "no six"
    assert hear(model, whistled(["moon", "know"])[0])[0] == "moon know"


def test_one_byte_a_weight_hears_the_same(tmp_path: Path):
    folder = write_model(tmp_path / "model", SENTENCES, byte_weights=True)
    assert hear(folder, whistled(["thing", "zoo"])[0])[0] == "thing zoo"


def test_what_is_neither_silence_nor_a_phone_yet_is_no_word(model: Path):
    breath = (tone(BREATH, 0.3) * 8000).astype(np.int16)
    first, second = whistled(["thing", "zoo"])[0], whistled(["no", "six"])[0]
    assert hear(model, np.concatenate([first[: RATE_HZ // 2], breath, first]))[0] == "thing zoo"
    assert hear(model, np.concatenate([first, breath, second]))[0] == "thing zoo no six"


def test_a_running_mean_remembers_what_sounded_before_and_forgets_it(tmp_path: Path):
    folder = write_model(tmp_path / "model", SENTENCES, hushable=True)
    words = whistled(["thing", "zoo"])[0]
    hush = (tone(HUSH, 1.0) * 8000).astype(np.int16)
    quiet = np.random.default_rng(2).normal(0, 1, 10 * RATE_HZ).astype(np.int16)
    assert hear(folder, words)[0] == "thing zoo"
    assert hear(folder, np.concatenate([hush, words]))[0] == ""
    assert hear(folder, np.concatenate([hush, quiet, words]))[0] == "thing zoo"


def test_the_words_after_every_history_sum_to_one():
    model = trained({"six thin moon": 3, "thin zoo": 2, "six thin": 1}, language_model.Pruning(0.01, 0.01, 0.01))
    for history in model.words:
        total = sum(math.exp(-model.cost(history, word)) for word in model.words[()])
        assert total == pytest.approx(1, abs=1e-3)


def test_a_trigram_knows_more_than_a_bigram():
    sentences = {"six thin moon": 30, "zoo thin no": 30}
    rich = trained(sentences, language_model.Pruning(0.01, 0.01, 0.01))
    poor = trained(sentences, language_model.Pruning(0.01, 1e9, 1e9))
    assert language_model.perplexity(rich, ["six thin moon"]) < language_model.perplexity(poor, ["six thin moon"])


def test_the_graph_is_pruned_until_it_fits():
    source = language_model.Source({"six thin moon": 30, "zoo thin no": 30, "know six": 9}, 1.0)
    counted = language_model.count([source], set(LEXICON))
    whole = graph.fitting(counted, LEXICON, 10**6)
    small = graph.fitting(counted, LEXICON, 2400)
    assert (
        graph.build(small, LEXICON, graph.Costs())[0].size()
        <= 2400
        < graph.build(whole, LEXICON, graph.Costs())[0].size()
    )
    assert small.ngrams() < whole.ngrams()


def test_every_phone_has_a_tuple_and_silence_a_second_one_that_reads_blanks():
    assert [t.phone for t in graph.tuples()] == [1, *range(1, 4 * len(PHONES) + 2)]
    assert graph.tuples()[graph.placed("zh", 3) - 1].enter_pdf == PHONE_ID["zh"]


def test_signs_never_read_out_together_are_expected_as_any_two_are():
    read_out = {"b c seven two": 6, "f c two nine": 6, "k m nine seven": 6, "i want the room": 30, "a room": 30}
    words = {word for sentence in read_out for word in sentence.split()}
    counted = language_model.count([language_model.Source(read_out, 1.0)], words)
    model = language_model.prune(counted, language_model.Pruning(0, 0, 0))
    assert model.cost(("b", "m"), "nine") < 2
    assert model.cost(("b", "m"), "nine") == model.cost(("k", "c"), "nine") < model.cost(("the", "m"), "room")
    assert model.cost(("i", "want"), "the") < 1  # words that are letters as well stay words


def test_the_same_text_makes_the_same_graph_in_every_process(tmp_path: Path):
    program = f"""
from pathlib import Path
from tools.model import graph, language_model
said = {{"six thin moon": 3, "b c two": 6, "k m nine": 6, "c k zoo": 2}}
lexicon = {{word: (("n", "ow"),) for sentence in said for word in sentence.split()}}
counted = language_model.count([language_model.Source(said, 1.0)], set(lexicon))
model = language_model.prune(counted, language_model.Pruning(0, 0, 0))
graph.write(Path({str(tmp_path)!r}), model, lexicon, graph.Costs())
"""
    (tmp_path / "graph").mkdir()
    made = set()
    for seed in range(3):
        environment = os.environ | {"PYTHONHASHSEED": str(seed)}
        subprocess.run([sys.executable, "-c", program], env=environment, cwd=ROOT, check=True)
        made.add((tmp_path / "graph" / "HCLG.fst").read_bytes())
    assert len(made) == 1
