"""Whatever is said in whatever order, the scribe gives each utterance once and whole, and a mask stays a mask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st

from calls.events import Channel, Utterance, Word
from tests.transcription.spoken import TUESDAY, said
from transcription.scribe import Scribe

WORDS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh", "double", "triple"),
    *("hundred", "thousand", "my", "card", "number", "is", "pin", "password", "security", "code", "social", "what's"),
    *("your", "the", "and", "expiry", "no", "sorry", "um", "yes", "okay", "mm-hm", "order", "account", "dollars", "at"),
    *("dot", "com", "march", "third", "[card]", "four", "one", "one", "one"),
]
CARD = "four one one one one one one one one one one one one one one one"
line = st.tuples(
    st.sampled_from(list(Channel)),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text("aé1$'", min_size=1, max_size=3)), max_size=12),
)
calls = st.lists(line, max_size=12)


def words_of(call: list[tuple[Channel, list[str]]]) -> Iterator[tuple[Channel, list[Word]]]:
    clock = 0.0
    for channel, texts in call:
        words = said(" ".join(texts), clock) if texts else []
        yield channel, words
        clock = round(words[-1].end + 0.6, 3) if words else clock


def written(call: list[tuple[Channel, list[str]]]) -> list[Utterance]:
    scribe = Scribe(TUESDAY)
    out = [utterance for channel, words in words_of(call) for utterance in scribe.hear(channel, words)]
    return [*out, *scribe.finish()]


@settings(max_examples=200, deadline=None)
@given(calls)
def test_every_stretch_of_words_gives_one_utterance(call: list[tuple[Channel, list[str]]]):
    given_words = [(channel, words[0].start, words[-1].end) for channel, words in words_of(call) if words]
    got = [(u.channel, u.start, u.end) for u in written(call)]
    assert sorted(got) == sorted(given_words)
    for channel in Channel:
        starts = [start for side, start, _ in got if side is channel]
        assert starts == sorted(starts)


@settings(max_examples=200, deadline=None)
@given(calls)
@example([(Channel.AGENT, ["um", "um"])])
def test_an_utterance_is_whole_in_itself(call: list[tuple[Channel, list[str]]]):
    for utterance in written(call):
        assert utterance.raw == " ".join(word.text for word in utterance.words)
        assert all(0 <= m.first_word <= m.last_word < len(utterance.words) for m in utterance.mentions)
        assert utterance.text
        for span in utterance.masked:
            assert span.utterance_id == utterance.id
            assert utterance.start <= span.start < span.end <= utterance.end
            assert f"[{span.kind}]" in utterance.raw.split()
        masks = {at for at, word in enumerate(utterance.words) if word.text.startswith("[")}
        assert not any(masks & set(range(m.first_word, m.last_word + 1)) for m in utterance.mentions)


@settings(max_examples=100, deadline=None)
@given(calls)
def test_masking_what_is_masked_changes_nothing(call: list[tuple[Channel, list[str]]]):
    once = sorted(written(call), key=lambda u: u.start)
    again = Scribe(TUESDAY)
    twice = [v for u in once for v in again.hear(u.channel, u.words)] + again.finish()
    for before, after in zip(once, sorted(twice, key=lambda u: u.start), strict=True):
        assert masks_in(before) <= masks_in(after)


def masks_in(utterance: Utterance) -> Counter[str]:
    return Counter(word for word in utterance.raw.split() if word.startswith("["))


@settings(max_examples=100, deadline=None)
@given(calls)
def test_a_partial_never_shows_a_card(call: list[tuple[Channel, list[str]]]):
    scribe = Scribe(TUESDAY)
    for channel, words in words_of(call):
        scribe.hear(channel, words)
    for said_so_far in ("my card is four one one one", "four one one one one one one one one one one", CARD):
        shown = scribe.partial(Channel.CUSTOMER, said_so_far, 99.0).text
        assert "one one" not in shown
