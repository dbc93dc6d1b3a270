"""Collects every word of the windows for translation, and makes what Attune loads of it.

    python tools/translations.py            brings resources/interface/*.ts up to date and makes the .qm files
    python tools/translations.py --check    says which words have no translation, and fails if there are any

Another language: add it to ``LANGUAGES`` and to the setting ``interface_language``, run this, fill in what is
``unfinished`` in its .ts (Qt Linguist, `pyside6-linguist`, shows it well), and run this again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from calls.sound_check import FIXES, FOUND
from settings import DECLARED
from transcription.model_install import OFFERS

LANGUAGES = ("de",)
ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "interface"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, say what is missing")
    check = parser.parse_args().check
    missing = 0
    for language in LANGUAGES:
        file = FOLDER / f"attune_{language}.ts"
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / file.name
            if file.exists():
                fresh.write_bytes(file.read_bytes())
            collect(fresh, Path(folder) / "declared.py")
            for source in unfinished(fresh):
                missing += 1
                print(f"{language}: no translation of: {source}")
            if not check:
                file.write_bytes(fresh.read_bytes())
                run("lrelease", "-silent", str(file), "-qm", str(file.with_suffix(".qm")))
    return 1 if check and missing else 0


def collect(file: Path, declared: Path) -> None:
    """``declared`` is written: words that stand in declarations, where the collector would not find them."""
    texts = {("settings", text) for s in DECLARED for text in (s.group, s.label, s.help, *s.choices)}
    texts |= {("sound_check", text) for found in (FOUND, *FIXES.values()) for text in found.values()}
    texts |= {("models", text) for offer in OFFERS for text in (offer.language, offer.about)}
    lines = (f"translate({context!r}, {text!r})\n" for context, text in sorted(texts))
    declared.write_text("".join(lines), encoding="utf-8")
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").glob("*.py"))
    run("lupdate", *sources, str(declared), "-ts", str(file), "-locations", "none", "-no-obsolete", "-silent")


def unfinished(file: Path) -> list[str]:
    found = []
    for message in ET.parse(file).getroot().iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type") == "unfinished" or not translation.text:
            found.append(message.findtext("source", ""))
    return found


def run(tool: str, *arguments: str) -> None:
    subprocess.run([Path(sys.executable).with_name(f"pyside6-{tool}"), *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
