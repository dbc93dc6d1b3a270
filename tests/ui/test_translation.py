"""The windows in another language: the translation is loaded, whole, and keeps what is filled in."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

import resources
from tests.ui.test_agent_panel import texts
from ui.agent_panel import AgentPanel
from ui.translation import lacking_of_qt, speak

TRANSLATIONS = sorted(resources.path("interface").glob("*.ts"))


@pytest.fixture
def german(themed: QApplication) -> Iterator[QApplication]:
    before = QLocale()
    assert speak(themed, "de")
    yield themed
    for translator in themed.findChildren(QTranslator):
        themed.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)
    themed.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_panel_speaks_the_language_that_is_set(german: QApplication):
    del german
    panel = AgentPanel()
    panel.show()
    assert "Bereit für ein Gespräch" in texts(panel) and "Ready" not in texts(panel)
    assert panel.actions_["payment"].text() == "Zahlung: nichts mitschreiben"
    assert QCoreApplication.translate("settings", "Your name") == "Ihr Name"
    panel.close()


def test_so_do_the_buttons_that_are_qts_own(german: QApplication):
    del german
    assert lacking_of_qt() == []
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"


def test_a_language_without_a_translation_stays_english(themed: QApplication):
    before = QLocale()
    assert not speak(themed, "fi")
    QLocale.setDefault(before)


@pytest.mark.parametrize("file", TRANSLATIONS, ids=[file.stem for file in TRANSLATIONS])
def test_every_text_is_translated_and_keeps_its_gaps(file: Path):
    messages = list(ET.parse(file).getroot().iter("message"))
    assert len(messages) > 300
    for message in messages:
        source, translation = message.findtext("source", ""), message.find("translation")
        assert translation is not None and translation.get("type") != "unfinished", source
        text = translation.text or ""
        assert text and set(re.findall(r"{\w+}", source)) == set(re.findall(r"{\w+}", text)), source
    assert file.with_suffix(".qm").stat().st_mtime > 0
