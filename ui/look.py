"""How all windows look, as the settings say."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from settings import Settings
from ui.theme import apply_theme


def apply_look(chosen: Settings) -> None:
    """In force for every window at once."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        more = chosen.text("contrast") == "more"
        apply_theme(app, chosen.text("theme"), chosen.number("font_percent"), more)
