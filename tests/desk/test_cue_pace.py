"""A cue comes into sight when it disturbs nobody: never while the customer speaks, never soon after another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import resources
from calls.events import Answered, Channel, Event, Partial, Rang, Word
from calls.findings import Cue
from calls.intents import DismissCue
from calls.session import CallSession
from desk.cue_pace import CuePace
from desk.news import CueShown
from insight.analyst import Analyst
from insight.coaching import QUIET_S
from tests.desk.bench import DeskBench
from transcription.scribe import Scribe

GUESS_S, FINAL_S = 0.4, 0.8
"""How often the recogniser guesses, and how long after the last word an utterance is final."""
ASK, SORRY = Cue("ask", "next", "Ask.", "c1"), Cue("sorry", "acknowledge", "Say it.", "c2")


def test_a_new_cue_waits_until_the_customer_has_finished():
    pace = CuePace()
    assert pace.shown(ASK, customer_speaks=True, now_s=10.0) is None
    assert pace.shown(ASK, customer_speaks=False, now_s=14.0) == ASK
    assert pace.shown(ASK, customer_speaks=True, now_s=15.0) == ASK
    assert pace.shown(None, customer_speaks=True, now_s=16.0) is None


def test_a_cue_that_came_late_keeps_the_next_away_for_twenty_seconds():
    pace = CuePace()
    assert pace.shown(ASK, customer_speaks=True, now_s=10.0) is None
    assert pace.shown(ASK, customer_speaks=False, now_s=25.0) == ASK
    assert pace.shown(SORRY, customer_speaks=False, now_s=31.0) is None
    assert pace.shown(SORRY, customer_speaks=False, now_s=45.0) == SORRY


def bundled_call() -> Iterator[tuple[float, Event]]:
    """The bundled call as the engine tells it, guesses included, with the time at which each event comes."""
    yield 0.0, Rang("call", 0.0, "2026-03-17T14:02:00+00:00")
    yield 0.0, Answered(0.0)
    scribe, told = Scribe(date(2026, 3, 17)), list[tuple[float, Event]]()
    for turn in json.loads(resources.path("demo", "script.json").read_text(encoding="utf-8")):
        channel, texts, start, end = Channel(turn["channel"]), turn["text"].split(), turn["start"], turn["end"]
        each = (end - start) / len(texts)
        words = [Word(text, start + i * each, start + (i + 1) * each, 0.9) for i, text in enumerate(texts)]
        at = start + GUESS_S
        while at < end:
            told.append((at, Partial(channel, start, " ".join(w.text for w in words if w.start < at))))
            at += GUESS_S
        told += [(end + FINAL_S, utterance) for utterance in scribe.hear(channel, words)]
    yield from sorted(told, key=lambda entry: entry[0])


def test_in_the_bundled_call_no_cue_comes_while_the_customer_speaks_and_none_within_twenty_seconds():
    session, pace = CallSession(Analyst()), CuePace()
    came: dict[str, float] = {}
    for now_s, event in bundled_call():
        session.apply(event)
        wanted = session.insight.cues[-1] if session.insight.cues else None
        if cue := pace.shown(wanted, Channel.CUSTOMER in session.call.partials, now_s):
            came.setdefault(cue.id, now_s)
    spoken = [(u.start, u.end) for u in session.call.utterances if u.channel is Channel.CUSTOMER]
    assert len(came) >= 2
    assert not [at for at in came.values() if any(start + GUESS_S < at < end for start, end in spoken)]
    assert all(later - earlier >= QUIET_S for earlier, later in pairwise(came.values()))


def test_at_the_desk_a_cue_is_told_when_the_customer_stops_and_taken_back_when_put_away(tmp_path: Path):
    bench = DeskBench(tmp_path)
    bench.engine_is_ready()
    bench.talk()
    bench.hear(Channel.AGENT, "how can i help you", 0.5)
    bench.desk.receive(Partial(Channel.CUSTOMER, 6.0, "and"))
    bench.hear(Channel.CUSTOMER, "i was charged twice for something i bought", 2.0)
    assert not [news for news in bench.news if isinstance(news, CueShown)]
    bench.desk.receive(Partial(Channel.CUSTOMER, 6.0, ""))
    shown = bench.take(CueShown).cue
    assert shown and shown.kind == "next"
    bench.desk.intend(DismissCue(shown.id))
    assert bench.take(CueShown) == CueShown(None)
    bench.keeper.close()
