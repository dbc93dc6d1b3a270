"""An agent at work: the real application, whose keys are pressed by lines on standard input.

What it shows goes to standard output, a JSON object a line: ``shown`` and ``waiting`` name calls by their customers.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

import main
import settings
from calls.session import CallSession, Changed
from desk.news import CallChanged, CallShown, CallWaiting, EngineChanged, News
from ui.app import AgentApp
from ui.launch import Launch


def tell(**what: Any) -> None:
    print(json.dumps(what), flush=True)


def told_of(session: CallSession | None) -> None:
    if session is None:
        tell(shown="")
        return
    call = session.call
    tell(shown=call.id, number=call.customer_number, state=call.state, capture=call.capture, said=len(call.utterances))


def show(news: News) -> None:
    match news:
        case CallShown(session):
            told_of(session)
        case CallChanged(session, changed) if changed & (Changed.STATE | Changed.CAPTURE | Changed.WORDS):
            told_of(session)
        case CallWaiting(call_id, _, state):
            tell(waiting=call_id, state=state)
        case EngineChanged(state):
            tell(engine=state)


def run() -> int:
    app = QApplication([])
    home = settings.default_home()
    values, _ = settings.load(home)
    home.data.mkdir(parents=True, exist_ok=True)
    agent = AgentApp(Launch(home, values, main.command("engine"), [], main.open_users_store))
    if not agent.doors.command.open():
        return 1
    agent.bridge.news.connect(show)

    def press() -> None:
        for key in os.read(0, 4096).decode().split():
            if key == "quit":
                app.quit()
            else:
                agent.panel.actions_[key].trigger()
                tell(pressed=key)

    keys = QSocketNotifier(0, QSocketNotifier.Type.Read)
    keys.activated.connect(press)
    agent.start()
    app.exec()
    return 0 if agent.stop() else 1


if __name__ == "__main__":
    sys.exit(run())
