"""Buttons: with an icon, with words, and a whole line that can be opened; each large enough and with a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.icons import ICON_PX, icon
from ui.labels import tip
from ui.theme import TARGET_PX, colours_for


class Button(QPushButton):
    """A button with words, an icon, or both. It takes no focus by being clicked: the note keeps the caret.

    ``name`` is read out and, for a button without words, shown as tool tip together with its key.
    """

    def __init__(
        self,
        text: str = "",
        icon_name: str = "",
        name: str = "",
        look: str = "",
        key: str = "",
        colour: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name, self._colour, self._key = icon_name, colour, key
        self._drawn: tuple[str, str, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setProperty("look", look or ("" if text else "icon"))
        self.setMinimumHeight(TARGET_PX)
        self.setSizePolicy(QSizePolicy.Policy.Minimum if text else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.rename(name or text)
        self._draw()

    def rename(self, name: str) -> None:
        self.setAccessibleName(name)
        hint = f"{name} ({self._key})" if self._key else name
        self.setToolTip(tip(hint) if self._key or not self.text() else "")

    def set_icon(self, icon_name: str, colour: str = "ink") -> None:
        if (icon_name, colour) != (self._icon_name, self._colour):
            self._icon_name, self._colour = icon_name, colour
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self._draw()

    def _draw(self) -> None:
        colour = getattr(colours_for(self.palette()), self._colour if self.isEnabled() else "soft")
        wanted = (self._icon_name, colour, self.devicePixelRatioF())
        if self._icon_name and wanted != self._drawn:
            self._drawn = wanted
            self.setIcon(icon(*wanted))


class LineButton(QPushButton):
    """A whole line that can be clicked, made of the widgets in its layout; as high as they need at its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "line")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(4, 4, 4, 4)
        self.row.setSpacing(8)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self.row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.row.minimumSize()
