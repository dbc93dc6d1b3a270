"""Linux: PortAudio plays through ALSA alone, so an ALSA configuration of our own names the sound server's devices.

It is in force only while PortAudio looks for devices and opens them, and no file of the user's is touched.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from audio import portaudio
from audio.frames import SoundError


@contextlib.contextmanager
def named(devices: Mapping[str, str]) -> Iterator[None]:
    """Names of our own, each for one of the server's devices, a source or a sink."""
    lines = ["</usr/share/alsa/alsa.conf>"]
    for name, device in devices.items():
        lines.append(f"pcm.{name} {{ type pulse  device {_quoted(device)}  hint {{ show on  description Attune }} }}")
    before = os.environ.get("ALSA_CONFIG_PATH")
    with tempfile.TemporaryDirectory(prefix="attune-alsa-") as folder:
        path = Path(folder) / "asound.conf"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        os.environ["ALSA_CONFIG_PATH"] = str(path)
        try:
            yield
        finally:
            os.environ.pop("ALSA_CONFIG_PATH")
            if before is not None:
                os.environ["ALSA_CONFIG_PATH"] = before


def numbers(names: Sequence[str]) -> dict[str, int]:
    """PortAudio's number of each of our names, while they are ``named``. Raises SoundError when it lacks one.

    PortAudio is told to look anew only while it does not know ours, because that waits for ever when a stream was left
    behind. What our names stand for ALSA reads at every opening.
    """
    for look_anew in (False, True):
        if look_anew:
            portaudio.refresh()
        known = {device.name: device.number for device in (*portaudio.inputs(), *portaudio.outputs())}
        if all(name in known for name in names):
            return {name: known[name] for name in names}
    raise SoundError("ALSA cannot reach the sound server: apt install libasound2-plugins")


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
