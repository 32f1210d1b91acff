"""Which of the two languages a text looks like: a hint for who writes, never a decision.

By the small words and endings that one language has and the other has not. It stays silent when in
doubt: a wrong hint costs more trust than a missing one. Where the library lingua is chosen by setting it is asked
instead: it knows short texts better, and takes some 60 MB.
"""

import re
from functools import lru_cache
from importlib import import_module
from typing import Any
from typing import Final
from typing import cast

from flask import Flask

from forum.core.languages import Language

_SPANISH: Final = """
    el los las y del al con hay una unas unos sus muy pero porque hacia hasta desde cuando donde quien quienes
    cuál cuáles cómo qué sí también así aquí después entonces hoy ayer mañana ustedes nosotros ellos ellas usted
    yo mi mis tu tus lo le les nos su este esta estos estas ese esa esos esas aquel eso esto hemos han tiene
    tienen tenemos hacer hace hacen hicieron hicimos puede pueden podemos fue fueron son es está están estamos
    gracias hola ciudad ciudades gobierno datos evidencia pregunta preguntas alguien ninguna ningún
"""
_PORTUGUESE: Final = """
    o os as e do dos da das no nos na nas ao aos à às com há uma umas uns seus suas muito muita mas porque até
    quando onde quem qual quais como que sim também assim aqui depois então hoje ontem amanhã vocês você nós
    eles elas eu meu minha meus minhas seu sua lhe este esta estes estas esse essa esses essas aquele isso isto
    temos tem têm fazer faz fazem fizeram fizemos pode podem podemos foi foram são é está estão estamos obrigado
    obrigada olá cidade cidades governo dados evidência pergunta perguntas alguém nenhuma nenhum não pela pelo
    pelas pelos num numa em um já só
"""
#: Words of one list only: what both languages have says nothing.
_ONLY: Final = {
    "es": frozenset(_SPANISH.split()) - frozenset(_PORTUGUESE.split()),
    "pt": frozenset(_PORTUGUESE.split()) - frozenset(_SPANISH.split()),
}
_MARKS: Final[dict[str, re.Pattern[str]]] = {
    "es": re.compile(r"[ñ¿¡]|\w{2,}(?:ción|ciones|dad|dades|amiento|amientos)\b"),
    "pt": re.compile(r"[ãõç]|\w{2,}(?:ção|ções|dade|dades|amento|amentos)\b|lh[aeo]|nh[aeo]"),
}
_WORD: Final = re.compile(r"[^\W\d_]+")
_NOT_PROSE: Final = re.compile(r"```.*?```|`[^`\n]*`|https?://\S+|@\S+|^\[/?quote.*$", re.DOTALL | re.MULTILINE)
#: Enough for any hint; the rest of a long text would only cost time.
_ENOUGH: Final = 4_000
_LEAST: Final = 3
#: Below it lingua stays silent: of 200 short sentences it then had none wrong, and 65 undecided.
_CONFIDENCE: Final = 0.7


def init_app(app: Flask) -> None:
    """Load lingua where it is chosen, so that nobody who writes waits for it."""
    if app.config["LANGUAGE_HINT"] == "lingua":
        _lingua()


def looks_like(text: str, by: str = "words") -> Language | None:
    """Return the language that a text looks like, or None when it could be either; `by` words or by lingua."""
    if by == "lingua":
        return _by_lingua(_NOT_PROSE.sub(" ", text[:_ENOUGH]))
    prose = _NOT_PROSE.sub(" ", text[:_ENOUGH]).lower()
    words = _WORD.findall(prose)
    spanish = _points("es", prose, words)
    portuguese = _points("pt", prose, words)
    if spanish >= _LEAST and spanish >= 3 * portuguese:
        return "es"
    if portuguese >= _LEAST and portuguese >= 3 * spanish:
        return "pt"
    return None


def _points(language: str, prose: str, words: list[str]) -> int:
    small = sum(word in _ONLY[language] for word in words)
    return small + len(_MARKS[language].findall(prose))


@lru_cache(maxsize=1)
def _lingua() -> Any:
    """Return the detector, which knows our two languages only."""
    lingua = import_module("lingua")
    languages = (lingua.Language.SPANISH, lingua.Language.PORTUGUESE)
    return lingua.LanguageDetectorBuilder.from_languages(*languages).with_preloaded_language_models().build()


def _by_lingua(prose: str) -> Language | None:
    if not any(character.isalpha() for character in prose):
        return None
    best = _lingua().compute_language_confidence_values(prose)[0]
    if best.value < _CONFIDENCE:
        return None
    return cast("Language", best.language.iso_code_639_1.name.lower())
