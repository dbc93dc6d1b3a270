"""The lower part of the panel: words, customer, calls put off; one of them at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from calls.findings import PolicyCard
from desk.news import WaitingCall
from store.rows import OpenLoop
from ui.actions import PanelActions
from ui.buttons import Button
from ui.card import Card, hairline
from ui.customer_card import CustomerCard
from ui.loop_list import LoopList
from ui.policy_view import PolicyView
from ui.transcript_view import TranscriptView
from ui.tray import TrayView


class Tabs(Card):
    intent = Signal(object)

    def __init__(self, actions: PanelActions, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.transcript, self.customer, self._loops = TranscriptView(), CustomerCard(), LoopList(actions)
        self._tray = TrayView(self._loops)
        self.policy = PolicyView()
        self.customer.intent.connect(self.intent)
        self._tray.intent.connect(self.intent)
        self._loops.intent.connect(self.intent)
        self._waiting = self._to_do = 0
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        head = QHBoxLayout()
        head.setSpacing(2)
        for name, text, view in (
            ("words", self.tr("Words"), self.transcript),
            ("customer", self.tr("Customer"), self.customer),
            ("policy", self.tr("Policy"), self.policy),
            ("later", self.tr("Later"), self._tray),
        ):
            button = actions.button(name, text=text, look="tab")
            button.setCheckable(True)
            self._group.addButton(button)
            self._buttons[name] = button
            self._stack.addWidget(view)
            head.addWidget(button)
        head.addStretch()
        head.addWidget(actions.button("find", "search", look="bare", colour="soft"))
        self.column.setContentsMargins(8, 4, 6, 6)
        self.column.addLayout(head)
        self.column.addWidget(hairline())
        self.column.addWidget(self._stack, 1)
        self.show_cards(())
        self.show_tab("words")

    @property
    def shown(self) -> str:
        return list(self._buttons)[self._stack.currentIndex()]

    def show_cards(self, cards: tuple[PolicyCard, ...]) -> None:
        """Without a card there is nothing to open."""
        self._buttons["policy"].setVisible(bool(cards))
        self.policy.show_cards(cards)
        if not cards and self.shown == "policy":
            self.show_tab("words")

    def open_card(self, card_id: str) -> None:
        self.policy.open_card(card_id)
        self.show_tab("policy")

    def next_card(self) -> None:
        """The key opens the card that was touched last, and when one is open the next."""
        if self.shown == "policy":
            self.policy.open_next()
        self.show_tab("policy")

    def show_tab(self, name: str) -> None:
        self._buttons[name].setChecked(True)
        self._stack.setCurrentIndex(list(self._buttons).index(name))

    def go_to_note(self) -> None:
        """The customer, ready to be written about."""
        self.show_tab("customer")
        self.customer.go_to_note()

    def show_loops(self, loops: Sequence[OpenLoop]) -> None:
        self._loops.show_loops(loops)
        self._to_do = len(loops)
        self._count_later()

    def finish_first_loop(self) -> None:
        self.show_tab("later")
        self._loops.finish_first()

    def undo_loop(self) -> None:
        self._loops.undo()

    def show_tray(self, calls: Sequence[WaitingCall]) -> None:
        self._tray.show_calls(calls)
        self._waiting = len(calls)
        self._count_later()

    def _count_later(self) -> None:
        words, count = self.tr("Later"), self._waiting + self._to_do
        self._buttons["later"].setText(
            self.tr("{words} · {count}").format(words=words, count=count) if count else words
        )
