"""The panel as one line: state, who, how long, the key issue, what is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from calls.call import Call, CallState
from calls.findings import Insight, PointKind
from ui.actions import PanelActions
from ui.capture_dot import CaptureDot, Sign
from ui.card import Card
from ui.labels import ElidedLabel, label
from ui.pauses import is_deaf_by_choice
from ui.wording import clock

ROOM_FOR_OPEN = 420


class CollapsedBar(Card):
    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._has_open = False
        self._issue_text = self._trouble = ""
        self._dot = CaptureDot()
        self._name, self._clock = label("", "strong"), label("", "strong")
        self._issue_mark = QFrame()
        self._issue_mark.setProperty("look", "mark")
        self._issue_mark.setFixedSize(4, 16)
        self._issue, self._open = ElidedLabel(), label("", "chip")
        self._issue.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._pause = actions.button("pause", "pause", look="bare")
        self._expand = actions.button("collapse", "down", look="bare")
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self._dot, self._name, self._clock, self._issue_mark, self._issue):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.setStretchFactor(self._issue, 1)
        for button in (self._open, self._pause, self._expand):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.setContentsMargins(10, 4, 6, 4)
        self.column.addLayout(row)

    def show_call(self, call: Call, sign: Sign, status: str) -> None:
        """``status`` says in words what the sign shows."""
        self._dot.show_sign(sign)
        self._dot.setAccessibleName(status)
        self._dot.setToolTip(status)
        name = call.customer_name or call.customer_number or status
        self._name.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 150))
        self._clock.setVisible(call.state is not CallState.NEW)
        live = call.state in (CallState.TALKING, CallState.HELD, CallState.RINGING)
        self._pause.setVisible(live)
        self._pause.set_icon("resume" if is_deaf_by_choice(call) else "pause")

    def show_insight(self, insight: Insight) -> None:
        open_points = sum(point.kind is PointKind.OPEN for point in insight.summary.points)
        self._issue_text = insight.issue.text if insight.issue else ""
        self._show_words()
        self._open.setText(self.tr("{count} open").format(count=open_points))
        self._has_open = open_points > 0
        self._place()

    def show_trouble(self, title: str) -> None:
        """What is wrong stands in place of the key issue for as long as it lasts."""
        self._trouble = title
        self._show_words()
        self._place()

    def tick(self, clock_s: float) -> None:
        if (words := clock(clock_s)) != self._clock.text():
            self._clock.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _show_words(self) -> None:
        self._issue.set_whole(self._trouble or self._issue_text)
        self._issue_mark.setVisible(bool(self._issue.whole))

    def _place(self) -> None:
        """What is wrong comes before how much is open, and on a narrow line before who is called."""
        self._open.setVisible(self._has_open and self.width() >= ROOM_FOR_OPEN and not self._trouble)
        self._name.setVisible(self.width() >= ROOM_FOR_OPEN or not self._trouble)
