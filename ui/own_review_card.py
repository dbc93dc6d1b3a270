"""For you alone: after the call, plain words for jargon, questions that were left out, timing, and a breather."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.own_review import OwnReview
from ui.buttons import Button
from ui.card import Card
from ui.fact_line import Line
from ui.labels import label, wrapped
from ui.section import Section

BREATHER_S = 60


class OwnReviewCard(Card):
    """Nothing of it leaves this window. Hidden where there is nothing to say."""

    words_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._breather = Breather()
        self._sections = {
            "plain": Section(self.tr("Plainer words")),
            "unasked": Section(self.tr("Not asked this time")),
            "timing": Section(self.tr("How it went")),
        }
        self.column.setContentsMargins(8, 8, 8, 6)
        head = label(self.tr("For you alone · never filed"), "small")
        head.setIndent(4)
        self.column.addWidget(head)
        self.column.addWidget(self._breather)
        for section in self._sections.values():
            section.words_wanted.connect(self.words_wanted)
            self.column.addWidget(section)
        self.hide()

    def show_review(self, review: OwnReview) -> None:
        lines = {
            "plain": tuple(self._plain(used.said, used.times, used.plain, used.utterance_id) for used in review.jargon),
            "unasked": tuple(Line(text, "question", "soft") for text in review.unasked),
            "timing": self._timing(review),
        }
        for name, section in self._sections.items():
            section.show_lines(lines[name])
        self._breather.offer(review.was_hard)
        self.setVisible(review.was_hard or any(lines.values()))

    def _plain(self, said: str, times: int, plain: str, utterance_id: str) -> Line:
        words = self.tr("“{said}” → {plain}") if times == 1 else self.tr("“{said}” ({times} times) → {plain}")
        text = words.format(said=said, plain=plain, times=times)
        return Line(text, "bullet", "soft", evidence=(utterance_id,))

    def _timing(self, review: OwnReview) -> tuple[Line, ...]:
        if not review.has_timing:
            return ()
        parts = [
            self.tr("you spoke {share} % of the time").format(share=round(100 * review.agent_share)),
            self.tr("{pace} words a minute").format(pace=review.words_per_minute),
        ]
        if review.interruptions:
            parts.append(self.tr("began before they had finished: {count}").format(count=review.interruptions))
        if review.dead_air_s >= 1:
            parts.append(self.tr("{seconds} s of silence").format(seconds=round(review.dead_air_s)))
        return (Line(" · ".join(parts), "clock", "soft"),)


class Breather(QWidget):
    """A minute after a hard call: a quiet count that can be left at any time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left_s = 0
        self._text = wrapped(self.tr("That was not an easy call. Take a minute before the next."))
        self._text.setIndent(4)
        self._button = Button(self.tr("Take a minute"), look="flat")
        self._button.clicked.connect(self._toggle)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._text)
        column.addLayout(row)
        self.hide()

    def offer(self, wanted: bool) -> None:
        self.setVisible(wanted)
        if not wanted:
            self._stop()

    def _toggle(self) -> None:
        if self._timer.isActive():
            self._stop()
        else:
            self._left_s = BREATHER_S
            self._timer.start()
            self._show()

    def _tick(self) -> None:
        self._left_s -= 1
        if self._left_s <= 0:
            self._stop()
        else:
            self._show()

    def _stop(self) -> None:
        self._timer.stop()
        self._button.setText(self.tr("Take a minute"))
        self._button.rename(self._button.text())

    def _show(self) -> None:
        self._button.setText(self.tr("{seconds} s · go on").format(seconds=self._left_s))
