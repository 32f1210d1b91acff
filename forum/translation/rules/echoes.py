"""Articles that stand for a noun named before, which changed its gender: *los gastos corrientes con los de inversión* is *as despesas … com as de investimento*."""

import re
from functools import lru_cache
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import plural
from forum.translation.inflection import words
from forum.translation.rows import lexicon
from forum.translation.rows import shipped_rows

_SWITCHED: Final = {"los": "las", "las": "los", "el": "la", "la": "el"}
#: What stands before a noun of each kind.
_BEFORE: Final = {
    "los": r"(?:los|unos|sus|mis|nuestros|estos|esos|algunos|muchos|otros|varios|pocos)",
    "las": r"(?:las|unas|sus|mis|nuestras|estas|esas|algunas|muchas|otras|varias|pocas)",
    "el": r"(?:el|su|mi|del|al|un|nuestro|este|ese|otro|algún|ningún)",
    "la": r"(?:la|su|mi|una|nuestra|esta|esa|otra|alguna|ninguna)",
}
_NAMED: Final = {
    article: re.compile(rf"(?<!\w){before} (?:(?:nuev|primer|últim|otr|mism)[oa]s? )?([^\W\d_]+)", re.IGNORECASE)
    for article, before in _BEFORE.items()
}
#: Those that the engine itself knows.
_KNOWN: Final = words(
    "equipo mensaje análisis puente árbol viaje paisaje homenaje porcentaje lenguaje computadora señal color costumbre gasto logro protesta"
)
#: People: *con los de sistemas*; and what is no noun.
_PEOPLE: Final = words(
    "sistemas informática compras legales hacienda arriba abajo siempre acá allá aquí obras prensa personal afuera planta tránsito catastro rentas turno al lado"
)
_NO_NOUNS: Final = words("que de del más menos mejor peor mismo misma demás dos tres cuatro cinco cual cuales")
_OF: Final = re.compile(
    rf"(?<!\w)(?P<before>(?:con|que|y|ni|o|como|a|por|para|en|sobre|entre|son|es|de|que en|que con) )(?P<article>los|las|el|la) (?=del? (?P<of>[^\W\d_]+|{ANY_MARK}))",
    re.IGNORECASE,
)
#: *Los presenciales funcionan mejor que los virtuales*, where a clause ends.
_SUCH: Final = re.compile(
    r"(?<!\w)(?P<before>(?:que|como|ni|con) )(?P<article>los|las) (?P<such>(?:virtual|presencial|digital|anual|mensual|trimestral|semestral|municipal|nacional|local|final|inicial|actual|anterior|grande|provincial|regional)(?:es|s)"
    r"|(?:nuev|viej|primer|últim|chic|pequeñ|impres|escrit|complet|públic|privad|abiert|cerrad|pag|gratuit|larg|cort|antigu|simpl|técnic)[oa]s)(?=[.,;:!?)]|$)",
    re.IGNORECASE,
)


def with_articles_of_their_nouns(text: str) -> str:
    """Return a Spanish text in which such articles have the gender that their noun will have."""
    return _SUCH.sub(_such, _OF.sub(_of, text))


def _of(found: re.Match[str]) -> str:
    if found["of"].lower() in _PEOPLE or not _changes(found):
        return found[0]
    return f"{found['before']}{_SWITCHED[found['article'].lower()]} "


def _such(found: re.Match[str]) -> str:
    if not _changes(found):
        return found[0]
    article = _SWITCHED[found["article"].lower()]
    such = found["such"]
    if such[-2:] in {"os", "as"}:
        such = such[:-2] + ("as" if article == "las" else "os")
    return f"{found['before']}{article} {such}"


def _changes(found: re.Match[str]) -> bool:
    """Tell whether the last noun of the same article in the sentence changes its gender on the way."""
    said = re.split(r"[.;:!?¿]", found.string[: found.start("article")])[-1]
    named = [noun.lower() for noun in _NAMED[found["article"].lower()].findall(said) if noun.lower() not in _NO_NOUNS]
    return bool(named) and named[-1] in _changing()


@lru_cache(maxsize=1)
def _changing() -> frozenset[str]:
    """Return the Spanish nouns that have another gender in Portuguese, in both numbers."""
    nouns = set(_KNOWN)
    for row in (*lexicon(), *shipped_rows()):
        noun = row.written("es").lower()
        if row.gender_es != row.gender_pt and row.steers_from("es") and " " not in noun:
            nouns.add(noun.split("/")[0])
    return frozenset(nouns | {plural(noun, "es") for noun in nouns})
