"""How long the panel keeps its event loop: a 30-minute call at 20 times its speed through the whole application.

A timer asks for its turn every 5 ms; how late it comes is how long the loop was kept. Bars: p99 16 ms, longest 50 ms.
The call is the bundled one over and over, partials and meters included. Also says how soon the panel is visible, how
soon after hang-up the wrap-up is, and how work per utterance at the call's end compares with its beginning.
"""

from __future__ import annotations

import argparse
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import resources
import settings
from calls.events import CaptureFinished, CaptureStarted, Channel, Event, Level, Partial, Utterance
from desk.news import CallShown, EngineChanged, EngineState, News
from integrations.dialer import Action, DialerMessage
from store.call_store import open_store
from transcription.hearing import hear_recording
from transcription.models import choose_model
from ui.app import AgentApp
from ui.launch import Launch
from ui.look import apply_look

BEAT_MS = 5
Timed = tuple[float, Event]


def long_call(minutes: float) -> list[Timed]:
    """The bundled call's events over and over, each at the clock at which it came."""
    model = choose_model(Path("none")).path
    once = [
        (entry.clock_s, entry.event)
        for entry in hear_recording([resources.path("demo", "call.wav")], model, date(2026, 3, 17))
        if isinstance(entry.event, Utterance | Partial)
    ]
    length = once[-1][0] + 2.0
    events: list[Timed] = [(0.0, CaptureStarted(0.0, "recording", "recording"))]
    for round_ in range(int(minutes * 60 / length) + 1):
        events += [(clock + round_ * length, later(event, round_ * length)) for clock, event in once]
    end = events[-1][0]
    for step in range(int(end * 10)):
        events += [(step / 10, Level(channel, -20.0 - step % 30, -9.0)) for channel in Channel]
    return sorted(events, key=lambda timed: timed[0])


def later(event: Event, by_s: float) -> Event:
    match event:
        case Utterance():
            name = f"{event.channel.value[0]}{round((event.start + by_s) * 1000)}"
            words = tuple(replace(w, start=w.start + by_s, end=w.end + by_s) for w in event.words)
            return replace(event, id=name, start=event.start + by_s, end=event.end + by_s, words=words)
        case Partial():
            return replace(event, start=event.start + by_s)
    return event


class Heartbeat:
    """How late a timer comes."""

    def __init__(self) -> None:
        self.late_ms: list[float] = []
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max(0.0, (now - self._last) * 1000 - BEAT_MS))
        self._last = now


def replayed(app: QApplication, agent: AgentApp, events: Iterator[Timed], speed: float) -> dict[int, list[float]]:
    """Give the events at their time; milliseconds of work for each utterance, by hundreds of them."""
    work: dict[int, list[float]] = {}
    heard = 0
    began = time.perf_counter()
    for clock, event in events:
        while (time.perf_counter() - began) * speed < clock:
            app.processEvents()
            time.sleep(0.0005)
        start = time.thread_time()
        agent.link.heard.emit(event)
        if isinstance(event, Utterance):
            while not agent.desk.is_up_to_date:  # it is shown when it is on the disk
                app.processEvents()
            work.setdefault(heard // 100, []).append((time.thread_time() - start) * 1000)
            heard += 1
    return work


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--speed", type=float, default=20.0)
    chosen = parser.parse_args()
    events = long_call(chosen.minutes)
    app = QApplication(sys.argv[:1])
    apply_look(settings.Settings())
    with tempfile.TemporaryDirectory() as folder:
        home, key = settings.Home(Path(folder), Path(folder)), secrets.token_bytes(32)
        idle = [sys.executable, "-c", "import sys; sys.stdin.read()"]
        launch = Launch(home, settings.Settings(), idle, [], lambda: open_store(home.data / "attune.db", key))
        began = time.perf_counter()
        agent = AgentApp(launch)
        agent.doors.command.open()
        agent.start()
        app.processEvents()
        print(f"panel visible      {(time.perf_counter() - began) * 1000:6.0f} ms after its making began (bar: 1000)")
        news: list[News] = []
        agent.bridge.news.connect(news.append)
        agent.desk.engine_changed(EngineChanged(EngineState.READY, "", "benchmark"))
        for action in (Action.RING, Action.ANSWER):
            agent.desk.dial(DialerMessage(action, "+15550142688"))
        app.processEvents()
        beat = Heartbeat()
        work = replayed(app, agent, iter(events), chosen.speed)
        late = sorted(beat.late_ms)
        utterances = sum(len(part) for part in work.values())
        print(f"{utterances} utterances, {len(events)} events, {len(late)} beats")
        p99 = late[int(len(late) * 0.99)]
        print(f"loop kept          p50 {statistics.median(late):.1f} ms, p99 {p99:.1f} ms (bar: 16)", end="")
        print(f", longest {late[-1]:.1f} ms (bar: 50)")
        first, last = statistics.median(work[0]), statistics.median(work[max(work)])
        print(f"work per utterance first hundred {first:.2f} ms, last {last:.2f} ms, ratio {last / first:.2f}")
        news.clear()
        began = time.perf_counter()
        agent.desk.dial(DialerMessage(Action.END))
        agent.link.heard.emit(CaptureFinished(agent.desk.clock_s))
        while not any(isinstance(n, CallShown) and n.draft for n in news):
            app.processEvents()
        app.processEvents()
        print(f"wrap-up shown      {(time.perf_counter() - began) * 1000:6.0f} ms after hang-up (bar: 1000)")
        agent.stop()


if __name__ == "__main__":
    main()
