"""The settings dialog: made from the declarations, whatever they are."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialogButtonBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from settings import DECLARED, Settings
from ui.settings_dialog import SettingsDialog


@pytest.fixture
def values(themed: QApplication) -> Settings:
    del themed
    return Settings().with_value("agent_name", "M. Okoye").with_value("font_percent", 120)


def field(dialog: SettingsDialog, name: str) -> QWidget:
    found = dialog.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def press(dialog: SettingsDialog, button: QDialogButtonBox.StandardButton) -> None:
    dialog.findChildren(QDialogButtonBox)[0].button(button).click()


def test_every_declared_setting_has_a_field_with_a_name_and_shows_its_value(qtbot: QtBot, values: Settings):
    dialog = SettingsDialog(values)
    qtbot.addWidget(dialog)
    for setting in DECLARED:
        assert field(dialog, setting.name).accessibleName() == setting.label
        assert dialog.value_of(setting.name) == values.changed.get(setting.name, setting.default)


def test_what_was_changed_is_chosen_on_ok_and_not_before(qtbot: QtBot, values: Settings):
    dialog, chosen = SettingsDialog(values), []
    qtbot.addWidget(dialog)
    dialog.chosen.connect(chosen.append)
    name, size = field(dialog, "agent_name"), field(dialog, "font_percent")
    theme, on_top = field(dialog, "theme"), field(dialog, "always_on_top")
    assert isinstance(name, QLineEdit) and isinstance(size, QSpinBox)
    assert isinstance(theme, QComboBox) and isinstance(on_top, QCheckBox)
    name.setText("A. Petrov")
    size.setValue(100)
    theme.setCurrentIndex(theme.findData("dark"))
    on_top.setChecked(True)
    assert chosen == []
    press(dialog, QDialogButtonBox.StandardButton.Ok)
    assert chosen == [{"agent_name": "A. Petrov", "font_percent": 100, "theme": "dark", "always_on_top": True}]


def test_cancel_changes_nothing(qtbot: QtBot, values: Settings):
    dialog, chosen = SettingsDialog(values), []
    qtbot.addWidget(dialog)
    dialog.chosen.connect(chosen.append)
    press(dialog, QDialogButtonBox.StandardButton.Cancel)
    assert chosen == []


def test_known_devices_can_be_chosen_and_another_name_typed(qtbot: QtBot, values: Settings):
    dialog = SettingsDialog(values, known={"agent_device": ("Headset", "Webcam")})
    qtbot.addWidget(dialog)
    box = field(dialog, "agent_device")
    assert isinstance(box, QComboBox)
    assert [box.itemText(i) for i in range(box.count())] == ["", "Headset", "Webcam"]
    box.setCurrentIndex(2)
    assert dialog.value_of("agent_device") == "Webcam"
    box.setEditText("Another")
    assert dialog.value_of("agent_device") == "Another"


def test_a_device_is_chosen_by_its_name_and_kept_by_its_id(qtbot: QtBot, values: Settings):
    devices = {"agent_device": (("alsa_input.usb-1", "Headset"), ("alsa_input.pci-2", "Built in"))}
    dialog = SettingsDialog(values.with_value("agent_device", "alsa_input.pci-2"), known=devices)
    qtbot.addWidget(dialog)
    box = field(dialog, "agent_device")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Built in"
    assert dialog.value_of("agent_device") == "alsa_input.pci-2"
    box.setCurrentIndex(box.findText("Headset"))
    assert dialog.value_of("agent_device") == "alsa_input.usb-1"
    box.setCurrentIndex(0)
    assert dialog.value_of("agent_device") == ""


def test_what_is_set_for_all_users_cannot_be_changed_and_says_why(qtbot: QtBot, themed: QApplication):
    del themed
    dialog, chosen = SettingsDialog(Settings(given={"keep_calls_days": 90}, fixed=frozenset(["keep_calls_days"]))), []
    qtbot.addWidget(dialog)
    dialog.chosen.connect(chosen.append)
    days, name = field(dialog, "keep_calls_days"), field(dialog, "agent_name")
    assert not days.isEnabled() and name.isEnabled()
    assert dialog.value_of("keep_calls_days") == 90
    assert "all users of this computer" in days.accessibleDescription()
    assert isinstance(name, QLineEdit)
    name.setText("A. Petrov")
    press(dialog, QDialogButtonBox.StandardButton.Ok)
    assert chosen == [{"agent_name": "A. Petrov"}]
