"""How Attune looks: colours light and dark, spacing, type sizes, and how they are put on the application."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

import resources
from ui.stylesheet import stylesheet

TARGET_PX = 30
"""Nothing to click is smaller; the promise is 28."""
BODY_PX, SMALL_PX, ISSUE_PX, CLOCK_PX = 13.0, 11.5, 16.0, 17.0


@dataclass(frozen=True, slots=True)
class Colours:
    """Text colours keep 4.5:1 on every ground they are used on; tests/ui/test_theme.py measures it."""

    paper: str
    surface: str
    line: str
    edge: str
    """Outline of what can be clicked or typed into."""
    ink: str
    soft: str
    accent: str
    accent_soft: str
    on_accent: str
    issue: str
    issue_soft: str
    you: str
    warn: str
    warn_soft: str
    on_warn: str
    live: str


LIGHT = Colours(
    paper="#F6F5F1",
    surface="#FFFFFF",
    line="#E3E0D8",
    edge="#CFCABE",
    ink="#1D232E",
    soft="#5A6472",
    accent="#17666F",
    accent_soft="#E3F0F0",
    on_accent="#FFFFFF",
    issue="#B8432B",
    issue_soft="#FBEFEB",
    you="#3D5A98",
    warn="#8A5A00",
    warn_soft="#FBF3DF",
    on_warn="#FFFFFF",
    live="#C0392B",
)
DARK = Colours(
    paper="#15181D",
    surface="#1D2128",
    line="#2D333D",
    edge="#434B58",
    ink="#E9EBEE",
    soft="#A4ACB8",
    accent="#63BBC4",
    accent_soft="#1C3236",
    on_accent="#0E1A1C",
    issue="#F0937A",
    issue_soft="#33221E",
    you="#9DB4EA",
    warn="#E2B25B",
    warn_soft="#302818",
    on_warn="#1C1503",
    live="#F0756A",
)

LIGHT_MORE = replace(
    LIGHT,
    paper="#FFFFFF",
    line="#8A8A8A",
    edge="#5F5F5F",
    ink="#000000",
    soft="#2E3540",
    accent="#00474F",
    accent_soft="#EAF7F7",
    issue="#8A1F0A",
    issue_soft="#FFF4F1",
    you="#1B3570",
    warn="#5E3D00",
    warn_soft="#FFF9EA",
    live="#9C1C10",
)
DARK_MORE = replace(
    DARK,
    paper="#000000",
    surface="#0B0D10",
    line="#6F7885",
    edge="#A0A9B5",
    ink="#FFFFFF",
    soft="#D5DBE3",
    accent="#8FE3EC",
    accent_soft="#0C1E21",
    issue="#FFB8A5",
    issue_soft="#241410",
    you="#C3D3FF",
    warn="#FFD27F",
    warn_soft="#221A08",
    live="#FFA096",
)
"""For who asks for more contrast: every text 7:1 on every ground, every outline 3:1."""
ALL = (LIGHT, DARK, LIGHT_MORE, DARK_MORE)


def colours_for(palette: QPalette) -> Colours:
    """The colours that go with a widget's palette: what is painted by hand follows the theme by asking here.

    Told by the hairline's colour: style rules change a widget's grounds, never that.
    """
    hairline = palette.color(QPalette.ColorRole.Mid)
    return next((colours for colours in ALL if QColor(colours.line) == hairline), LIGHT)


def system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def apply_theme(
    app: QApplication, choice: str = "system", font_percent: int = 100, more_contrast: bool = False
) -> None:
    """``choice`` is "system", "light" or "dark"; ``font_percent`` is held within 80 and 200.

    Call again when a setting or, with "system", ``QStyleHints.colorSchemeChanged`` says so.
    """
    dark = choice == "dark" or (choice == "system" and system_is_dark())
    suffix = "dark" if dark else "light"
    colours = (DARK_MORE if dark else LIGHT_MORE) if more_contrast else (DARK if dark else LIGHT)
    scale = min(200, max(80, font_percent)) / 100
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(_body_font(app.font(), scale))
    app.setPalette(palette_of(colours))
    names = {field.name: getattr(colours, field.name) for field in fields(colours)}
    app.setStyleSheet(
        stylesheet(
            names,
            {"body": BODY_PX * scale, "small": SMALL_PX * scale, "issue": ISSUE_PX * scale, "clock": CLOCK_PX * scale},
            TARGET_PX,
            {
                name: resources.path("icons", f"style-{name}-{suffix}.svg").as_posix()
                for name in ("check", "down", "up")
            },
        )
    )


def palette_of(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, name in (
        (role.Window, colours.paper),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.paper),
        (role.Button, colours.surface),
        (role.ToolTipBase, colours.surface),
        (role.WindowText, colours.ink),
        (role.Text, colours.ink),
        (role.ButtonText, colours.ink),
        (role.ToolTipText, colours.ink),
        (role.PlaceholderText, colours.soft),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.Mid, colours.line),
        (role.Accent, colours.accent),
    ):
        palette.setColor(target, QColor(name))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.soft))
    return palette


def text_scale(font: QFont) -> float:
    """How much larger than usual the text is; 1 at the least."""
    return max(1.0, font.pixelSize() / BODY_PX)


def small_font(font: QFont) -> QFont:
    """The second size, in proportion to the body's."""
    smaller = QFont(font)
    smaller.setPixelSize(max(8, round(font.pixelSize() * SMALL_PX / BODY_PX)))
    return smaller


def _body_font(system: QFont, scale: float) -> QFont:
    """The system's own font in our size, with figures of one width so that times stand in columns."""
    font = QFont(system)
    font.setPixelSize(round(BODY_PX * scale))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
