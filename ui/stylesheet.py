"""The one style sheet. Widgets choose a look with the property ``look``; colours and sizes come from the theme."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QWidget#window { background: $paper; }
QWidget#window[framed="true"] { border: 4px solid $warn; }
QToolTip { background: $surface; color: $ink; border: 1px solid $line; padding: 4px 6px; }

Card[look="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
Card[look="issue"] { background: $issue_soft; border: 1px solid $issue_soft; border-radius: 8px;
    border-top-left-radius: 2px; border-bottom-left-radius: 2px; }
Card[look="cue"] { background: $accent_soft; border: 1px solid $accent_soft; border-radius: 8px; }
Card[look="notice"] { background: $surface; border: 1px solid $edge; border-radius: 8px; }
Card[look="warning"] { background: $warn_soft; border: 1px solid $warn; border-radius: 8px; }
Card[look="solid"] { background: $warn; border: 1px solid $warn; border-radius: 8px; }
QFrame[look="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="mark"] { background: $issue; border: none; border-radius: 1px; }
QWidget[look="plain"], QScrollArea[look="plain"] { background: transparent; border: none; }

QLabel { background: transparent; color: $ink; border: none; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="title"] { color: $soft; font-size: ${small_px}px; font-weight: 600; }
QLabel[look="cue-title"] { color: $accent; font-size: ${small_px}px; font-weight: 600; }
QLabel[look="soft"] { color: $soft; }
QLabel[look="small"] { color: $soft; font-size: ${small_px}px; }
QLabel[look="solid"] { color: $on_warn; }
QLabel[look="solid-title"] { color: $on_warn; font-weight: 600; }
QLabel[look="warn"] { color: $warn; font-size: ${small_px}px; font-weight: 600; }
QLabel[look="issue"] { font-size: ${issue_px}px; font-weight: 600; }
QLabel[look="clock"] { font-size: ${clock_px}px; font-weight: 600; }
QLabel[look="chip"] { color: $soft; font-size: ${small_px}px; border: 1px solid $edge; border-radius: 9px;
    padding: 1px 7px; background: $surface; }

QPushButton { background: $surface; color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 3px 10px;
    min-height: ${inner}px; }
QPushButton:hover { background: $accent_soft; border-color: $accent; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 2px 9px; }
QPushButton:disabled { color: $soft; border-color: $line; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
    padding: 3px 14px; }
QPushButton[look="primary"]:hover { background: $accent; border-color: $ink; }
QPushButton[look="primary"]:focus { border: 2px solid $ink; padding: 2px 13px; }
QPushButton[look="primary"]:disabled { background: $line; color: $soft; border-color: $line; }
QPushButton[look="flat"] { background: transparent; border-color: transparent; color: $soft; }
QPushButton[look="flat"]:hover { color: $ink; border-color: $edge; }
QPushButton[look="flat"]:focus { border: 2px solid $accent; padding: 2px 9px; color: $ink; }
QPushButton[look="icon"] { padding: 0; min-width: ${square}px; min-height: ${square}px; }
QPushButton[look="icon"]:focus { padding: 0; min-width: ${inside}px; min-height: ${inside}px; }
QPushButton[look="icon"]:checked { background: $warn_soft; border-color: $warn; }
QPushButton[look="bare"] { padding: 0; min-width: ${square}px; min-height: ${square}px; background: transparent;
    border-color: transparent; }
QPushButton[look="bare"]:hover { border-color: $edge; }
QPushButton[look="bare"]:focus { padding: 0; border: 2px solid $accent; min-width: ${inside}px;
    min-height: ${inside}px; }
QPushButton[look="bare"]:disabled { border-color: transparent; }
QPushButton[look="line"] { background: transparent; border: 2px solid transparent; border-radius: 5px; padding: 0;
    text-align: left; min-height: 24px; }
QPushButton[look="line"]:hover { background: $paper; }
QPushButton[look="line"]:focus { border-color: $accent; padding: 0; }
QPushButton[look="confirm"] { color: $warn; background: transparent; border-color: transparent;
    font-size: ${small_px}px; font-weight: 600; padding: 0 6px; min-height: ${inside}px; }
QPushButton[look="confirm"]:hover { border-color: $warn; background: $warn_soft; }
QPushButton[look="confirm"]:focus { border: 2px solid $warn; padding: 0 5px; }
QPushButton[look="live"] { background: $surface; border-color: $accent; color: $accent; font-weight: 600;
    border-radius: 15px; padding: 3px 14px; }
QPushButton[look="live"]:focus { border: 2px solid $accent; padding: 2px 13px; }
QPushButton[look="tab"] { background: transparent; border: 2px solid transparent; border-bottom: 2px solid transparent;
    border-radius: 0; color: $soft; padding: 3px 4px; }
QPushButton[look="tab"]:hover { color: $ink; background: transparent; }
QPushButton[look="tab"]:checked { color: $ink; border-bottom-color: $accent; }
QPushButton[look="tab"]:focus { border: 2px solid $accent; border-radius: 4px; padding: 3px 4px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton::menu-indicator { width: 0; image: none; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateTimeEdit {
    background: $surface; color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 4px 8px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QSpinBox, QDateTimeEdit { min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateTimeEdit:focus { border: 2px solid $accent;
    padding: 3px 7px; }
QComboBox QLineEdit, QSpinBox QLineEdit, QDateTimeEdit QLineEdit, QComboBox QLineEdit:focus, QSpinBox QLineEdit:focus,
QDateTimeEdit QLineEdit:focus { border: none; padding: 0; min-height: 0; background: transparent; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $soft; border-color: $line;
    background: transparent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$down_image"); width: 14px; height: 14px; }
QSpinBox::up-button, QSpinBox::down-button, QDateTimeEdit::up-button, QDateTimeEdit::down-button {
    border: none; background: transparent; width: 22px; }
QSpinBox::up-arrow, QDateTimeEdit::up-arrow { image: url("$up_image"); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDateTimeEdit::down-arrow { image: url("$down_image"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $edge; outline: none;
    selection-background-color: $accent_soft; selection-color: $ink; }
QCheckBox { spacing: 8px; min-height: 28px; border: 2px solid transparent; border-radius: 5px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $soft; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check_image"); }

QMenu { background: $surface; color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 6px 14px 6px 10px; border-radius: 4px; min-height: 18px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $soft; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }

QTableView { background: $surface; color: $ink; border: none; outline: none; gridline-color: $line;
    selection-background-color: $accent_soft; selection-color: $ink; }
QTableView[look="boxed"] { border: 1px solid $line; border-radius: 8px; }
QTableView[look="boxed"]::item { padding: 0 6px; border: none; }
QTableView[look="boxed"]:focus { border: 2px solid $accent; }
QTableView[look="words"] { border: 2px solid transparent; border-radius: 5px; }
QTableView[look="words"]:focus { border-color: $accent; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $soft; border: none; border-bottom: 1px solid $line;
    padding: 6px 8px; font-size: ${small_px}px; font-weight: 600; }

QProgressBar { background: $line; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:hover { background: $soft; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
""")


def stylesheet(
    colours: Mapping[str, str], sizes_px: Mapping[str, float], target_px: int, images: Mapping[str, str]
) -> str:
    """``sizes_px`` are already scaled; targets never shrink below ``target_px``; ``images`` are paths with slashes."""
    sizes = {f"{name}_px": f"{size:.1f}" for name, size in sizes_px.items()}
    targets = {"inner": target_px - 8, "square": target_px - 2, "inside": target_px - 4}
    sizes |= {f"{name}_image": path for name, path in images.items()}
    return _SHEET.substitute(colours, **sizes, **{name: str(size) for name, size in targets.items()})
