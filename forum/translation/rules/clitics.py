"""Pronouns that Spanish has and Brazil has not: those that say a person or a thing twice, and those that climb to the first of two verbs."""

import re
from typing import Final

from forum.translation.engines.protocol import FIRST_MARK
from forum.translation.engines.protocol import LAST_MARK

_MARK: Final = f"[{chr(FIRST_MARK)}-{chr(LAST_MARK)}]"
#: Who may be told, asked, given something; names have a capital.
_WHO: Final = (
    r"(?:(?i:alcald|direcci[oó]n|dependencia|organizaci|asociaci|cooperativa|barrio|intendent|presidenta|gobernador|ministr|secretar[ií]|subsecretar|director|coordinador|jef|encargad|responsable|supervisor|"
    r"equip|concej|consej|regidor|edil|vecin|ciudadan|residentes|població|comunidad|gente|persona|usuari|famili|mujeres|jóvenes|niñ|docente|"
    r"maestr|alumn|estudiante|proveedor|contratist|empres|oferent|consultor|universidad|funcionari|emplead|servidor|coleg|compañer|gabinete|"
    r"área|oficina|comité|comisión|prensa|periodist|técnic|analist|abogad|auditor|contralor|municip|ciudad|gobierno|grupo|foro|mundo)\w*)"
)
_DETERMINED: Final = r"(?i:el|la|los|las|un|una|unos|unas|mi|mis|su|sus|tu|tus|nuestr[oa]s?|cada|⟦cada⟧|otr[oa]s?|tod[oa]s?|tod[oa]s? l[oa]s?|algún|alguna|esa?|ese|est[ea]|l[oa]s? dos|nuev[oa])"
_PERSON: Final = rf"(?:(?i:al) {_WHO}|(?i:a) (?:{_DETERMINED} {_WHO}|(?i:quien(?:es)?|alguien|nadie|todos|todas|ell[oa]s|él|cualquiera)(?!\w)|[A-ZÁÉÍÓÚÑ]\w+|{_MARK}))"
#: Other objects than the one told are between; no second verb may be.
_OBJECT: Final = r"(?: (?!(?i:que|si|y|e|o|pero|para|porque|cuando|como|donde|a|al)(?!\w))[^\s.,;:?!]+){0,4}?"
#: *Les invitamos a la charla*: who is invited stands nowhere else.
_INVITING: Final = r"(?!(?i:invit|anim|esper|convoc|llev|ayud|oblig|pas\w+ (?:a|al)(?!\w)))"
_SAID_LATER: Final = re.compile(
    rf"(?<!\w)(?<!\b(?i:se) )(?i:les?) (?P<verb>{_INVITING}[^\W\d_]+)(?={_OBJECT} {_PERSON})"
)
_JOINED: Final = re.compile(
    rf"(?<!\w)([^\W\d_]+(?:[aeií]r|ndo)|[^\W\d_]*[áéíóú][^\W\d_]*[ae]n?)(?i:les?)(?={_OBJECT} {_PERSON})"
)
_SAID_BEFORE: Final = re.compile(
    rf"(?<!\w)({_PERSON}(?: (?i:de) [^\s.,;:?!]+)?(?: (?i:no|también|ya|siempre|nunca))*) (?i:les?) (?!(?i:gust))"
)
#: *Se lo pregunté al equipo*.
_BOTH: Final = re.compile(rf"(?<!\w)(?i:se l[oa]s?) (?P<verb>{_INVITING}[^\W\d_]+)(?={_OBJECT} {_PERSON})")
_ASKED: Final = re.compile(r"(?<!\w)(a qui[eé]n(?:es)? (?:[^\W\d_]+ ){1,3}[^\W\d_]+[aei]r)les?(?!\w)", re.IGNORECASE)
#: *Lo va a llenar*, *la podemos revisar*.
_CLIMBED: Final = re.compile(
    r"(?<!\w)(?:se )?(?<!\bme )(?<!\bte )(?<!\bnos )(l[oa]s?) ((?:voy|vas?|vamos|van|iba[ns]?|íbamos|fue|fueron) a|(?:pued|quier|deb)[^\W\d_]+|podemos|queremos|podría(?:n|mos)?|pudo|pudieron|pudimos|quiso|quisieron|(?:tengo|tiene|tenemos|tienen|tuvimos|tuvieron|hay) que|acab(?:a|amos|an|o) de|vuelv\w+ a) ([^\W\d_]+[aei]r)(?!\w)",
    re.IGNORECASE,
)
#: *Los indicadores los elige cada área*.
_THING_FIRST: Final = re.compile(
    r"(?P<before>(?:^|[.;:,] |(?<!\w)(?:pero|y|si|que|porque) ))(?P<the>el|la|los|las) (?P<thing>[^\W\d_]+(?: de(?:l| la| los)? [^\W\d_]+)?) (?P<no>no )?(?P<it>lo|la|los|las) "
    r"(?P<verb>[^\W\d_]+?)(?P<ending>[aeó]n?|(?<=hiz)o|(?<=traj)o|(?<=dij)o|(?<=pus)o)(?= (?:(?:el|la|los|las|cada|⟦cada⟧|nuestr[oa]s?|un|una|su|otr[oa]s?) [^\W\d_]|"
    + _MARK
    + r"|(?-i:[A-ZÁÉÍÓÚÑ])))",
    re.IGNORECASE,
)
#: *El informe lo hicimos con la universidad*.
_WE_DID: Final = re.compile(
    r"(?P<before>(?:^|[.;:] |(?<!\w)(?:pero|y) ))(?P<the>el|la|los|las) (?P<thing>[^\W\d_]+(?: de(?:l| la| los)? [^\W\d_]+)?) (?P<it>lo|la|los|las) (?=[^\W\d_]+mos(?!\w))",
    re.IGNORECASE,
)
_PLAIN: Final = str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU")
_ITS_PRONOUN: Final = {"el": "lo", "la": "la", "los": "los", "las": "las"}


def unclimbed(text: str) -> str:
    """Return a Spanish text in which persons and things are said once, and pronouns stand where Portuguese has them."""
    text = _THING_FIRST.sub(_who_does, text)
    text = _WE_DID.sub(_without_pronoun, text)
    text = _ASKED.sub(r"\1", text)
    text = _SAID_BEFORE.sub(r"\1 ", text)
    text = _BOTH.sub(_without, text)
    text = _JOINED.sub(_alone, _SAID_LATER.sub(_without, text))
    return _CLIMBED.sub(_lower_first, text)


def _alone(found: re.Match[str]) -> str:
    """Return a verb without its pronoun, and without the accent that it had for its sake: *avísele* is *avise*."""
    verb = found[1]
    return verb if re.search(r"[íú]en?$", verb) else verb.translate(_PLAIN)


def _without(found: re.Match[str]) -> str:
    first = found["verb"]
    return first.capitalize() if found[0][0].isupper() else first


def _without_pronoun(found: re.Match[str]) -> str:
    if found["it"].lower() != _ITS_PRONOUN[found["the"].lower()]:
        return found[0]
    return f"{found['before']}{found['the']} {found['thing']} "


def _lower_first(found: re.Match[str]) -> str:
    first = found[2]
    first = first[:1].upper() + first[1:] if found[1][0].isupper() else first
    return f"{first} {found[3]}{found[1].lower()}"


def _who_does(found: re.Match[str]) -> str:
    """Return *los indicadores, quien elige es cada área*, as Brazil says it."""
    if found["it"].lower() != _ITS_PRONOUN[found["the"].lower()]:
        return found[0]
    many = found["ending"].endswith("n")
    ending = found["ending"].removesuffix("n")
    be = "son" if many else "fue" if ending in {"ó", "o"} else "es"
    no = found["no"] or ""
    return f"{found['before']}{found['the']} {found['thing']}, quien {found['verb']}{ending} {no}{be}"
