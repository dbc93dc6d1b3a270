"""What a day leaves in the panel: the bundled call over and over through the whole application, each time filed.

One call in five is by the same customer, whose earlier calls are shown. Says how the process grows a call, once the
first have filled its caches and lists, and what is left besides. Bars: 100 kB a call, so that eight hours of calls of
five minutes leave 10 MB; no thread, open file or widget more.
"""

from __future__ import annotations

import argparse
import gc
import os
import secrets
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

import settings
from benchmarks.panel_loop import Timed, long_call
from calls.events import CaptureFinished, Utterance
from calls.intents import FileCall
from desk.news import CallShown, EngineChanged, EngineState, News
from integrations.dialer import Action, DialerMessage
from store.call_store import open_store
from ui.app import AgentApp
from ui.launch import Launch
from ui.look import apply_look

FIRST = 60
"""Calls that fill fonts, compiled patterns, the database's pages and the list of earlier calls."""
KB_A_CALL = 100
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Left:
    """What the process holds."""

    memory_kb: int
    threads: int
    files: int
    widgets: int
    objects: int

    @staticmethod
    def now(app: QApplication) -> Left:
        for _ in range(3):
            app.processEvents()
            gc.collect()
        resident = int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_BYTES // 1024
        files = len(list(Path("/proc/self/fd").iterdir()))
        return Left(resident, threading.active_count(), files, len(app.allWidgets()), len(gc.get_objects()))

    def __str__(self) -> str:
        return (
            f"{self.memory_kb / 1024:6.1f} MB, {self.threads} threads, {self.files} files, {self.widgets} widgets, "
            f"{self.objects} objects"
        )


class Calls:
    """Dials, is heard and is filed, as fast as the panel takes it."""

    def __init__(self, app: QApplication, agent: AgentApp, events: list[Timed]) -> None:
        self._app, self._agent, self._events = app, agent, events
        self._news: list[News] = []
        agent.bridge.news.connect(self._news.append)

    def one(self, number: str) -> None:
        desk, heard = self._agent.desk, self._agent.link.heard
        for action in (Action.RING, Action.ANSWER):
            desk.dial(DialerMessage(action, number))
            self._app.processEvents()
        for _, event in self._events:
            heard.emit(event)
            if isinstance(event, Utterance):
                while not desk.is_up_to_date:
                    self._app.processEvents()
                self._app.processEvents()
        self._news.clear()
        desk.dial(DialerMessage(Action.END))
        heard.emit(CaptureFinished(desk.clock_s))
        draft = None
        while draft is None:
            self._app.processEvents()
            draft = next((n.draft for n in self._news if isinstance(n, CallShown) and n.draft), None)
        desk.intend(FileCall(draft))
        self._app.processEvents()
        self._news.clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=100)
    chosen = parser.parse_args()
    events = long_call(1.0)
    app = QApplication(sys.argv[:1])
    apply_look(settings.Settings())
    with tempfile.TemporaryDirectory() as folder:
        home, key = settings.Home(Path(folder), Path(folder)), secrets.token_bytes(32)
        idle = [sys.executable, "-c", "import sys; sys.stdin.read()"]
        agent = AgentApp(Launch(home, settings.Settings(), idle, [], lambda: open_store(home.data / "attune.db", key)))
        agent.doors.command.open()
        agent.start()
        agent.desk.engine_changed(EngineChanged(EngineState.READY, "", "benchmark"))
        calls = Calls(app, agent, events)
        held: list[Left] = []
        for many in (FIRST, chosen.calls):
            for count in range(many):
                calls.one(f"+1555014{1000 + count % 100 if count % 5 else 1000}")
            held.append(Left.now(app))
            print(f"after {many} more calls: {held[-1]}", flush=True)
        agent.stop()
    before, after = held
    grown = (after.memory_kb - before.memory_kb) / chosen.calls
    objects = (after.objects - before.objects) / chosen.calls
    print(f"a call leaves {grown:.0f} kB (bar: {KB_A_CALL}), {objects:.1f} objects")
    same = (before.threads, before.files, before.widgets) == (after.threads, after.files, after.widgets)
    sys.exit(0 if same and grown <= KB_A_CALL else 1)


if __name__ == "__main__":
    main()
