"""Translating a text for somebody who waits before a page; nothing is kept."""

from forum.core.languages import Language
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.queries.quoted import Quoted
from forum.translation.queries.steering import translator


def translate_now(text: str, source: Language) -> str | None:
    """Return a Markdown text in the other language, or None when that takes longer than somebody likes to wait."""
    quoted = Quoted(text)
    try:
        return translator(hasty=True).translate(text, source, language_of=quoted)
    except (EngineAway, EngineFailed):
        return None
