"""How all windows look, as the settings say."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from settings import Settings
from ui.icons import pixmap
from ui.theme import apply_theme, colours_for

WINDOW_ICON_PX = 64


def apply_look(chosen: Settings) -> None:
    """In force for every window at once."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        more = chosen.text("contrast") == "more"
        apply_theme(app, chosen.text("theme"), chosen.number("font_percent"), more)
        app.setWindowIcon(QIcon(pixmap("attune", colours_for(app.palette()).accent, size_px=WINDOW_ICON_PX)))
