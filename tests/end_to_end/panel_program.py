"""A panel to be killed: the real application on a scripted engine, noting each utterance that is on the screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

import settings
from integrations.dialer import Action, DialerMessage
from store.call_store import open_store
from tests.cli.program import ROOT
from ui.app import AgentApp, Launch


def main(folder: Path, key: bytes) -> int:
    app = QApplication([])
    home = settings.Home(folder / "data", folder / "config")
    home.data.mkdir(parents=True, exist_ok=True)
    engine = [sys.executable, "-m", "tests.end_to_end.scripted_engine"]
    os.chdir(ROOT)
    agent = AgentApp(Launch(home, settings.Settings(), engine, [], lambda: open_store(home.data / "attune.db", key)))
    if not agent.door.open():
        return 1
    shown = os.open(folder / "shown.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    agent.panel.words_painted.connect(lambda utterance_id: os.write(shown, f"{utterance_id}\n".encode()))
    agent.start()
    for action in (Action.RING, Action.ANSWER):
        agent.desk.dial(DialerMessage(action, "+15550142688"))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])))
