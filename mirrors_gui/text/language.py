"""Which language the window speaks: that of the system, or one that was chosen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from mirrors_engine.resources import resource_path
from mirrors_gui.text import translate
from mirrors_gui.text.translate import mark

# by what is kept in the settings; languages are called by their own names
LANGUAGES = {"en": "English", "de": "Deutsch"}
CHOICES = {"system": mark("As the system"), **LANGUAGES}


def resolve(choice: str) -> str:
    """The language that a choice stands for: the first of the system's that is there."""
    if choice in LANGUAGES:
        return choice
    wanted = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((name for name in wanted if name in LANGUAGES), "en")


def install(choice: str) -> list[QTranslator]:
    """Speak a language from now on; what is shown already stays as it is.

    Returns what has been loaded: of Qt for its own buttons, and of the program. It belongs to the
    application, which has to be there.
    """
    language, app = resolve(choice), QCoreApplication.instance()
    assert app is not None
    if choice in LANGUAGES:  # else numbers are those of the system, whose language this is
        QLocale.setDefault(QLocale(language))
    translate.language = language
    if language == "en":
        return []
    places = (
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"mirrors_{language}", str(resource_path("translations"))),
    )
    loaded = []
    for name, folder in places:
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            loaded.append(translator)
    return loaded


def remove(loaded: list[QTranslator]) -> None:
    """Speak English again, with the numbers of the system."""
    QLocale.setDefault(QLocale.system())
    translate.language = "en"
    for translator in loaded:
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
