"""A speech model is installed from the panel: by the real command, from a real server, stopped and gone on with."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from tests.cli.program import ROOT
from tests.model_site import ModelSite, model_site
from ui.model_install import ModelInstall
from ui.models_window import ModelsWindow

RECOMMENDED = "vosk-model-en-us-0.22-lgraph"
PATIENCE_MS = 30_000
Opened = Callable[[], ModelsWindow]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelSite]:
    monkeypatch.setenv("ATTUNE_HOME", str(tmp_path))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with model_site() as running:
        (tmp_path / "config").mkdir()
        (tmp_path / "config" / "settings.json").write_text(json.dumps({"model_site": running.address}))
        bundled = resources.path("models", "attune-small-en")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for file in bundled.rglob("*"):
                if file.is_file():
                    archive.write(file, f"{RECOMMENDED}/{file.relative_to(bundled).as_posix()}")
        running.files[f"/{RECOMMENDED}.zip"] = packed.getvalue()
        yield running


@pytest.fixture
def opened(qtbot: QtBot, themed: QApplication, site: ModelSite) -> Iterator[Opened]:
    del themed, site
    made: list[ModelInstall] = []

    def open_window() -> ModelsWindow:
        made.append(ModelInstall([sys.executable, str(ROOT / "main.py"), "models", "install"]))
        window = ModelsWindow(made[-1])
        window.show()
        qtbot.waitUntil(window._go.isEnabled, timeout=PATIENCE_MS)
        return window

    yield open_window
    for install in made:
        install.stop()


def test_the_recommended_model_is_one_click_away(qtbot: QtBot, opened: Opened, tmp_path: Path):
    window, chosen = opened(), []
    window.chosen.connect(chosen.append)
    assert window._box.currentData().name == RECOMMENDED
    window._go.click()
    assert window._stop.isEnabled() and not window._go.isEnabled()
    qtbot.waitUntil(lambda: chosen == [RECOMMENDED], timeout=PATIENCE_MS)
    assert (tmp_path / "data" / "models" / RECOMMENDED / "am" / "final.mdl").exists()
    assert f"{RECOMMENDED} is installed" in window.state
    window.close()


def test_what_was_stopped_goes_on_from_where_it_was(qtbot: QtBot, opened: Opened, site: ModelSite, tmp_path: Path):
    site.break_off += [1_000_000, 0, 0]
    window = opened()
    window._go.click()
    part = tmp_path / "data" / "models" / f".{RECOMMENDED}.zip.part"
    qtbot.waitUntil(lambda: part.exists() and part.stat().st_size == 1_000_000, timeout=PATIENCE_MS)
    window._stop.click()
    assert "What has come is kept" in window.state and window._go.isEnabled()
    site.break_off.clear()
    window._go.click()
    qtbot.waitUntil(lambda: "is installed" in window.state, timeout=PATIENCE_MS)
    assert site.asked[-1][1] == "bytes=1000000-"
    window.close()


def test_why_it_could_not_be_installed_is_said_in_one_line(qtbot: QtBot, opened: Opened, site: ModelSite):
    site.files.clear()
    window = opened()
    window._go.click()
    qtbot.waitUntil(window._go.isEnabled, timeout=PATIENCE_MS)
    assert "is not there; the model may have a new name" in window.state and "\n" not in window.state
    window.close()


def test_a_command_that_cannot_be_started_is_said(qtbot: QtBot, themed: QApplication):
    del themed
    window = ModelsWindow(ModelInstall(["/nowhere/attune"]))
    qtbot.waitUntil(lambda: "ask IT" in window.state)
    window.close()
