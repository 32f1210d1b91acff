"""*Quienes* with its verb is one person in Portuguese: *a quienes cargan y revisan los datos* is *a quem carrega e revisa os dados*."""

import re
from typing import Final

from forum.translation.rules.pasts import of_one

_BETWEEN: Final = r"(?:(?:no|ya|nunca|aún|todavía|también|más|menos|solo|hoy|siempre|se|lo|la|los|las|les?|nos|me) )*"
_VERB: Final = r"(?:son|[^\W\d_]{2,}(?:[aeá]n|[ae]ron))"
_WHOEVER: Final = re.compile(
    rf"(?P<before>(?<!\w)(?:a|de|para|con|por|entre|sobre|es|son|fueron|⟦só⟧) )quienes (?P<between>{_BETWEEN})(?P<verb>{_VERB})(?!\w)"
    rf"(?P<more>(?:(?: (?!(?:y|e|o|ni|que|pero)(?!\w))[^\s.,;:]+){{0,6}}? (?:y|e|o|ni) {_BETWEEN}{_VERB}(?!\w))?)",
    re.IGNORECASE,
)
#: *Las personas con quienes hablan los técnicos*: somebody else does it.
_WHOM: Final = re.compile(
    r"(?<!\w)(?:personas|gente|(?:vecin|ciudadan|funcionari|emplead|usuari|compañer|amig|niñ|jóven|técnic)[oe]?a?s|(?:colegas|equipos|áreas|jóvenes|[^\W\d_]{4,}(?:ores|oras|antes|entes|istas))),? "
    r"(?:a|de|para|con|por|entre|sobre) $",
    re.IGNORECASE,
)
_IRREGULAR: Final = {
    "van": "va",
    "han": "ha",
    "dan": "da",
    "ven": "ve",
    "pudieron": "pudo",
    "quisieron": "quiso",
    "supieron": "supo",
    "anduvieron": "anduvo",
}
#: What they are agrees with them: *de quienes son titulares*.
_IS_MANY: Final = re.compile(
    r"(?:son|est(?:án|aban|uvieron)|eran|fueron|sean|estén|(?:qued|result|sal)(?:an|aron|en|ieron))$", re.IGNORECASE
)
_SECOND: Final = re.compile(rf"{_VERB}$", re.IGNORECASE)


def of_one_person(text: str) -> str:
    """Return a Spanish text in which whoever does something is one person."""
    return _WHOEVER.sub(_one, text)


def _one(found: re.Match[str]) -> str:
    before = found["before"]
    rest = f"{found['between']}{found['verb']}{found['more']}"
    if _WHOM.search(found.string, 0, found.start("before") + len(before)):
        # Past the engine, which would make its verb agree.
        return f"{before}⟦quem⟧ {rest}"
    if _IS_MANY.match(found["verb"]):
        return f"{before}los que {rest}"
    more = _SECOND.sub(lambda second: _singular(second[0]), found["more"])
    if before.lower() in {"son ", "fueron "}:
        before = {"son ": "es ", "fueron ": "fue "}[before.lower()]
    return f"{before}quien {found['between']}{_singular(found['verb'])}{more}"


def _singular(verb: str) -> str:
    low = verb.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith(("aron", "eron")):
        return of_one(low)
    return low.removesuffix("n")
