"""What Spanish says last and Portuguese first, or the other way: *los formularios hay que llenarlos, no los usa nadie, tampoco nosotros*."""

import re
from typing import Final

from forum.translation.rules.named_first import its_pronoun

#: *Los formularios hay que descargarlos*, *al tesorero hubo que convencerlo*.
_THING_MUST: Final = re.compile(
    r"(?P<before>(?:^|[.;:,] |(?<!\w)(?:pero|y|que|porque) ))(?P<thing>(?P<the>al|(?:el|la|los|las|es[ea]|est[ea]|es[oa]s|est[oa]s|nuestr[oa]s?)|a (?:la|los|las)) (?!(?:que|cual|cuales)(?!\w))[^\W\d_]+(?: (?!(?:no|que)(?!\w))[«“]?[^\W\d_]+[»”]?){0,3}?(?: que (?:(?! (?:y|e|o|pero|que|hay|si|es) )[^.;:,]){3,40}?)?),? "
    r"(?P<shall>(?:no |también |ya )*(?:hay que|hubo que|habrá que|habría que|había que|conviene|convendría|es necesario|es mejor|fue necesario|falta|faltó|faltaría|tenemos que|tuvimos que|tendremos que|debemos|deberíamos|podemos|pudimos|podríamos|queremos|vamos a|íbamos a|decidimos|preferimos|logramos|conseguimos|pensamos|necesitamos|acabamos de|volvimos a)) "
    r"(?P<verb>[^\W\d_]+[aeií]r)(?P<it>l[oa]s?)(?!\w)",
    re.IGNORECASE,
)
#: *Todo lo que piden lo tenemos*.
_ALL_THAT: Final = re.compile(
    r"(?<!\w)(?P<all>(?:todo )?lo que [^.;:,]{3,60}?,?)(?<! que)(?<! si)(?<! y)(?<! cuando)(?<! porque)(?<! donde)(?<! como)(?<! cómo)(?<! quien)(?<! pero)(?<! ya)(?<! no)"
    r" (?P<no>(?:no|ya|también) )?lo (?=[^\W\d_]+(?:mos|aron|ieron|an|en|é|ó)(?!\w)(?! (?:(?:usar|leer|ver|hacer) )?(?:los|las|quien|quienes|personas|otr[oa]s|el|la|nuestr[oa]s?|sus?|vari[oa]s|(?-i:[A-ZÁÉÍÓÚÑ])[^\W\d_]+)(?!\w)))",
    re.IGNORECASE,
)
#: *No los usa nadie*: nobody comes first.
_NOBODY: Final = re.compile(
    r"(?<!\w)no (?:(?P<it>l[oa]s?|les?|nos|me|se) )?(?P<verb>(?!hay|hubo|había|habrá|haya|tiene|tengo|tienen|tenemos|conozco|veo|encontr|es(?!\w)|era|quiero|necesit)[^\W\d_]+(?:[aeóé]|[^r]ía)|(?:va a|iba a|puede|podía|quiere|quería|quiso|pudo) [^\W\d_]+[aeií]r) nadie(?!\w)(?! (?:que|más|en|de)(?!\w))",
    re.IGNORECASE,
)
#: *Tampoco nosotros conseguimos*.
_NEITHER: Final = re.compile(
    r"(?<!\w)tampoco (?P<who>yo|nosotros|nosotras|ustedes|usted|ellos|ellas|él|ella) (?=[^\W\d_])(?!(?:y|ni|o)(?!\w))",
    re.IGNORECASE,
)
#: *Hasta que las vea el contador*: who does it comes first.
_WHO_LAST: Final = re.compile(
    r"(?<!\w)(?P<when>hasta que|antes de que|para que|sin que|después de que|en cuanto|cuando) (?P<it>(?:no )?l[oa]s? )(?P<verb>[^\W\d_]+(?:[aeó]|an|en|aron|ieron)) "
    r"(?P<who>(?:el|la|los|las|un|una|su|cada|nuestr[oa]) [^\W\d_]+(?: del? (?:la )?[^\W\d_]+)?)(?=[.,;:?!]|$)",
    re.IGNORECASE,
)
_ACCENTS: Final = str.maketrans("áéíóú", "aeiou")


def in_order(text: str) -> str:
    """Return a Spanish text in which such words stand where Portuguese has them."""
    text = _ALL_THAT.sub(_without_it, _THING_MUST.sub(_thing_last, text))
    text = _WHO_LAST.sub(r"\g<when> \g<who> \g<it>\g<verb>", text)
    return _NEITHER.sub(_neither, _NOBODY.sub(_nobody_first, text))


def _thing_last(found: re.Match[str]) -> str:
    """Return *hay que descargar los formularios*."""
    thing, the = found["thing"], found["the"].lower()
    article = the.removeprefix("a ") if the.startswith("a ") else {"al": "el"}.get(the, the)
    if found["it"].lower() != its_pronoun(article, thing.split(" ")[1].lower()):
        return found[0]
    shall = found["shall"]
    if thing[0].isupper():
        shall = shall[:1].upper() + shall[1:]
    # Its pronoun tells that it is the object, which has no preposition in Portuguese, be it a person or a thing.
    thing = article + thing[len(the) :]
    return f"{found['before']}{shall} {found['verb'].translate(_ACCENTS)} {thing}"


def _without_it(found: re.Match[str]) -> str:
    return f"{found['all']} {found['no'] or ''}"


def _nobody_first(found: re.Match[str]) -> str:
    # What goes before is said of already: *los datos no los usa nadie*.
    it = f"{found['it']} " if found["it"] and not (found["it"][0].lower() == "l" and found.start()) else ""
    return f"{'Nadie' if found[0][0] == 'N' else 'nadie'} {it}{found['verb']}"


def _neither(found: re.Match[str]) -> str:
    who = found["who"]
    return f"{who.capitalize() if found[0][0] == 'T' else who} tampoco "
