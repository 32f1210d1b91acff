"""Translating a text for somebody who waits before a page; nothing is kept."""

from typing import Final

from forum.core.languages import Language
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.queries.quoted import Quoted
from forum.translation.queries.steering import translator
from forum.translation.translator import are_rules_ready

#: Seconds that somebody waits for rules that this process has not loaded yet; the engine has a limit of its own.
_PATIENCE: Final = 1.5


def translate_now(text: str, source: Language) -> str | None:
    """Return a Markdown text in the other language, or None when that takes longer than somebody likes to wait."""
    if not are_rules_ready(within=_PATIENCE):
        return None
    quoted = Quoted(text)
    try:
        return translator(hasty=True).translate(text, source, language_of=quoted)
    except (EngineAway, EngineFailed):
        return None
