"""How long after it was said a word is painted in the panel: a real sound server, the real engine, the whole panel.

The bundled call is played into both sides of a PulseAudio server of its own and captured by Attune's own devices. A
word's latency is the call's clock when it was first painted, in a partial or in an utterance, less the clock at which
the recogniser says the word ended; both count from the capture's first sample. Bars: p50 0.7 s, p95 1.5 s.
"""

from __future__ import annotations

import argparse
import os
import secrets
import statistics
import sys
import tempfile
import time
from difflib import SequenceMatcher
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import soundfile
from PySide6.QtWidgets import QApplication

import main as attune
import resources
import settings
from calls.call import Capture
from calls.events import Channel, Utterance
from calls.session import CallSession
from desk.news import CallChanged, CallShown, EngineChanged, EngineState, News
from integrations.dialer import Action, DialerMessage
from store.call_store import open_store
from tests.sound_server import AGENT_MOUTH, HEADSET, sound_server
from ui.app import AgentApp
from ui.launch import Launch
from ui.look import apply_look
from ui.transcript_view import Words

AFTERWARDS_S = 4.0


class Painted:
    """Notes when each word was first on the screen, in a partial or in its utterance.

    A number that is hidden until its utterance is finished, as may become a secret, counts when it is shown.
    """

    def __init__(self, agent: AgentApp) -> None:
        self._agent = agent
        self.session: CallSession | None = None
        self._partials: dict[Channel, list[tuple[float, list[str]]]] = {channel: [] for channel in Channel}
        self._done: set[str] = set()
        self.latencies: list[float] = []
        agent.bridge.news.connect(self._note)
        agent.panel.findChild(Words).painted.connect(self._paint)

    def _note(self, news: News) -> None:
        if isinstance(news, CallShown | CallChanged):
            self.session = news.session

    def _paint(self) -> None:
        if self.session is None:
            return
        now = self._agent.desk.clock_s
        call = self.session.call
        for utterance in call.utterances[-6:]:
            if utterance.id not in self._done:
                self._done.add(utterance.id)
                self.latencies += self._late(utterance, now)
        for channel, partial in call.partials.items():
            self._partials[channel].append((now, partial.text.split()))

    def _late(self, utterance: Utterance, now: float) -> list[float]:
        said = [word.text for word in utterance.words]
        first = [now] * len(said)
        for painted, shown in reversed(self._partials[utterance.channel]):
            for block in SequenceMatcher(None, said, shown, autojunk=False).get_matching_blocks():
                first[block.a : block.a + block.size] = [painted] * block.size
        self._partials[utterance.channel].clear()
        return [at - word.end for at, word in zip(first, utterance.words, strict=True)]


def sides(folder: Path) -> dict[Channel, Path]:
    samples, rate = soundfile.read(resources.path("demo", "call.wav"), dtype="int16")
    files = {Channel.AGENT: folder / "agent.wav", Channel.CUSTOMER: folder / "customer.wav"}
    for column, file in enumerate(files.values()):
        soundfile.write(file, samples[:, column], rate)
    return files


def pump(app: QApplication, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.002)


def measure(app: QApplication, folder: Path, seconds: float) -> list[float]:
    home, key = settings.Home(folder / "data", folder / "config"), secrets.token_bytes(32)
    home.data.mkdir()
    files = sides(folder)
    with sound_server() as server:
        os.environ |= server.environment
        opener = lambda: open_store(home.data / "attune.db", key)  # noqa: E731
        agent = AgentApp(Launch(home, settings.Settings(), attune.command("engine"), [], opener))
        agent.doors.command.open()
        painted = Painted(agent)
        ready: list[News] = []
        agent.bridge.news.connect(ready.append)
        agent.start()
        while not any(isinstance(n, EngineChanged) and n.state is EngineState.READY for n in ready):
            pump(app, 0.05)
        for action in (Action.RING, Action.ANSWER):
            agent.desk.dial(DialerMessage(action, "+15550142688"))
        while painted.session is None or painted.session.call.capture is not Capture.LISTENING:
            pump(app, 0.05)
        server.play(AGENT_MOUTH, files[Channel.AGENT])
        server.play(HEADSET, files[Channel.CUSTOMER])
        pump(app, seconds + AFTERWARDS_S)
        agent.stop()
    return painted.latencies


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=118.0)
    chosen = parser.parse_args()
    app = QApplication(sys.argv[:1])
    apply_look(settings.Settings())
    with tempfile.TemporaryDirectory() as name:
        late = sorted(measure(app, Path(name), chosen.seconds))
    p95 = late[int(len(late) * 0.95)]
    print(f"{len(late)} words painted: p50 {statistics.median(late):.2f} s (bar: 0.70), p95 {p95:.2f} s (bar: 1.50)")


if __name__ == "__main__":
    main()
