"""How a row of words is drawn: who and when at the left, the words beside it, what is pointed at marked in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from calls.events import Channel
from ui.theme import Colours, colours_for, small_font
from ui.transcript_model import Row, RowKind, TranscriptModel
from ui.wording import clock

GUTTER_SHARE = 0.28
"""The names and times take no more of the width than this; a longer name is cut."""
PAD_X, PAD_Y, GUTTER_GAP_PX = 4, 4, 18


@dataclass(slots=True)
class Marks:
    """What is pointed at: utterance id to the quote in it, "" for the whole of it."""

    issue: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    search: str = ""


class TranscriptDelegate(QStyledItemDelegate):
    """Draws and measures; ``marks`` may be changed at any time, the view then repaints."""

    def __init__(self, model: TranscriptModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.marks = Marks()
        self._gutter_for: tuple[tuple[str, ...], str] = ((), "")
        self._gutter_px = 0

    def height_for(self, place: int, width: int, font: QFont) -> int:
        row = self._model.row(place)
        layout, height = _laid_out(row.text, _font_of(row, font), width - self._gutter(width, row, font) - 2 * PAD_X)
        del layout
        gutter = 0
        if row.kind in (RowKind.UTTERANCE, RowKind.PARTIAL):
            gutter = round(font.pixelSize() * 1.25) + round(small_font(font).pixelSize() * 1.3)
        return max(round(height), gutter) + 2 * PAD_Y

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = option.rect.width()
        return QSize(width, self.height_for(index.row(), width, option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._model.row(index.row())
        colours = colours_for(option.palette)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.accent_soft))
        box = option.rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        gutter = self._gutter(option.rect.width(), row, option.font)
        if gutter:
            self._draw_gutter(
                painter, QRect(box.left(), box.top(), gutter - 6, box.height()), row, option.font, colours
            )
        self._draw_words(painter, box.adjusted(gutter, 0, 0, 0), row, option, colours)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _draw_gutter(self, painter: QPainter, box: QRect, row: Row, font: QFont, colours: Colours) -> None:
        from_agent = row.channel is Channel.AGENT
        name_font, time_font = _name_font(font), small_font(font)
        painter.setFont(name_font)
        painter.setPen(QColor(colours.you if from_agent else colours.accent))
        name = self._model.name_of(row.channel) if row.channel else ""
        line = painter.fontMetrics()
        painter.drawText(
            box, Qt.AlignmentFlag.AlignLeft, line.elidedText(name, Qt.TextElideMode.ElideRight, box.width())
        )
        painter.setFont(time_font)
        painter.setPen(QColor(colours.soft))
        below = box.adjusted(0, round(font.pixelSize() * 1.25), 0, 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, clock(row.start))

    def _gutter(self, width: int, row: Row, font: QFont) -> int:
        """As wide as the longer name or a time, the same for every row; measured once per font and names."""
        if row.kind in (RowKind.GAP, RowKind.PAUSE):
            return 0
        names = tuple(self._model.name_of(channel) for channel in Channel)
        if self._gutter_for != (names, font.key()):
            self._gutter_for = (names, font.key())
            bold, small = QFontMetrics(_name_font(font)), QFontMetrics(small_font(font))
            longest = max(*map(bold.horizontalAdvance, names), small.horizontalAdvance("00:00"))
            self._gutter_px = longest + GUTTER_GAP_PX
        return min(self._gutter_px, round(width * GUTTER_SHARE))

    def _draw_words(
        self, painter: QPainter, box: QRect, row: Row, option: QStyleOptionViewItem, colours: Colours
    ) -> None:
        quiet = row.kind is not RowKind.UTTERANCE
        painter.setPen(QColor(colours.soft if quiet else colours.ink))
        layout, _ = _laid_out(row.text, _font_of(row, option.font), box.width(), self._formats(row, colours))
        layout.draw(painter, QPointF(QRectF(box).topLeft()))

    def _formats(self, row: Row, colours: Colours) -> list[QTextLayout.FormatRange]:
        made = []
        for quotes, colour, ground in (
            (self.marks.issue, colours.issue, colours.issue_soft),
            (self.marks.evidence, colours.accent, colours.accent_soft),
        ):
            if row.id and row.id in quotes:
                made.append(_range(*_span(row.text, quotes[row.id]), colour, ground))
        small, wanted = row.text.casefold(), self.marks.search.casefold()
        at = small.find(wanted) if wanted else -1
        while at >= 0:
            made.append(_range(at, len(wanted), colours.warn, colours.warn_soft))
            at = small.find(wanted, at + len(wanted))
        return made


def _name_font(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _font_of(row: Row, font: QFont) -> QFont:
    if row.kind is RowKind.UTTERANCE:
        return font
    slanted = small_font(font) if row.kind in (RowKind.GAP, RowKind.PAUSE) else QFont(font)
    slanted.setItalic(True)
    return slanted


def _laid_out(
    text: str, font: QFont, width: int, formats: list[QTextLayout.FormatRange] | None = None
) -> tuple[QTextLayout, float]:
    """The words broken into lines of ``width`` and the height of them; a word that is too long is broken inside."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if formats:
        layout.setFormats(formats)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, width))
        line.setPosition(QPointF(0, height))
        height += line.height() + 2
    layout.endLayout()
    return layout, max(0.0, height - 2)


def _span(text: str, quote: str) -> tuple[int, int]:
    """Where the quote stands in the text; the whole of it where the wording differs."""
    wanted = quote.strip(" .…?!,").casefold()
    at = text.casefold().find(wanted) if wanted else -1
    return (at, len(wanted)) if at >= 0 else (0, len(text))


def _range(start: int, length: int, colour: str, ground: str) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    style = QTextCharFormat()
    style.setBackground(QColor(ground))
    style.setFontUnderline(True)
    style.setUnderlineColor(QColor(colour))
    made.format = style
    return made
