"""The windows that open beside the panel when the agent asks: settings, speech models, the check of the sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from audio.devices import Device, list_devices
from audio.playback import play_sentence
from calls.events import Channel
from settings import Settings
from ui.background import Background
from ui.choice import Known
from ui.engine_link import EngineLink
from ui.model_install import ModelInstall
from ui.models_window import ModelsWindow
from ui.settings_dialog import SettingsDialog
from ui.sound_check import SoundCheckDialog, Trial

DEVICES = {Channel.AGENT: "agent_device", Channel.CUSTOMER: "customer_device"}


class SideWindows(QObject):
    """``chosen`` carries the settings that one of the windows changed, by name.

    One window of each kind: asking again brings it forward.
    """

    chosen = Signal(object)
    model_installed = Signal(str)

    def __init__(
        self,
        engine_command: Sequence[str],
        models_command: Sequence[str],
        background: Background,
        panel: QWidget,
        below_settings: Callable[[], QWidget],
    ) -> None:
        """``below_settings`` makes what stands at the end of the settings: the dialer's doors."""
        super().__init__(panel)
        self._engine_command, self._models_command = engine_command, models_command
        self._below_settings = below_settings
        self._background = background
        self._panel = panel
        self._open: dict[str, QWidget] = {}

    def open_settings(self, values: Settings) -> None:
        if not self._is_open("settings"):
            self._with_devices("settings", lambda known: self._show_settings(values, known))

    def open_sound_check(self, values: Settings, call_is_on: bool) -> None:
        if not self._is_open("sound"):
            self._with_devices("sound", lambda known: self._show_sound_check(values, known, call_is_on))

    def open_models(self) -> None:
        if not self._is_open("models"):
            install = ModelInstall(self._models_command)
            window = ModelsWindow(install, self._panel)
            install.setParent(window)
            window.chosen.connect(self.model_installed)
            self._show("models", window)

    def _with_devices(self, name: str, show: Callable[[Mapping[Channel, Known]], None]) -> None:
        """They are asked for in the background: a sound server may take its time, and somebody may ask again."""

        def listed(devices: Sequence[Device]) -> None:
            if not self._is_open(name):
                show(_named(devices))

        self._background.run(list_devices, listed, lambda _: listed([]))

    def _show_settings(self, values: Settings, known: Mapping[Channel, Known]) -> None:
        by_name: dict[str, Known] = {DEVICES[channel]: known[channel] for channel in Channel}
        by_name["consent_line"] = [self.tr("To help you well I have this call written down. Is that all right?")]
        dialog = SettingsDialog(values, self._panel, by_name, self._below_settings())
        dialog.chosen.connect(self.chosen)
        self._show("settings", dialog)

    def _show_sound_check(self, values: Settings, known: Mapping[Channel, Known], call_is_on: bool) -> None:
        devices = {channel: values.text(name) for channel, name in DEVICES.items()}
        link = EngineLink(self._engine_command, self)
        dialog = SoundCheckDialog(Trial(devices, known, play_sentence, call_is_on), link, self._background, self._panel)
        dialog.chosen.connect(lambda picked: self.chosen.emit({DEVICES[side]: picked[side] for side in picked}))
        dialog.models_wanted.connect(self.open_models)
        self._show("sound", dialog)
        link.start()

    def _is_open(self, name: str) -> bool:
        window = self._open.get(name)
        if window is not None:
            window.show()
            window.raise_()
        return window is not None

    def _show(self, name: str, window: QWidget) -> None:
        self._open[name] = window
        window.destroyed.connect(lambda: self._open.pop(name, None))
        window.show()


def _named(devices: Sequence[Device]) -> Mapping[Channel, Known]:
    return {
        channel: [(device.id, device.name) for device in devices if device.channel is channel] for channel in Channel
    }
