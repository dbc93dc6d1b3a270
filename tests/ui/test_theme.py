"""The look: text that can be read on every ground, in both themes, at every size."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

import resources
from ui.icons import pixmap
from ui.theme import ALL, DARK, DARK_MORE, LIGHT, LIGHT_MORE, Colours, apply_theme, colours_for

ON_GROUNDS = (
    ("ink", ("paper", "surface", "accent_soft", "issue_soft", "warn_soft")),
    ("soft", ("paper", "surface", "accent_soft", "issue_soft", "warn_soft")),
    ("accent", ("surface", "accent_soft", "paper")),
    ("you", ("surface", "accent_soft")),
    ("warn", ("surface", "warn_soft", "paper")),
    ("issue", ("surface", "issue_soft")),
    ("on_accent", ("accent",)),
    ("on_warn", ("warn",)),
)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", ALL, ids=["light", "dark", "light, more", "dark, more"])
def test_every_text_colour_keeps_its_contrast_on_every_ground(colours: Colours):
    least = 7.0 if colours in (LIGHT_MORE, DARK_MORE) else 4.5
    faint = [
        f"{text} on {ground}: {found:.2f}"
        for text, grounds in ON_GROUNDS
        for ground in grounds
        if (found := contrast(getattr(colours, text), getattr(colours, ground))) < least
    ]
    assert not faint


@pytest.mark.parametrize("colours", ALL, ids=["light", "dark", "light, more", "dark, more"])
def test_what_shows_where_the_focus_is_can_be_told_from_its_ground(colours: Colours):
    assert all(contrast(colours.accent, ground) >= 3 for ground in (colours.paper, colours.surface, colours.issue_soft))


def test_the_theme_and_the_size_are_as_chosen_and_can_be_changed(themed: QApplication):
    try:
        apply_theme(themed, "dark", 150)
        assert colours_for(themed.palette()) is DARK
        assert themed.font().pixelSize() == 20
    finally:
        apply_theme(themed, "light", 100)
    assert colours_for(themed.palette()) is LIGHT
    assert themed.font().pixelSize() == 13


def test_with_more_contrast_outlines_are_seen_and_drawings_follow(themed: QApplication):
    for colours in (LIGHT_MORE, DARK_MORE):
        assert all(contrast(colours.edge, ground) >= 3 for ground in (colours.paper, colours.surface))
    try:
        apply_theme(themed, "dark", 100, more_contrast=True)
        assert colours_for(themed.palette()) is DARK_MORE
    finally:
        apply_theme(themed, "light", 100)


def test_a_senseless_size_is_held_within_reason(themed: QApplication):
    try:
        apply_theme(themed, "light", 100_000)
        assert themed.font().pixelSize() == 26
    finally:
        apply_theme(themed, "light", 100)


def test_every_icon_is_a_drawing_in_the_colour_asked_for(themed: QApplication):
    del themed
    names = [path.stem for path in resources.path("icons").glob("*.svg") if not path.stem.startswith("style-")]
    assert names
    for name in names:
        image = pixmap(name, "#FF0000").toImage()
        painted = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        solid = [colour for colour in painted if colour.alpha() > 200]
        assert solid and all(colour.red() > 200 and colour.blue() < 60 for colour in solid), name
