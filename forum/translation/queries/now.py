"""Translating a text for somebody who waits before a page; nothing is kept."""

from forum.core.db import let_go
from forum.core.languages import Language
from forum.translation.engines.choosing import present_engine
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.queries.steering import steering
from forum.translation.translator import Translator


def translate_now(text: str, source: Language) -> str | None:
    """Return a Markdown text in the other language, or None when that takes longer than somebody likes to wait."""
    engine = present_engine(hasty=True)
    guide, _version, names = steering()
    let_go()  # Nobody else waits for the connection meanwhile.
    try:
        return Translator(engine, guide, names).translate(text, source)
    except (EngineAway, EngineFailed):
        return None
