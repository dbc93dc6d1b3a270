"""The language of the windows: a translation is put on the application where there is one, with days and figures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

import resources


def speak(app: QApplication, language: str) -> bool:
    """``language`` is "system" or a code such as "de". False: there is no translation, so it stays English.

    Before any window is made; the words of windows that are there do not change.
    """
    locale = QLocale.system() if language == "system" else QLocale(language)
    if language != "system":
        QLocale.setDefault(locale)
    own, of_qt = QTranslator(app), QTranslator(app)
    if not own.load(locale, "attune", "_", str(resources.path("interface"))):
        if locale.language() is not QLocale.Language.English:
            QLocale.setDefault(QLocale(QLocale.Language.English))  # days and words in one language
        return False
    if of_qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(of_qt)  # OK, Cancel and the like
    app.installTranslator(own)
    return True


def lacking_of_qt() -> list[str]:
    """The languages Attune speaks of which Qt's own words, OK and Cancel, are not here: the package left them out."""
    of_qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    own = sorted(path.stem.removeprefix("attune_") for path in resources.path("interface").glob("*.qm"))
    return [language for language in own if not (of_qt / f"qtbase_{language}.qm").is_file()]
