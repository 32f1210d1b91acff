"""Where something is named before its verb, and the pronoun that says it again: *los indicadores los elige cada área*."""

import re
from typing import Final

#: Where something may be named first.
BEGINS: Final = r"(?P<before>(?:^(?:(?:en|para|según) (?:[^\s.,;:]+ ){1,3}?)?|(?<=[¿¡])|[.;:,] |(?<!\w)(?:pero|y|si|que|porque|cuando|donde|aunque) ))"
ITS_PRONOUN: Final = {
    "el": "lo",
    "la": "la",
    "los": "los",
    "las": "las",
    "ese": "lo",
    "esa": "la",
    "esos": "los",
    "esas": "las",
    "este": "lo",
    "esta": "la",
    "estos": "los",
    "estas": "las",
    "nuestro": "lo",
    "nuestra": "la",
    "nuestros": "los",
    "nuestras": "las",
    "un": "lo",
    "una": "la",
    "lo": "lo",
    "todo lo": "lo",
}
#: Articles that do not tell their pronoun: *tu perfil lo ven, su ficha la ven*.
_OF_EITHER: Final = {"tu", "su", "mi", "tus", "sus", "mis"}
_STRESSED_A: Final = re.compile(r"(?:acta|agua|área|aula|arma|alma|hambre)(?!\w)")


def its_pronoun(article: str, thing: str, found: str = "") -> str:
    """Return the pronoun that says a thing again, or nothing; before a stressed *a* the article is that of men: *el acta la firma*.

    An article that does not tell has the one that was found, if its number is right.
    """
    if article in _OF_EITHER:
        return found.lower() if article.endswith("s") == found.lower().endswith("s") else ""
    return "la" if article == "el" and _STRESSED_A.match(thing) else ITS_PRONOUN.get(article, "")


def without_a(the: str) -> str:
    """Return the article of a person who is named first: *el* for *al*, *la* for *a la*."""
    made = "el" if the.lower() == "al" else the[2:] if the[:2].lower() == "a " else the
    return made.capitalize() if the[0].isupper() else made
