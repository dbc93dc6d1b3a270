"""The check of the sound as a program: it tries the customer's side, then the agent's, and writes down what it found.

When the agent is to speak it says so on standard output.
"""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import main
from audio.playback import play_sentence
from calls.events import CaptureStarted, Channel
from ui.background import Background
from ui.engine_link import EngineLink
from ui.sound_check import SoundCheckDialog, Trial

LOOK_MS = 100


def run() -> int:
    app = QApplication([])
    background, link = Background(), EngineLink(main.command("engine"))
    trial = Trial(dict.fromkeys(Channel, ""), {channel: [] for channel in Channel}, play_sentence)
    dialog = SoundCheckDialog(trial, link, background)
    dialog.show()
    todo = [Channel.CUSTOMER, Channel.AGENT]
    look = QTimer(interval=LOOK_MS)

    def attempt_next() -> None:
        print(f"trying {todo[0]}", flush=True)
        dialog.attempt(todo[0])
        look.start()

    def see() -> None:
        verdict = dialog.verdict(todo[0])
        if verdict is None or verdict.pending:
            return
        look.stop()
        print(f"{todo.pop(0)} {verdict.outcome}: {verdict.words}", flush=True)
        if todo:
            attempt_next()
        else:
            dialog.close()
            QTimer.singleShot(1500, app.quit)

    def heard(event: object) -> None:
        if isinstance(event, CaptureStarted):
            attempt_next()

    look.timeout.connect(see)
    link.heard.connect(heard)
    QTimer.singleShot(0, partial(link.start))
    app.exec()
    background.close()
    return 0


if __name__ == "__main__":
    sys.exit(run())
