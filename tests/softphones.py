"""Two baresip softphones on a network of their own that call each other through a sound server: agent and caller."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from tests.sound_server import HEADSET, SoundServer

CALLER_MOUTH = "callermouth"
"""What is played into it is what the caller says."""

CALLER_NUMBER, CALLER_NAME = "+15551234567", "Daniel Cooper"
AGENT = "sip:agent@127.0.0.1:5070"
CALLER = f"sip:{CALLER_NUMBER}@127.0.0.1:5080"
AGENT_PROGRAM, CALLER_PROGRAM = "baresip", "callersphone"
"""What the sound server knows them as: two programs, as on two machines."""

AGENT_CONTROL = 4470
"""Where the agent's softphone tells of its calls."""

AHEAD_OF_OTHERS = ("nice", "-n", "-10")
"""A telephone set would not wait for a busy machine either."""

PATIENCE_S = 20.0

_CONFIG = """\
sip_listen 127.0.0.1:{sip}
audio_player alsa,{who}_play
audio_source alsa,{who}_mic
audio_alert alsa,{who}_play
ausrc_srate 48000
auplay_srate 48000
ausrc_channels 1
auplay_channels 1
ausrc_format s16
auplay_format s16
rtp_ports {rtp}
call_max_calls 4
module_path /usr/lib/baresip/modules
module g711.so
module alsa.so
module_tmp account.so
module_app menu.so
module httpd.so
http_listen 127.0.0.1:{page}
"""
_TELLS = f"""\
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{AGENT_CONTROL}
"""
_SOUND = """\
</usr/share/alsa/alsa.conf>
pcm.agent_play {{ type pulse device "{headset}" }}
pcm.agent_mic {{ type pulse device "agentmic" }}
pcm.caller_play {{ type pulse device "callerphone" }}
pcm.caller_mic {{ type pulse device "{mouth}.monitor" }}
"""
_ACCOUNT = ";transport=udp>;regint=0;answermode=manual;audio_codecs=PCMU/8000/1\n"
_CLONE_NEWNET = 0x40000000


def why_not() -> str:
    """Why softphones cannot be started here; "" where they can."""
    missing = [tool for tool in ("baresip", "ip", "unshare", "nsenter") if shutil.which(tool) is None]
    if missing:
        return f"not installed: {', '.join(missing)}"
    if os.geteuid() != 0:
        return "a network of its own needs root"
    tried = subprocess.run(["unshare", "-n", "true"], capture_output=True, text=True)
    return "" if tried.returncode == 0 else f"no network of its own: {tried.stderr.strip()}"


@dataclass(slots=True)
class Network:
    """A network namespace that has ``lo`` and a second address, and nothing else."""

    holder: subprocess.Popen[bytes]

    def command(self, *command: str) -> list[str]:
        """That command, to be run in it."""
        return ["nsenter", "-t", str(self.holder.pid), "-n", *command]

    def connect(self, port: int) -> socket.socket:
        """A socket stays in the network in which it was made, whoever uses it."""
        made: list[socket.socket] = []

        def make() -> None:
            with Path(f"/proc/{self.holder.pid}/ns/net").open() as place:
                assert ctypes.CDLL(None).setns(place.fileno(), _CLONE_NEWNET) == 0
            deadline = time.monotonic() + 10
            while not made and time.monotonic() < deadline:
                try:
                    made.append(socket.create_connection(("127.0.0.1", port), timeout=30))
                except ConnectionRefusedError:
                    time.sleep(0.05)

        thread = threading.Thread(target=make)
        thread.start()
        thread.join()
        assert made, f"nothing listens on {port}"
        return made[0]


@dataclass(slots=True)
class Softphone:
    """A running baresip, told what to do through its web page: its other control is for one program, Attune."""

    process: subprocess.Popen[bytes]
    network: Network
    page: int

    def do(self, command: str, argument: str = "") -> str:
        """What it answers."""
        asked = f"/{command} {argument}" if argument else f"/{command}"
        asking = HTTPConnection("127.0.0.1")
        asking.sock = self.network.connect(self.page)
        asking.request("GET", f"/raw/?{quote(asked)}")
        with closing(asking), asking.getresponse() as answer:
            return answer.read().decode("utf-8", "replace")

    def wait_until(self, where: Callable[[str], bool]) -> str:
        """What it says of its calls, once that is so."""
        deadline = time.monotonic() + PATIENCE_S
        while not where(calls := self.do("listcalls")):
            assert time.monotonic() < deadline, calls
            time.sleep(0.05)
        return calls


@contextmanager
def network() -> Iterator[Network]:
    holder = subprocess.Popen(["unshare", "-n", "sh", "-c", "echo; exec sleep 3600"], stdout=subprocess.PIPE)
    try:
        assert holder.stdout
        holder.stdout.readline()
        made = Network(holder)
        # The loopback alone is no network to baresip.
        for step in ("link set lo up", "addr add 10.99.0.1/24 dev lo"):
            subprocess.run(made.command("ip", *step.split()), check=True)
        yield made
    finally:
        holder.kill()
        holder.communicate()


@contextmanager
def softphones(server: SoundServer, net: Network) -> Iterator[tuple[Softphone, Softphone]]:
    """The agent's and the caller's."""
    for sink in ("callerphone", CALLER_MOUTH):
        server.control("load-module", "module-null-sink", f"sink_name={sink}", "rate=48000", "channels=1")
    with tempfile.TemporaryDirectory(prefix="sip") as name, ExitStack() as stack:
        folder = Path(name)
        (folder / "asound.conf").write_text(_SOUND.format(headset=HEADSET, mouth=CALLER_MOUTH))
        environment = server.environment | {"ALSA_CONFIG_PATH": str(folder / "asound.conf")}
        phones = []
        for who, program, account, ports, more in (
            ("agent", AGENT_PROGRAM, f"<{AGENT}", {"sip": 5070, "page": 8070, "rtp": "10000-10100"}, _TELLS),
            (
                *("caller", CALLER_PROGRAM, f'"{CALLER_NAME}" <{CALLER}'),
                *({"sip": 5080, "page": 8080, "rtp": "10200-10300"}, ""),
            ),
        ):
            place = folder / who
            place.mkdir()
            (place / "config").write_text(_CONFIG.format(who=who, **ports) + more)
            (place / "accounts").write_text(account + _ACCOUNT)
            shutil.copy(shutil.which("baresip") or "baresip", place / program)
            phones.append(stack.enter_context(_phone(place / program, environment, net, int(str(ports["page"])))))
        yield phones[0], phones[1]


@contextmanager
def _phone(program: Path, environment: Mapping[str, str], net: Network, page: int) -> Iterator[Softphone]:
    place = program.parent
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(
            net.command(*AHEAD_OF_OTHERS, str(program), "-f", str(place), "-v"),
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        net.connect(page).close()
        yield Softphone(process, net, page)
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
