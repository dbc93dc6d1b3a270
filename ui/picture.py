"""The panel as a picture, without a screen: for a demo without a display, and to try that windows can be drawn."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication

from calls.intents import Draft
from calls.session import CallSession
from ui.agent_panel import AgentPanel
from ui.theme import apply_theme
from ui.views import WrapUp

WIDTH, HEIGHT = 460, 1000


def save_picture(session: CallSession, file: Path, draft: Draft | None = None) -> int:
    """Draw the panel with that call into a PNG, and say how many colours it has: an empty one has few.

    ``draft`` shows the wrap-up. Makes its own application where there is none; raises OSError.
    """
    if QApplication.instance() is None and not any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["attune"])
    if isinstance(app, QApplication):
        apply_theme(app, "light", 100)
    panel = AgentPanel()
    panel.resize(WIDTH, HEIGHT)
    panel.show_session(session)
    if draft is not None:
        panel.show_wrap_up(WrapUp(session.call.id, draft))
    panel.show()
    app.processEvents()
    image = panel.grab().toImage()
    panel.close()
    if not image.save(str(file)):
        raise OSError(f"{file} cannot be written")
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})
