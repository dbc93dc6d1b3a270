"""Installing a speech model from the panel: choose one, see how far it has come, stop it or go on later."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.buttons import Button
from ui.card import Card
from ui.labels import label, wrapped
from ui.model_install import ModelInstall, Offer

STEPS = 1000
"""Of the bar; bytes of a large model are too many for it."""


class ModelsWindow(QDialog):
    """Not modal. ``chosen`` carries the name of a model that is in its place; closing stops what is being fetched."""

    chosen = Signal(str)

    def __init__(self, install: ModelInstall, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Install a speech model"))
        self.setObjectName("window")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._install = install
        self._box = QComboBox()
        self._box.setAccessibleName(self.tr("Speech model"))
        self._box.setMinimumContentsLength(16)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._about = wrapped("", "small")
        self._bar = QProgressBar()
        self._bar.setRange(0, STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How much has come"))
        self._state = wrapped("", "soft")
        self._go = Button(self.tr("Install"), look="primary", key="Alt+I")
        self._file = Button(self.tr("From a file…"), key="Alt+F")
        self._stop = Button(self.tr("Stop"), key="Alt+S")
        self._close = Button(self.tr("Close"))
        self._lay_out()
        self._wire()
        self._show_busy(False)
        self._state.setText(self.tr("Looking what can be had …"))
        install.ask_offers()

    @property
    def state(self) -> str:
        return self._state.text()

    def _wire(self) -> None:
        install = self._install
        install.offered.connect(self._show_offers)
        install.progressed.connect(self._show_progress)
        install.installed.connect(self._show_installed)
        install.failed.connect(self._show_failed)
        self._box.currentIndexChanged.connect(lambda _: self._show_about())
        self._go.clicked.connect(lambda: self._begin(self._box.currentData().name))
        self._file.clicked.connect(self._pick)
        self._stop.clicked.connect(self._break_off)
        self._close.clicked.connect(self.close)

    def _show_offers(self, offers: tuple[Offer, ...]) -> None:
        self._state.setText("")
        for offer in offers:
            size = self.tr("{count} MB").format(count=round(offer.size_bytes / 1e6))
            language = QCoreApplication.translate("models", offer.language)
            self._box.addItem(f"{language}, {size}", offer)
        chosen = next((place for place, offer in enumerate(offers) if offer.recommended), 0)
        self._box.setCurrentIndex(chosen)
        self._show_about()
        self._show_busy(False)

    def _show_about(self) -> None:
        offer: Offer | None = self._box.currentData()
        if offer is not None:
            about = QCoreApplication.translate("models", offer.about)
            self._about.setText(f"{offer.name}: {about}")

    def _pick(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("A model's zip"), "", self.tr("Models (*.zip)"))
        if path:
            self._begin(path)

    def _begin(self, wanted: str) -> None:
        self._bar.setValue(0)
        self._state.setText(self.tr("It is being fetched …"))
        self._show_busy(True)
        self._install.install(wanted)

    def _show_progress(self, fetched: int, total: int) -> None:
        self._bar.setValue(round(STEPS * fetched / total) if total else 0)
        if fetched == total:
            self._state.setText(self.tr("It is being unpacked …"))
        else:
            said = self.tr("{fetched} of {total} MB have come.")
            self._state.setText(said.format(fetched=round(fetched / 1e6), total=round(total / 1e6)))

    def _show_installed(self, name: str) -> None:
        self._bar.setValue(STEPS)
        self._state.setText(self.tr("{name} is installed and in use from the next call on.").format(name=name))
        self._show_busy(False)
        self.chosen.emit(name)

    def _show_failed(self, reason: str) -> None:
        self._state.setText(reason[:1].upper() + reason[1:])
        self._show_busy(False)

    def _break_off(self) -> None:
        self._install.stop()
        self._state.setText(self.tr("Stopped. What has come is kept: installing it again goes on from there."))
        self._show_busy(False)

    def _show_busy(self, busy: bool) -> None:
        self._go.setEnabled(not busy and self._box.count() > 0)
        self._box.setEnabled(not busy)
        self._file.setEnabled(not busy)
        self._stop.setEnabled(busy)
        self._bar.setVisible(busy)

    def _lay_out(self) -> None:
        card = Card()
        card.column.addWidget(label(self.tr("Speech models for real calls"), "title"))
        why = self.tr("The one that comes with Attune is a demonstration. Others come from the Vosk project's site.")
        for widget in (wrapped(why), self._box, self._about, self._bar, self._state):
            card.column.addWidget(widget)
        first = QHBoxLayout()
        first.addWidget(self._go)
        first.addWidget(self._file)
        first.addStretch()
        last = QHBoxLayout()
        last.addWidget(self._stop)
        last.addStretch()
        last.addWidget(self._close)
        card.column.addLayout(first)
        card.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(card, 1)
        column.addLayout(last)
        self.resize(420, 300)

    def done(self, result: int) -> None:
        self._install.stop()
        super().done(result)
