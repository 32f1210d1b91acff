"""The interface's translations: compiled at start into the data folder, so no step can be forgotten."""

import os
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask

from config import ROOT
from forum.core.languages import LANGUAGES
from forum.core.languages import to_locale

SOURCE: Final = ROOT / "translations"


def init_app(app: Flask) -> None:
    """Compile the catalogues that changed and have Flask-Babel read them."""
    folder = Path(app.config["DATA_DIR"]) / "translations"
    for locale in map(to_locale, LANGUAGES):
        relative = Path(locale, "LC_MESSAGES", "messages")
        source = (SOURCE / relative).with_suffix(".po")
        target = (folder / relative).with_suffix(".mo")
        if source.is_file() and not _is_current(source, target):
            _compile(source, target, locale)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)


def _is_current(source: Path, target: Path) -> bool:
    return target.is_file() and target.stat().st_mtime_ns == source.stat().st_mtime_ns


def _compile(source: Path, target: Path, locale: str) -> None:
    """Write a compiled catalogue with its source's time, in one step: another process may be reading."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=locale)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    stat = source.stat()
    os.utime(draft, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    draft.replace(target)
