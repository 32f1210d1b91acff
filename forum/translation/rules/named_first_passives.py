"""What is named before a verb with its helper is a passive: *la reunión la habían fijado* is *a reunião tinha sido marcada*."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.rules.named_first import BEGINS
from forum.translation.rules.named_first import ITS_PRONOUN
from forum.translation.rules.named_first import its_pronoun

#: *El programa lo había creado la gestión anterior*.
_THING_FIRST_HAD: Final = re.compile(
    BEGINS
    + r"(?P<the>el|la|los|las) (?P<thing>[^\W\d_]+(?: de(?:l| la| los| las| est[ea]| es[ea]| cada)? [^\W\d_]+){0,2}) (?P<no>(?:no|ya) )?(?P<it>lo|la|los|las) "
    r"(?P<had>había|habría|habrá|haya|hubiera)n? (?P<done>[^\W\d_]+[aií]d|hech|escrit|vist|puest|abiert|resuelt)o(?= (?:(?:el|la|los|las|cada|nuestr[oa]s?|un|una|su|otr[oa]s?) [^\W\d_]|"
    + ANY_MARK
    + r"))",
    re.IGNORECASE,
)
#: *La reunión la habían fijado para el jueves*: who did it is not said.
_THING_FIRST_HAD_BEEN: Final = re.compile(
    BEGINS
    + r"(?P<the>el|la|los|las) (?P<thing>[^\W\d_]+(?: de(?:l| la| los| las| est[ea]| es[ea]| cada)? [^\W\d_]+){0,2}) (?P<no>(?:no|ya|ya no) )?(?P<it>lo|la|los|las) "
    r"(?P<had>habían|hubieran|habrían|habrán|hayan) (?P<done>[^\W\d_]+[aií]d|hech|escrit|puest|abiert|resuelt)o(?! (?:los|las|nuestr[oa]s|sus|otr[oa]s|todos|todas|vari[oa]s|dos|tres|ustedes|ell[oa]s)(?!\w))",
    re.IGNORECASE,
)
#: *La postulación la tiene que hacer la municipalidad*.
_THING_FIRST_SHALL: Final = re.compile(
    BEGINS
    + r"(?P<the>el|la|los|las|lo(?= que)) (?P<thing>(?<=lo )que (?:(?! (?:y|e|o|pero|que) )[^.;:,]){3,50}?|[^\W\d_]+(?: (?!(?:de|del|no|que|ya|se|l[oa]s?|y|e|o)(?!\w))[^\W\d_]{4,})?(?: de(?:l| la| los)? [^\W\d_]+)?) (?P<it>lo|la|los|las) "
    r"(?P<stem>(?:tien|deb|pued|v|deber|podr|tendr)(?:e|a|á|ía))n?(?P<rest> que| a)? (?P<verb>[^\W\d_]+[aeií]r)(?P<always> siempre| también| primero)?(?= (?:(?:el|la|los|las|cada|⟦cada⟧|cualquier|nuestr[oa]s?|un|una|su|otr[oa]s?|tod[oa]s?(?: l[oa]s)?|vari[oa]s) [^\W\d_]|cualquiera|⟦qualquer um⟧|quien(?:es)?(?!\w)))",
    re.IGNORECASE,
)
_PARTICIPLES: Final = dict(
    pair.split("=")
    for pair in [
        "hacer=hech",
        "ver=vist",
        "poner=puest",
        "escribir=escrit",
        "abrir=abiert",
        "resolver=resuelt",
        "decir=dich",
        "definir=definid",
        "cubrir=cubiert",
        "devolver=devuelt",
        "romper=rot",
    ]
)


def in_passive(text: str) -> str:
    """Return a Spanish text in which such things are said once."""
    text = _THING_FIRST_HAD.sub(_who_had, _THING_FIRST_HAD_BEEN.sub(_which_had, text))
    return _THING_FIRST_SHALL.sub(_who_shall, text)


def _who_had(found: re.Match[str]) -> str:
    """Return *el programa había sido creado por la gestión anterior*."""
    the = found["the"].lower()
    if found["it"].lower() != its_pronoun(the, found["thing"].lower()):
        return found[0]
    many = "s" if the.endswith("s") else ""
    gender = "a" if found["it"].lower().startswith("la") else "o"
    had = found["had"] + ("n" if many else "")
    return f"{found['before']}{found['the']} {found['thing']} {found['no'] or ''}{had} sido {found['done']}{gender}{many} por"


def _which_had(found: re.Match[str]) -> str:
    """Return *la reunión había sido fijada*."""
    the = found["the"].lower()
    if found["it"].lower() != its_pronoun(the, found["thing"].lower()):
        return found[0]
    many = "s" if the.endswith("s") else ""
    gender = "a" if found["it"].lower().startswith("la") else "o"
    had = found["had"] if many else found["had"].removesuffix("n")
    return (
        f"{found['before']}{found['the']} {found['thing']} {found['no'] or ''}{had} sido {found['done']}{gender}{many}"
    )


def _who_shall(found: re.Match[str]) -> str:
    """Return *la postulación tiene que ser hecha por la municipalidad*."""
    if found["it"].lower() != ITS_PRONOUN[found["the"].lower()]:
        return found[0]
    the, verb = found["the"].lower(), found["verb"].lower()
    many = "s" if the.endswith("s") else ""
    shall = f"{found['stem']}{'n' if many else ''}{found['rest'] or ''}"
    participle = _PARTICIPLES.get(verb) or verb[:-2] + ("ad" if verb.endswith("ar") else "id")
    return f"{found['before']}{found['the']} {found['thing']} {shall}{found['always'] or ''} ser {participle}{'a' if the.startswith('la') else 'o'}{many} por"
