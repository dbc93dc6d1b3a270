"""A softphone calls another, and Attune beside it is told by baresip alone: what a test has and does there."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import soundfile

import resources
from calls.events import Channel
from calls.record import CallRecord, from_json
from tests.cli.program import ROOT
from tests.key_ring import key_ring
from tests.softphones import AGENT, AGENT_CONTROL, CALLER_MOUTH, Softphone, network, softphones, why_not
from tests.sound_server import AGENT_MOUTH, LIVE_SOUND, SoundServer, sound_server

CALL = resources.path("demo", "call.wav")
SCRIPT: list[dict[str, Any]] = json.loads(resources.path("demo", "script.json").read_text(encoding="utf-8"))
PATIENCE_S = 60.0
WHY_NOT = why_not()
LIVE_CALLS = [*LIVE_SOUND, pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)]
"""The marks of every test at such a desk."""
WORST_WORD_ERROR = 0.15
"""Of a side, through PCMU and the sound server."""

TAIL_S = 0.05
"""Silence after a turn: less than ends an utterance, so that its words come when all of it was played."""
MOUTHS = {Channel.AGENT: AGENT_MOUTH, Channel.CUSTOMER: CALLER_MOUTH}

Told = dict[str, Any]


@dataclass(slots=True)
class Panel:
    """The application beside the softphone: the agent presses its keys, and it tells what it shows."""

    process: subprocess.Popen[str]
    told: list[Told] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def press(self, key: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{key}\n")
        self.process.stdin.flush()

    def wait_for(self, where: Callable[[Told], bool], since: int = 0) -> Told:
        """The first that it tells, or told after the first ``since`` things, of which that is so."""
        deadline = time.monotonic() + PATIENCE_S
        with self.news:
            while True:
                found = next((told for told in self.told[since:] if where(told)), None)
                if found:
                    return found
                assert self.news.wait(max(0.0, deadline - time.monotonic())), self.told[-8:]

    def read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            with self.news:
                self.told.append(json.loads(line))
                self.news.notify_all()


@dataclass(slots=True)
class Desk:
    """All that is on it: sound, two softphones, the panel; and what was filed."""

    server: SoundServer
    agent: Softphone
    caller: Softphone
    panel: Panel
    folder: Path
    environment: Mapping[str, str]

    def ring(self) -> None:
        """The caller dials; the panel shows or says that it rings."""
        self.caller.do("dial", AGENT)
        self.agent.wait_until(lambda calls: "INCOMING" in calls)

    def answer(self) -> str:
        """The call is answered and heard; its id."""
        since = len(self.panel.told)
        self.agent.do("accept")
        return str(self.panel.wait_for(listens, since)["shown"])

    def say(self, channel: Channel, turn: int) -> None:
        """Speak one turn of the bundled call, and wait until its last words are shown."""
        self.play({channel: turn})
        self.panel.wait_for(lambda told: told.get("said", 0) > 0, len(self.panel.told))

    def play(self, turns: Mapping[Channel, int]) -> None:
        samples, rate = soundfile.read(CALL, dtype="int16")
        players = []
        for column, channel in enumerate(Channel):
            if channel in turns:
                turn = SCRIPT[turns[channel]]
                assert turn["channel"] == channel
                piece = samples[int((turn["start"] - 0.2) * rate) : int((turn["end"] + TAIL_S) * rate), column]
                path = self.folder / f"{channel}.wav"
                soundfile.write(path, piece, rate)
                players.append(self.server.play(MOUTHS[channel], path))
        for player in players:
            assert player.wait(60) == 0

    def file(self, call_id: str) -> CallRecord:
        """The agent files the call that is shown once all of it is written down; the record as it was kept."""
        self.panel.wait_for(lambda told: told.get("shown") == call_id and told.get("capture") == "finished")
        since = len(self.panel.told)
        self.panel.press("file")
        self.panel.wait_for(lambda told: told.get("shown") != call_id and "shown" in told, since)
        return self.record(call_id)

    def record(self, call_id: str) -> CallRecord:
        out = self.folder / "records"
        deadline = time.monotonic() + PATIENCE_S
        while not (out / f"{call_id}.json").exists():  # the keeper writes it in its own time
            assert time.monotonic() < deadline, "it was not filed"
            export = [sys.executable, str(ROOT / "main.py"), "export", "--out", str(out), "--journals"]
            subprocess.run(export, env=dict(self.environment), check=True, capture_output=True, timeout=60)
        return from_json((out / f"{call_id}.json").read_text(encoding="utf-8"))


def listens(told: Told) -> bool:
    return told.get("state") == "talking" and told.get("capture") == "listening"


@contextmanager
def softphone_desk(folder: Path) -> Iterator[Desk]:
    """With everything of its own, in that empty folder."""
    config = folder / "config"
    config.mkdir()
    settings = {"baresip": True, "baresip_port": AGENT_CONTROL, "agent_name": "Karen"}
    (config / "settings.json").write_text(json.dumps(settings))
    with ExitStack() as stack:
        server, ring, net = (
            stack.enter_context(sound_server()),
            stack.enter_context(key_ring(folder / "ring")),
            stack.enter_context(network()),
        )
        agent, caller = stack.enter_context(softphones(server, net))
        environment = {**ring, "PULSE_SERVER": server.environment["PULSE_SERVER"], "ATTUNE_HOME": str(folder)}
        program = net.command(sys.executable, "-m", "tests.end_to_end.agent_program")
        panel = stack.enter_context(_panel(program, {**environment, "QT_QPA_PLATFORM": "offscreen"}))
        panel.wait_for(lambda told: told.get("engine") == "ready")
        yield Desk(server, agent, caller, panel, folder, environment)


@contextmanager
def _panel(command: list[str], environment: Mapping[str, str]) -> Iterator[Panel]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    panel = Panel(process)
    reader = threading.Thread(target=panel.read)
    reader.start()
    try:
        yield panel
        panel.press("quit")
        assert process.wait(PATIENCE_S) == 0, "everything was written"
    finally:
        process.kill()
        process.wait()
        reader.join()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


def words(record: CallRecord, channel: Channel) -> str:
    return " ".join(utterance.raw for utterance in record.utterances if utterance.channel is channel)


def wrote(record: CallRecord, channel: Channel, turn: int) -> bool:
    """Whether that turn of the bundled call is in the record: a live word or two may be wrong."""
    said, heard = set(str(SCRIPT[turn]["text"]).split()), set(words(record, channel).split())
    return len(said & heard) >= 0.7 * len(said)
