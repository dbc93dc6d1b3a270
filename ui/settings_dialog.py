"""The settings, as a dialog made from what is declared in settings.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

import resources
import settings
from settings import DECLARED, Setting, Settings, Value
from ui.card import Card
from ui.choice import ChoiceBox, Known
from ui.fitted_area import FittedArea
from ui.labels import label, wrapped


class SettingsDialog(QDialog):
    """Not modal: a call goes on behind it, and other windows change settings too. ``chosen`` carries what was changed
    here, by name, once, on OK.

    ``known`` names, for a setting that is free text, values to choose from: sound devices, a line to read out. A value
    that is not fit to be read comes with its name, as (value, name). ``below`` stands under the settings.
    """

    chosen = Signal(object)

    def __init__(
        self,
        values: Settings,
        parent: QWidget | None = None,
        known: Mapping[str, Known] | None = None,
        below: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setObjectName("window")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._values = values
        self._read: dict[str, Callable[[], Value]] = {}
        self._trouble = wrapped("", "warn")
        self._trouble.hide()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for group, members in groupby(DECLARED, key=lambda setting: setting.group):
            column.addWidget(self._card(group, list(members), known or {}))
        if below is not None:
            column.addWidget(below)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(FittedArea(inside, least_px=200, whole_width=True), 1)
        whole.addWidget(self._trouble)
        foot = QHBoxLayout()
        foot.addWidget(label(f"Attune {resources.VERSION}", "small"))
        foot.addWidget(self._buttons)
        whole.addLayout(foot)
        self.resize(440, 640)

    def value_of(self, name: str) -> Value:
        """What the dialog shows for that setting now."""
        return self._read[name]()

    def _take(self) -> None:
        shown = {name: read() for name, read in self._read.items()}
        changed = {name: value for name, value in shown.items() if value != self._values.value(name)}
        try:
            self._values.with_values(changed)
        except settings.SettingsError as error:
            self._trouble.setText(str(error))
            self._trouble.show()
            return
        if changed:
            self.chosen.emit(changed)
        self.accept()

    def _card(self, group: str, members: Sequence[Setting], known: Mapping[str, Known]) -> Card:
        card = Card()
        card.column.addWidget(label(_translated(group), "title"))
        for setting in members:
            name = _translated(setting.label)
            field = self._field(setting, known.get(setting.name, ()))
            field.setObjectName(setting.name)
            field.setAccessibleName(name)
            told = _translated(setting.help)
            if setting.name in self._values.fixed:
                field.setEnabled(False)
                told += " " + self.tr("Set for all users of this computer.")
            field.setAccessibleDescription(told)
            if not isinstance(field, QCheckBox):
                card.column.addWidget(label(name))
            card.column.addWidget(field)
            card.column.addWidget(wrapped(told, "small"))
            card.column.addSpacing(6)
        return card

    def _field(self, setting: Setting, known: Known) -> QWidget:
        match setting.default:
            case bool():
                return self._flag(setting)
            case int():
                return self._number(setting)
            case _ if setting.choices:
                return self._choice(setting)
            case _ if known:
                return self._suggested(setting, known)
            case _:
                return self._text(setting)

    def _flag(self, setting: Setting) -> QWidget:
        box = QCheckBox(_translated(setting.label))
        box.setChecked(self._values.flag(setting.name))
        self._read[setting.name] = box.isChecked
        return box

    def _number(self, setting: Setting) -> QWidget:
        box = QSpinBox()
        least, most = setting.bounds or (0, 100_000)
        box.setRange(least, most)
        box.lineEdit().setTextMargins(6, 0, 0, 0)  # begins where the other fields' words do; a style sheet cannot
        if setting.name.endswith("_percent"):
            box.setSingleStep(10)
        box.setValue(self._values.number(setting.name))
        self._read[setting.name] = box.value
        return box

    def _choice(self, setting: Setting) -> QWidget:
        box = QComboBox()
        for choice in setting.choices:
            box.addItem(_translated(choice).capitalize(), choice)
        box.setCurrentIndex(box.findData(self._values.text(setting.name)))
        self._read[setting.name] = lambda: str(box.currentData())
        return box

    def _suggested(self, setting: Setting, known: Known) -> QWidget:
        nothing = self.tr("The system's own") if setting.name.endswith("_device") else ""
        box = ChoiceBox(known, self._values.text(setting.name), nothing)
        self._read[setting.name] = lambda: box.chosen
        return box

    def _text(self, setting: Setting) -> QWidget:
        edit = QLineEdit(self._values.text(setting.name))
        self._read[setting.name] = lambda: edit.text().strip()
        return edit


def _translated(text: str) -> str:
    return QCoreApplication.translate("settings", text)
