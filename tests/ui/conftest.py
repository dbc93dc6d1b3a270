"""Widgets are tested offscreen, in the theme that is shipped, and a Qt warning fails the test."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ui.theme import apply_theme

OF_THE_PLATFORM = ("This plugin does not support", "QFontDatabase: Cannot find font directory")
"""What the offscreen platform says of itself; nothing that the code could do differently."""


@pytest.fixture(autouse=True)
def no_qt_warning() -> Iterator[None]:
    said: list[str] = []

    def keep(kind: QtMsgType, context: object, message: str) -> None:
        del context
        if kind is not QtMsgType.QtDebugMsg and not message.startswith(OF_THE_PLATFORM):
            said.append(message)

    before = qInstallMessageHandler(keep)
    yield
    qInstallMessageHandler(before)
    assert not said


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    """Hundreds of panels that nobody shows would make each change of the theme take a minute."""
    yield
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def themed(qapp: QApplication) -> QApplication:
    apply_theme(qapp, "light", 100)
    return qapp
