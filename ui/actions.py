"""Everything the panel can do, each with its words and its key; buttons, menus and the overview are made from them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.buttons import Button


@dataclass(frozen=True, slots=True)
class Deed:
    """``group`` heads it in the overview; ``says`` is English and translated in the context "actions"."""

    name: str
    group: str
    says: str
    key: str
    checkable: bool = False


DEEDS = (
    Deed("start", "Call", "Start a call", "F5"),
    Deed("end", "Call", "End the call", "Shift+F5"),
    Deed("hold", "Call", "Hold or retrieve", "F8"),
    Deed("pause", "Call", "Pause or resume writing", "F9"),
    Deed("payment", "Call", "Payment: write nothing", "F10"),
    Deed("pin", "Key issue", "Pin or unpin the key issue", "Ctrl+P"),
    Deed("not_this", "Key issue", "Not this: show the next", "Ctrl+D"),
    Deed("own_issue", "Key issue", "Type the key issue", "Ctrl+I"),
    Deed("issue_words", "Key issue", "Show the words of the key issue", "Ctrl+B"),
    Deed("drop_cue", "Help", "Put the cue away", "Ctrl+."),
    Deed("confirm", "Facts", "Confirm the next marked fact", "Ctrl+G"),
    Deed("change", "Facts", "Change the next marked fact", "Ctrl+Shift+G"),
    Deed("words", "Show", "Words", "Ctrl+1"),
    Deed("customer", "Show", "Customer and note", "Ctrl+2"),
    Deed("later", "Show", "Calls put off", "Ctrl+3"),
    Deed("find", "Show", "Find in the words", "Ctrl+F"),
    Deed("live", "Show", "Jump to the newest words", "Ctrl+J"),
    Deed("collapse", "Show", "Collapse to one line, or open", "Ctrl+M"),
    Deed("note", "Wrap-up", "Go to the note", "Ctrl+T"),
    Deed("copy", "Wrap-up", "Copy the note", "Ctrl+Shift+C"),
    Deed("file", "Wrap-up", "File the call", "Ctrl+Return"),
    Deed("put_off", "Wrap-up", "Later: keep it in the tray", "Ctrl+L"),
    Deed("add_follow_up", "Wrap-up", "Add a follow-up", "Ctrl+Shift+F"),
    Deed("fix", "Attune", "Do what the notice offers", "F7"),
    Deed("on_top", "Attune", "Stay above other windows", "Ctrl+Shift+T", checkable=True),
    Deed("review", "Attune", "Saved calls", "Ctrl+Shift+R"),
    Deed("settings", "Attune", "Settings", "Ctrl+,"),
    Deed("keys", "Attune", "Keys", "F1"),
)


class PanelActions(QObject):
    """The deeds as Qt actions on the panel. ``actions["hold"].triggered`` is what the panel listens to."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._actions: dict[str, QAction] = {}
        for deed in DEEDS:
            action = QAction(QCoreApplication.translate("actions", deed.says), panel)
            action.setShortcut(QKeySequence(deed.key))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(deed.checkable)
            action.setObjectName(deed.name)
            panel.addAction(action)
            self._actions[deed.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def button(self, name: str, icon_name: str = "", text: str = "", look: str = "", colour: str = "ink") -> Button:
        """A button that does it, is named after it, tells its key and is enabled as it is."""
        action = self._actions[name]
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made = Button(text, icon_name, name=action.text(), look=look, key=key, colour=colour)
        made.clicked.connect(action.trigger)
        made.setEnabled(action.isEnabled())
        action.enabledChanged.connect(made.setEnabled)
        return made
