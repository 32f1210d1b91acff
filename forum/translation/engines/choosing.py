"""Which engine a deployment has."""

from pathlib import Path
from typing import Final
from typing import Literal

from flask import current_app

from forum.translation.engines.apertium import Apertium
from forum.translation.engines.libretranslate import LibreTranslate
from forum.translation.engines.modes import is_installed
from forum.translation.engines.nobody import Nobody
from forum.translation.engines.protocol import Engine

Kind = Literal["apertium", "service", "none"]
#: What to type where the local engine is missing.
HOW_TO_INSTALL: Final = "apt install apertium apertium-es-pt"


def kind_of(setting: str) -> Kind:
    """Return what FORUM_TRANSLATION asks for: when it is empty, the local engine where it is installed."""
    if setting.startswith(("http://", "https://")):
        return "service"
    if setting == "none" or not is_installed():
        return "none"
    return "apertium"


def present_engine(*, hasty: bool = False) -> Engine:
    """Return the engine of this deployment; `hasty` for somebody who waits before a page."""
    config = current_app.config
    kind = kind_of(config["TRANSLATION"])
    if kind == "service":
        return LibreTranslate(config["TRANSLATION"], private=config["TRANSLATION_PRIVATE"], hasty=hasty)
    return Apertium(Path(config["DATA_DIR"]), hasty=hasty) if kind == "apertium" else Nobody()
