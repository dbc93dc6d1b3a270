"""A panel to be killed: the real application on a scripted engine, noting each utterance that is on the screen.

Its store has the key that is given, or the one of the system's key ring.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

import main
import settings
from integrations.dialer import Action, DialerMessage
from store.call_store import open_store
from tests.cli.program import ROOT
from ui.app import AgentApp
from ui.launch import Launch


def run(folder: Path, key: bytes | None) -> int:
    app = QApplication([])
    home = settings.Home(folder / "data", folder / "config")
    home.data.mkdir(parents=True, exist_ok=True)
    engine = [sys.executable, "-m", "tests.end_to_end.scripted_engine"]
    os.chdir(ROOT)
    opener = main.open_users_store if key is None else lambda: open_store(home.data / main.STORE, key)
    agent = AgentApp(Launch(home, settings.Settings(), engine, [], opener))
    if not agent.doors.command.open():
        return 1
    shown = os.open(folder / "shown.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    agent.panel.words_painted.connect(lambda utterance_id: os.write(shown, f"{utterance_id}\n".encode()))
    agent.start()
    for action in (Action.RING, Action.ANSWER):
        agent.desk.dial(DialerMessage(action, "+15550142688"))
    return app.exec()


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), None if sys.argv[2] == "ring" else bytes.fromhex(sys.argv[2])))
