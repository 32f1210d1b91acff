"""Asking an engine without trusting it: what must survive is checked, and what was lost is asked for in pieces."""

import re
from collections.abc import Sequence
from typing import Final

from forum.core.languages import Language
from forum.translation.engines.protocol import ANY_MARK
from forum.translation.engines.protocol import Engine
from forum.translation.engines.protocol import EngineFailed
from forum.translation.engines.protocol import marks_in

_MARKS: Final = re.compile(f"({ANY_MARK}+)")
#: A translation is hardly ever so many times longer than its source, and never by so many characters.
_LONGER: Final = 3
_MORE: Final = 200


def translate(engine: Engine, texts: Sequence[str], source: Language, target: Language) -> list[str]:
    """Return the translations of masked passages, each with its marks once and in order.

    Raises EngineAway, and EngineFailed when the engine answers something that is no translation.
    """
    if not texts:
        return []
    answers = _ask(engine, texts, source, target)
    for number, (text, answer) in enumerate(zip(texts, answers, strict=True)):
        if marks_in(answer) != marks_in(text):
            answers[number] = _in_pieces(engine, text, source, target)
    return answers


def _in_pieces(engine: Engine, text: str, source: Language, target: Language) -> str:
    """Translate what stands between the marks, each by itself."""
    pieces = _MARKS.split(text)
    worded = [number for number in range(0, len(pieces), 2) if any(map(str.isalpha, pieces[number]))]
    stripped = [pieces[number].strip() for number in worded]
    answers = _ask(engine, stripped, source, target)
    for number, before, answer in zip(worded, stripped, answers, strict=True):
        if marks_in(answer):
            raise EngineFailed
        pieces[number] = pieces[number].replace(before, answer, 1)
    return "".join(pieces)


def _ask(engine: Engine, texts: Sequence[str], source: Language, target: Language) -> list[str]:
    answers = engine.translate(texts, source, target)
    if len(answers) != len(texts):
        raise EngineFailed
    for text, answer in zip(texts, answers, strict=True):
        if not answer.strip() or len(answer) > len(text) * _LONGER + _MORE or "\0" in answer or "\ufffd" in answer:
            raise EngineFailed
    return answers
