"""Everything the panel can do, each with its words and its key; buttons, menus and the overview are made from them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.buttons import Button


@dataclass(frozen=True, slots=True)
class Deed:
    """``group`` heads it in the overview; both it and ``says`` are translated."""

    name: str
    group: str
    says: str
    key: str
    checkable: bool = False


class PanelActions(QObject):
    """The deeds as Qt actions on the panel. ``actions["hold"].triggered`` is what the panel listens to."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._actions: dict[str, QAction] = {}
        self.deeds = (*self._of_the_call(), *self._of_the_window())
        for deed in self.deeds:
            action = QAction(deed.says, panel)
            action.setShortcut(QKeySequence(deed.key))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(deed.checkable)
            action.setObjectName(deed.name)
            panel.addAction(action)
            self._actions[deed.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def key_of(self, name: str) -> str:
        """The key's name, as people on this system write it."""
        return self._actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def button(self, name: str, icon_name: str = "", text: str = "", look: str = "", colour: str = "ink") -> Button:
        """A button that does it, is named after it, tells its key and is enabled as it is."""
        action = self._actions[name]
        made = Button(text, icon_name, name=action.text(), look=look, key=self.key_of(name), colour=colour)
        made.clicked.connect(action.trigger)
        made.setEnabled(action.isEnabled())
        action.enabledChanged.connect(made.setEnabled)
        return made

    def _of_the_call(self) -> tuple[Deed, ...]:
        call, issue = self.tr("Call"), self.tr("Key issue")
        help_, facts = self.tr("Help"), self.tr("Facts")
        return (
            Deed("start", call, self.tr("Start a call"), "F5"),
            Deed("end", call, self.tr("End the call"), "Shift+F5"),
            Deed("hold", call, self.tr("Hold or retrieve"), "F8"),
            Deed("next_call", call, self.tr("Go to the other call"), "F6"),
            Deed("consent", call, self.tr("The consent line was read out"), "F4"),
            Deed("skip_consent", call, self.tr("Skip the consent line"), "Shift+F4"),
            Deed("pause", call, self.tr("Pause or resume writing"), "F9"),
            Deed("payment", call, self.tr("Payment: write nothing"), "F10"),
            Deed("pin", issue, self.tr("Pin or unpin the key issue"), "Ctrl+P"),
            Deed("not_this", issue, self.tr("Not this: show the next"), "Ctrl+D"),
            Deed("own_issue", issue, self.tr("Type the key issue"), "Ctrl+I"),
            Deed("issue_words", issue, self.tr("Show the words of the key issue"), "Ctrl+B"),
            Deed("drop_cue", help_, self.tr("Put the cue away"), "Ctrl+."),
            Deed("policy", help_, self.tr("Open the policy card, or the next one"), "Ctrl+K"),
            Deed("confirm", facts, self.tr("Confirm the next marked fact"), "Ctrl+G"),
            Deed("change", facts, self.tr("Change the next marked fact"), "Ctrl+Shift+G"),
        )

    def _of_the_window(self) -> tuple[Deed, ...]:
        show, wrap_up = self.tr("Show"), self.tr("Wrap-up")
        attune = "Attune"
        return (
            Deed("words", show, self.tr("Words"), "Ctrl+1"),
            Deed("customer", show, self.tr("Customer and note"), "Ctrl+2"),
            Deed("later", show, self.tr("Calls put off"), "Ctrl+3"),
            Deed("finish_loop", show, self.tr("The first thing to do is done"), "Ctrl+Shift+D"),
            Deed("undo_loop", show, self.tr("It is not done after all"), "Ctrl+Shift+U"),
            Deed("find", show, self.tr("Find in the words"), "Ctrl+F"),
            Deed("live", show, self.tr("Jump to the newest words"), "Ctrl+J"),
            Deed("collapse", show, self.tr("Collapse to one line, or open"), "Ctrl+M"),
            Deed("note", wrap_up, self.tr("Go to the note"), "Ctrl+T"),
            Deed("copy", wrap_up, self.tr("Copy the note"), "Ctrl+Shift+C"),
            Deed("file", wrap_up, self.tr("File the call"), "Ctrl+Return"),
            Deed("put_off", wrap_up, self.tr("Later: keep it in the tray"), "Ctrl+L"),
            Deed("add_follow_up", wrap_up, self.tr("Add a follow-up"), "Ctrl+Shift+F"),
            Deed("fix", attune, self.tr("Do what the notice offers"), "F7"),
            Deed("not_now", attune, self.tr("Say no to what the notice offers"), "Shift+F7"),
            Deed("on_top", attune, self.tr("Stay above other windows"), "Ctrl+Shift+T", checkable=True),
            Deed("practice", attune, self.tr("Practise with the bundled call"), "Ctrl+Shift+P"),
            Deed("review", attune, self.tr("Saved calls"), "Ctrl+Shift+R"),
            Deed("sound_check", attune, self.tr("Check the sound"), "Ctrl+Shift+S"),
            Deed("models", attune, self.tr("Install a speech model"), "Ctrl+Shift+M"),
            Deed("settings", attune, self.tr("Settings"), "Ctrl+,"),
            Deed("keys", attune, self.tr("Keys"), "F1"),
        )
