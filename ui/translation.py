"""The language of the windows: a translation is put on the application where there is one, with days and figures."""

from __future__ import annotations

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
