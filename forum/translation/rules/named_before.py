"""What was named in the sentence before, by its pronoun alone: *Lo decide el concejo* is *quem decide é a câmara*."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.rules.capitals import begun
from forum.translation.rules.pasts import of_one

#: What stands behind a verb as who does it would, but tells when.
_NOBODY: Final = (
    r"(?!(?:lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|días?|mes(?:es)?|años?|semanas?|mañanas?|tardes?|noches?|ve[zc]e?s?|trimestres?|semestres?|"
    r"fechas?|horas?|rato|bimestre|próxim[oa]s?|mism[oa]s?|últim[oa]s?|primer[oa]?s?|quincena|mitad|cual(?:es)?|que|de|del|más)(?!\w))"
)
_BEGINS: Final = r"(?P<before>^|(?<=[.;:!?] )|(?<=[.;:!?]\n))"
#: What stands behind *lo* or *la* and is no verb whose doer follows: *lo importante, la otra*.
_NO_VERBS: Final = r"(?!(?:que|de|cual|es|son|fue|fueron|era|está|siguiente|importante|grande|grave|posible|misma|otra|primera|última|nueva|mayoría|gente|nuestra|más|menos)(?!\w))"
_WHO: Final = (
    rf"(?:(?:el|la|un|una|cada|⟦cada⟧|nuestr[oa]|su|mi|otr[oa]|cualquier) {_NOBODY}[^\W\d_]{{3,}}|quien(?!\w)|"
    rf"(?-i:[A-ZÁÉÍÓÚÑ][^\W\d_]+)|⟦|{ANY_MARK})"
)
_THEM: Final = (
    rf"(?:(?:los|las|nuestr[oa]s|sus|mis|otr[oa]s|vari[oa]s|dos|tres|cuatro) {_NOBODY}[^\W\d_]{{3,}}|quienes(?!\w))"
)
_IT: Final = re.compile(
    _BEGINS
    + rf"(?P<no>no )?(?P<it>lo|la|los|las) {_NO_VERBS}(?:(?P<one>[^\W\d_]{{2,}}(?:[aeó]|(?<=r)á|(?<=hiz)o|(?<=dij)o|(?<=pus)o))(?P<only> solo| también| siempre| antes)?(?= {_WHO})"
    rf"|(?P<many>[^\W\d_]{{2,}}(?:[ae]n|(?<=r)án|[ae]ron))(?P<all> solo| también| siempre| antes)?(?= {_THEM}))",
    re.IGNORECASE,
)
#: After *la* and what may be a noun.
_SURELY_WHO: Final = re.compile(r" (?:el|un|una|cada|⟦cada⟧|nuestr[oa]|su|otr[oa]|quien)(?!\w)", re.IGNORECASE)


def with_who_does_it(text: str) -> str:
    """Return a Spanish text in which sentences of that kind begin with who does it."""
    return _IT.sub(_who, text)


def _who(found: re.Match[str]) -> str:
    # *La planilla la manda el área, la concejala Ríos*: a noun.
    if found["one"] and found["it"].lower() == "la" and not _SURELY_WHO.match(found.string, found.end()):
        return found[0]
    verb = (found["one"] or found["many"]).lower()
    past = re.search(r"(?:[óo]|[ae]ron)$", verb) is not None
    be = ("fue" if past else "es") if found["one"] else "fueron" if past else "son"
    if re.search(r"rán?$", verb):
        be = "será" if found["one"] else "serán"
    if found["many"]:
        verb = of_one(verb) if past else verb.removesuffix("n")
    adverb = found["only"] or found["all"] or ""
    if found["no"]:
        be = f"no {be}"
    # *Lo lee solo RIL*: whoever it is, and nobody else.
    if adverb.strip().lower() == "solo":
        return f"{found['before']}{begun(found['no'] or found['it'], f'quien {verb} {be} solo')}"
    return f"{found['before']}{begun(found['no'] or found['it'], f'quien {verb}{adverb} {be}')}"
