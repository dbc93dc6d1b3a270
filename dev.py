#!/usr/bin/env python3
"""Set-up and daily commands, with nothing but Python itself.

    python3 dev.py demo     set everything up, then play the bundled call through the whole pipeline
    python3 dev.py test     set everything up, then run all tests (more arguments go to pytest)
    python3 dev.py run      set everything up, then start Attune (more arguments go to main.py)
    python3 dev.py bench    run the benchmarks (or only those named)
    python3 dev.py build    make the folder to hand out, with PyInstaller, and let it test itself
    python3 dev.py check    lint, format and types

The set-up goes into .venv; once done it is skipped until the requirements change.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  (whoever comes with an older Python shall read this, not a traceback)
    sys.exit("Attune needs Python 3.11 or newer; this is %d.%d. Try: python3.11 dev.py" % sys.version_info[:2])  # noqa: UP031

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

RUN_PACKAGES = (
    *("libglib2.0-0", "libgl1", "libegl1", "libfontconfig1", "libdbus-1-3", "libxkbcommon0", "libxkbcommon-x11-0"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-image0", "libxcb-render-util0"),
    *("libxcb-randr0", "libxcb-xinerama0", "fonts-dejavu-core", "libportaudio2", "libasound2-plugins"),
)
"""Debian packages that the window and the sound need."""

TEST_PACKAGES = (
    *("pulseaudio", "pulseaudio-utils", "xvfb", "gnome-keyring", "dbus", "binutils", "espeak-ng", "flite"),
    *("desktop-file-utils", "gcc", "libc6-dev"),
)
"""What tests start for themselves (sound server, screen, key ring); PyInstaller's objdump, a desktop's checks, cc."""

ROOTS_TEST_PACKAGES = ("baresip-core", "iproute2")
"""What they start in a network of their own, which only root can make."""


def main(arguments: list[str]) -> int:
    commands = {"demo": demo, "run": run, "test": test, "bench": bench, "build": build, "check": check}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 2 if arguments and arguments[0] not in ("-h", "--help") else 0
    try:
        return commands[arguments[0]](arguments[1:])
    except subprocess.CalledProcessError as error:
        what = " ".join(str(part) for part in error.cmd[:5])
        print(f"dev.py: this failed with status {error.returncode}: {what} …", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def demo(arguments: list[str]) -> int:
    set_up("requirements.txt", RUN_PACKAGES)
    return call("main.py", "--demo", *arguments)


def run(arguments: list[str]) -> int:
    set_up("requirements.txt", RUN_PACKAGES)
    return call("main.py", *arguments)


def test(arguments: list[str]) -> int:
    set_up_all()
    # Many tests wait for sound that is played as live, so more of them than cores run at once.
    return call("-m", "pytest", "-n", "3", "--dist", "loadfile", *arguments)


def bench(arguments: list[str]) -> int:
    set_up_all()
    names = arguments or sorted(p.stem for p in (ROOT / "benchmarks").glob("*.py") if not p.stem.startswith("_"))
    worst = 0
    for name in names:
        print(f"\n== {name}", flush=True)
        worst = max(worst, call("-m", f"benchmarks.{name}"))
    return worst


def build(arguments: list[str]) -> int:
    set_up_all()
    status = call("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *arguments, "build.spec")
    if status:
        return status
    folder = ROOT / "dist" / "Attune"
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{folder.relative_to(ROOT)}: {size / 1e6:.0f} MB", flush=True)
    engine = folder / ("attune-console.exe" if os.name == "nt" else "attune-console")
    return subprocess.call([engine, "selftest"], cwd=folder)


def check(_: list[str]) -> int:
    set_up_all()
    worst = 0
    types = [["mypy", "--platform", platform] for platform in ("linux", "win32", "darwin")]
    for command in (["ruff", "check", "."], ["ruff", "format", "--check", "."], *types):
        worst = max(worst, call("-m", *command))
    return worst


def call(*arguments: str) -> int:
    """Run the project's Python in the project's root; the terminal's Ctrl+C reaches it too, so wait for its answer."""
    process = subprocess.Popen([PYTHON, *arguments], cwd=ROOT)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def set_up_all() -> None:
    is_root = sys.platform != "win32" and os.geteuid() == 0
    set_up("requirements-dev.txt", RUN_PACKAGES + TEST_PACKAGES + (ROOTS_TEST_PACKAGES if is_root else ()))


def set_up(requirements: str, packages: tuple[str, ...]) -> None:
    """System packages, virtual environment, requirements: whatever of it is not yet there."""
    stamp = VENV / f".{requirements}.stamp"
    wanted = fingerprint(packages)
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("Setting up; this happens once and takes a few minutes.", flush=True)
    install_system_packages(packages)
    make_environment()
    print(f"  {requirements}", flush=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "-r", ROOT / requirements], check=True)
    stamp.write_text(wanted, encoding="utf-8")


def fingerprint(packages: tuple[str, ...]) -> str:
    digest = hashlib.sha256(f"{sys.version}\n{VENV}\n{packages}\n".encode())
    for name in ("requirements.txt", "requirements-dev.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def install_system_packages(packages: tuple[str, ...]) -> None:
    if not (Path("/etc/debian_version").exists() and shutil.which("apt-get")):
        return
    if importlib.util.find_spec("ensurepip") is None:
        packages = ("python3-venv", *packages)
    missing = [name for name in packages if not is_installed(name)]
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if sys.platform != "win32" and os.geteuid() != 0:
        sys.exit(f"Some system packages are missing. Run this, then try again:\n  sudo {' '.join(install)}")
    print(f"  system packages: {' '.join(missing)}", flush=True)
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "--quiet"], check=True, **quiet)  # type: ignore[call-overload]
    subprocess.run(install, check=True, **quiet)  # type: ignore[call-overload]


def is_installed(package: str) -> bool:
    asked = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package], capture_output=True, text=True
    )
    return asked.stdout == "installed"


def make_environment() -> None:
    """A virtual environment that works; a half-made one is made anew."""
    works = PYTHON.exists() and subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0
    if not works:
        print("  virtual environment", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
