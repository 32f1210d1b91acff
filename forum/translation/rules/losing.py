"""Pronouns that Portuguese does without: *se enfermó, se inundó el sótano* are *adoeceu, alagou o porão*."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from forum.translation.rules import regular

#: See the head of the file.
_LINES: Final = tuple(
    line
    for line in (Path(__file__).parent / "losing-se.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
#: Forms for *he, we, they, I* in each of the tenses, after the infinitive; then the gerund.
_TENSES: Final = 7
_OURS: Final = {"reímos": "rimos", "caímos": "caímos", "dormimos": "dormimos"}
_STRESSED: Final = re.compile(r"(?:a|an|e|en)$")
_HELPERS: Final = (
    r"est(?:á|án|aba|aban|uvo|uvieron)|va a|van a|iba a|iban a|suelen?|puede|pueden|podría|podrían|podía|podían|"
    r"sigue|siguen|seguía|acaba de|vuelve a|volvió a|empez(?:ó|aron) a|fue|fueron"
)


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, str]]:
    """Return what is said with *se*, with *nos* and with *me*, and what has its pronoun behind or before a helper."""
    others: dict[str, str] = {}
    we: dict[str, str] = dict(_OURS)
    me: dict[str, str] = {}
    free: dict[str, str] = {}
    for line in _LINES:
        if "=" in line:
            others |= dict(pair.split("=") for pair in line.split())
            continue
        spanish, portuguese, *stressed = line.removeprefix("+").split()
        portuguese, _, after = portuguese.partition("_")
        pairs = list(zip(regular.conjugated(spanish, "es"), regular.conjugated(portuguese, "pt"), strict=True))
        pairs = [(written, f"{made} {after}".rstrip()) for written, made in pairs]
        free |= dict((pairs[0], pairs[1 + 4 * _TENSES]))
        for place in range(1, 1 + 4 * _TENSES, 4):
            he, ours, they, mine = pairs[place : place + 4]
            if stressed and place in {1, 1 + 4 * 5}:
                he, they = ((_under_stress(one, spanish, stressed[0]), made) for one, made in (he, they))
            others |= dict((he, they))
            if not line.startswith("+"):
                we |= dict((ours,))
                me |= dict((mine if place != 1 else ("", ""),))
    me.pop("", None)
    return others, we, me, free


def _under_stress(form: str, infinitive: str, stem: str) -> str:
    ending = _STRESSED.search(form)
    return stem + ending[0] if ending is not None else infinitive


#: What is lost or made up, not who does so: *la confianza se gana*, but *se ganó el premio*.
_DONE_TO_THINGS: Final = re.compile(r"se (?:gan|invent)", re.IGNORECASE)
_A_THING: Final = re.compile(
    r" (?:el|la|los|las|una?|unos|unas|su|sus|otr[oa]s?|est[ea]|es[ea]|tod[oa]s?|todo|vari[oa]s|much[oa]s|más)(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    others, we, me, free = ("|".join(sorted(forms, key=lambda form: (-len(form), form))) for forms in _forms())
    infinitives = "|".join(form for form in _forms()[3] if form.endswith("r"))
    # What *se* does to people who are named behind is something else: *se venció al rival*.
    return re.compile(
        rf"(?<!\w)(?:(?:se(?: (?:me|nos|les?|te))? (?P<others>{others})|nos (?P<we>{we})|me (?P<me>{me}))(?!\w)(?! (?:al?|cuenta|de risa|[^\W\d_]+[aei]ndo)(?!\w))"
        rf"|(?:se|nos|me)(?: (?:me|nos|les?))? (?P<helper>{_HELPERS}) (?P<free>{free})(?!\w)"
        rf"|(?P<infinitive>{infinitives})(?:se|nos|me)(?!\w))(?![^⟦⟧]*⟧)",
        re.IGNORECASE,
    )


def without_pronouns(text: str) -> str:
    """Return a Spanish text in which such verbs are Portuguese already, without their pronoun."""
    return _pattern().sub(_replace, text)


def _replace(found: re.Match[str]) -> str:
    others, we, me, free = _forms()
    if found["others"] and _DONE_TO_THINGS.match(found[0]) and not _A_THING.match(found.string, found.end()):
        return found[0]
    if found["helper"]:
        made = f"{found['helper']} ⟦{free[found['free'].lower()]}⟧"
        return made[:1].upper() + made[1:] if found[0][:1].isupper() else made
    if found["infinitive"]:
        made = free[found["infinitive"].lower()]
    elif found["we"]:
        made = we[found["we"].lower()]
    elif found["me"]:
        made = me[found["me"].lower()]
    else:
        made = others[found["others"].lower()]
    return "⟦" + (made[:1].upper() + made[1:] if found[0][:1].isupper() else made) + "⟧"
