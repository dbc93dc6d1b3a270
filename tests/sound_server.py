"""A PulseAudio server of a test's own: a headset and an agent's microphone that no hardware is needed for."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CONFIGURATION = """\
.fail
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
load-module module-null-sink sink_name=headset rate=48000 channels=2 norewinds=1
load-module module-null-sink sink_name=agentmouth rate=48000 channels=1 norewinds=1
load-module module-remap-source source_name=agentmic master=agentmouth.monitor channels=1 remix=no
set-default-sink headset
set-default-source agentmic
"""
"""Without ``norewinds`` a null sink that was just made holds back its first two seconds, which no headset does."""

PRIORITY = ("--high-priority=yes", "--realtime=yes")
"""Where it may be had: a sound card waits for nobody either."""

HEADSET, AGENT_MOUTH = "headset", "agentmouth"
"""What is played into the first is the customer, into the second what the agent says."""

MISSING = [tool for tool in ("pulseaudio", "pactl", "paplay") if shutil.which(tool) is None]

LIVE_SOUND = [pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"), pytest.mark.live]
"""The marks of every test that starts one."""


@dataclass(slots=True)
class SoundServer:
    """A running server. Programs use it when they get ``environment``."""

    folder: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]
    players: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def play(self, sink: str, recording: Path, program: str = "") -> subprocess.Popen[bytes]:
        """Begin to play a file, as a program of that name; the player ends with the file, or with the server."""
        name = [f"--client-name={program}"] if program else []
        player = subprocess.Popen(["paplay", f"--device={sink}", *name, str(recording)], env=self.environment)
        self.players.append(player)
        return player

    def control(self, *arguments: str) -> str:
        """What ``pactl`` says."""
        done = subprocess.run(
            ["pactl", *arguments], env=self.environment, capture_output=True, text=True, check=True, timeout=10
        )
        return done.stdout.strip()

    def restart(self) -> None:
        """Kill the server as a crash would, and start it again."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        self.process = _started(self.folder, self.environment)


@contextmanager
def sound_server() -> Iterator[SoundServer]:
    """A server with its own home, stopped and removed at the end."""
    with tempfile.TemporaryDirectory(prefix="snd") as name:
        folder = Path(name)
        environment = os.environ | {
            "HOME": name,
            "XDG_RUNTIME_DIR": name,
            "XDG_CONFIG_HOME": name,
            "PULSE_SERVER": f"unix:{folder / 'socket'}",
        }
        (folder / "default.pa").write_text(CONFIGURATION.format(socket=folder / "socket"))
        server = SoundServer(folder, environment, _started(folder, environment))
        try:
            yield server
        finally:
            for process in (*server.players, server.process):
                process.terminate()
            for process in (*server.players, server.process):
                process.wait(10)


def _started(folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    (folder / "socket").unlink(missing_ok=True)
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            ["pulseaudio", "-n", "-F", str(folder / "default.pa"), "--exit-idle-time=-1", "--daemonize=no", *PRIORITY],
            env=environment,
            stdout=log,
            stderr=log,
        )
    deadline = time.monotonic() + 15
    while subprocess.run(["pactl", "info"], env=environment, capture_output=True, check=False).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"pulseaudio did not start: {(folder / 'log').read_text()[-2000:]}")
        time.sleep(0.05)
    return process
