"""Names and numbers that were heard with doubt, to be confirmed with one key or changed before the call is filed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from calls.findings import Fact
from calls.intents import CorrectFact
from ui.actions import PanelActions
from ui.buttons import Button, LineButton
from ui.card import Card
from ui.fact_line import UnderlinedLabel, name_width
from ui.labels import label, wrapped
from ui.views import is_uncertain
from ui.wording import fact_name, fact_value


class ConfirmList(Card):
    """Hidden when nothing is in doubt. The first line is the one that the key confirms."""

    intent = Signal(object)
    words_wanted = Signal(object)

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._lines: list[ConfirmLine] = []
        key = actions.key_of("confirm")
        head = wrapped(self.tr("Please confirm · {key} for the first").format(key=key), "title")
        head.setIndent(4)
        self.column.setContentsMargins(8, 10, 12, 10)
        self.column.addWidget(head)
        self.hide()

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        doubtful = [fact for fact in facts if is_uncertain(fact)]
        while len(self._lines) < len(doubtful):
            line = ConfirmLine()
            line.intent.connect(self.intent)
            line.words_wanted.connect(self.words_wanted)
            self.column.addWidget(line)
            self._lines.append(line)
        for line, fact in zip(self._lines, doubtful, strict=False):
            line.show_fact(fact)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(doubtful))
        self.setVisible(bool(doubtful))

    def confirm_first(self) -> None:
        if self._lines and not self._lines[0].isHidden():
            self._lines[0].confirm()

    def change_first(self) -> None:
        if self._lines and not self._lines[0].isHidden():
            self._lines[0].change()


class ConfirmLine(QWidget):
    intent = Signal(object)
    words_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._fact: Fact | None = None
        self._opener = LineButton()
        self._name, self._value = label("", "soft"), UnderlinedLabel()
        self._opener.row.addWidget(self._name)
        self._opener.row.addWidget(self._value)
        self._opener.row.addStretch()
        self._edit = QLineEdit()
        self._edit.returnPressed.connect(self._keep)
        self._yes = Button(icon_name="check", name=self.tr("Right"))
        self._change = Button(icon_name="pencil", name=self.tr("Change"))
        self._opener.clicked.connect(self._open_words)
        self._yes.clicked.connect(self._yes_clicked)
        self._change.clicked.connect(self.change)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._opener, 1)
        row.addWidget(self._edit, 1)
        row.addWidget(self._yes)
        row.addWidget(self._change)
        self._edit.hide()

    def show_fact(self, fact: Fact) -> None:
        if fact == self._fact:
            return
        self._fact = fact
        self._end_change()
        name, text = fact_name(fact.kind), fact_value(fact.kind, fact.value)
        self._name.setText(name)
        self._value.show_value(text, True)
        self._yes.rename(self.tr("{name} {text} is right").format(name=name, text=text))
        self._change.rename(self.tr("Change {name} {text}").format(name=name, text=text))
        self._edit.setAccessibleName(self.tr("Value of {name}").format(name=name))
        self._opener.setAccessibleName(self.tr("{name} {text}, opens the words").format(name=name, text=text))
        self._opener.setEnabled(bool(fact.evidence))

    def confirm(self) -> None:
        if self._fact is not None:
            self.intent.emit(CorrectFact(self._fact.kind, self._fact.value, self._fact.value))

    def change(self) -> None:
        if self._fact is None:
            return
        self._edit.setText(self._fact.value)
        self._edit.selectAll()
        self._edit.show()
        self._opener.hide()
        self._change.hide()
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name.setFixedWidth(name_width(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._edit.isHidden():
            self._end_change()
            return
        super().keyPressEvent(event)

    def _yes_clicked(self) -> None:
        if self._edit.isHidden():
            self.confirm()
        else:
            self._keep()

    def _keep(self) -> None:
        value = self._edit.text().strip()
        self._end_change()
        if self._fact is not None:
            self.intent.emit(CorrectFact(self._fact.kind, self._fact.value, value))

    def _end_change(self) -> None:
        self._edit.hide()
        self._opener.show()
        self._change.show()

    def _open_words(self) -> None:
        if self._fact is not None and self._fact.evidence:
            self.words_wanted.emit(self._fact.evidence)
