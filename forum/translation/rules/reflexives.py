"""Where Portuguese has its reflexive pronouns: *se va a reunir* is *vai se reunir*, *sentémonos* is *vamos nos sentar*."""

import re
from typing import Final

from forum.translation.inflection import words

#: *Se van animando*.
_SELF_GERUND: Final = re.compile(
    r"(?<!\w)(?<!\bsi )se (?P<helper>va|van|iba|iban|fue|fueron|está|están|estaba|estaban|sigue|siguen|siguió|siguieron) (?P<verb>(?:anim|sum|acerc|incorpor|acostumbr|adapt|acomod|organiz|reun|prepar|conect|involucr|dedic|convenc|agreg|capacit|comprometi|integr|apropi|familiariz|perdi|acumul|convirti|transform)[^\W\d_]*ndo)(?!\w)",
    re.IGNORECASE,
)
_HELPERS: Final = dict(
    pair.split("=")
    for pair in """
    va=vai van=vão iba=ia iban=iam fue=foi fueron=foram está=está están=estão estaba=estava estaban=estavam sigue=segue siguen=seguem
    siguió=seguiu siguieron=seguiram
    """.strip().split()
)
#: *Sentémonos*: let us.
_LET_US: Final = re.compile(r"(?<!\w)(?P<stem>[^\W\d_]+)émonos(?!\w)", re.IGNORECASE)
_LET_US_ALL: Final = {
    "reunámonos": "reunirnos",
    "unámonos": "unirnos",
    "comprometámonos": "comprometernos",
    "decidámonos": "decidirnos",
    "dividámonos": "dividirnos",
}
_HARD: Final = (("qu", "c"), ("gu", "g"), ("c", "z"))
#: *Me lo pasó*: without the thing it would have happened.
_PASSED: Final = re.compile(r"(?<!\w)(?P<whom>me|nos|te) l[oa]s? pas(?P<ending>ó|aron|a|an)(?!\w)", re.IGNORECASE)
_PASSES: Final = {"ó": "ou", "aron": "aram", "a": "a", "an": "am"}
#: *El comité se va a reunir*: afterwards *se* would be *if* as well.
_REFLEXIVE: Final = (
    r"(?:reun|sum|qued|inscrib|comprometer|encarg|neg|acerc|mud|retir|conect|capacit|adapt|equivoc|arrepent|prepar|postul|registr|anot|ausent|dedic|ocup|sent|levant|"
    r"anim|molest|jubil|quej|enoj|present|organiz|certific|despid|despedir|desped|sent|divid|repart|junt|fusion|separ|atras|demor|perd|romp|venc|ca)"
)
#: Those that Portuguese says without.
_WITHOUT_SE: Final = words(
    "quedar caer disparar romper vencer atrasar demorar morir terminar acabar dormir subir bajar llenar cortar duplicar triplicar"
)
_SHALL: Final = dict(
    pair.split("=")
    for pair in """
    va=vai van=vão iba=ia iban=iam puede=pode pueden=podem podría=poderia podrían=poderiam pudo=pôde pudieron=puderam podrá=poderá podrán=poderão
    quiere=quer quieren=querem quería=queria querían=queriam quiso=quis debe=deve deben=devem debería=deveria deberían=deveriam suele=costuma suelen=costumam
    """.strip().split()
)
_SELF: Final = re.compile(
    rf"(?<!\w)(?<!\bsi )se (?P<shall>(?:va|van|iba|iban)(?= a [^\W\d_]+[aei]r(?!\w))|(?:{'|'.join(_SHALL)})(?= (?:{_REFLEXIVE}(?:[aei]r)?|ir)(?!\w)))(?: a)?"
    r" (?P<verb>[^\W\d_]*[aei]r)(?!\w)(?! (?:el|la|los|las|un|una|unos|unas|a)(?!\w))",
    re.IGNORECASE,
)
#: *Cualquiera puede inscribirse*: the engine makes a passive of it.
_SELF_JOINED: Final = re.compile(
    rf"(?<!\w)(?P<shall>{'|'.join(_SHALL)})(?: a)? (?P<verb>{_REFLEXIVE}(?:[aei]r)?)se(?!\w)", re.IGNORECASE
)


def within(text: str) -> str:
    """Return a Spanish text with the pronouns of gerunds, of *let us* and of what somebody passed on in their places."""
    text = _LET_US.sub(
        _let_us, re.sub(r"(?<!\w)(?:un|reun|compromet|decid|divid)ámonos(?!\w)", _let_us_all, text, flags=re.IGNORECASE)
    )
    return _SELF_GERUND.sub(_himself_within, _PASSED.sub(_passed, text))


def at_the_end(text: str) -> str:
    """Return a Spanish text with the pronouns of infinitives in their places, once those of things are in theirs."""
    return _SELF_JOINED.sub(_himself_joined, _SELF.sub(_himself_last, text))


def _let_us(found: re.Match[str]) -> str:
    stem = found["stem"]
    stem = next((stem.removesuffix(end) + hard for end, hard in _HARD if stem.lower().endswith(end)), stem)
    return f"Vamos a {stem.lower()}arnos" if stem[0].isupper() else f"vamos a {stem}arnos"


def _let_us_all(found: re.Match[str]) -> str:
    return f"{'Vamos' if found[0][0].isupper() else 'vamos'} a {_LET_US_ALL[found[0].lower()]}"


def _passed(found: re.Match[str]) -> str:
    return f"⟦{found['whom']} pass{_PASSES[found['ending'].lower()]}⟧"


def _himself_within(found: re.Match[str]) -> str:
    helper = _HELPERS[found["helper"].lower()]
    return f"⟦{helper.capitalize() if found[0][0] == 'S' else helper} se⟧ {found['verb']}"


def _himself_joined(found: re.Match[str]) -> str:
    if found["verb"].lower() in _WITHOUT_SE or not re.search("[aei]r$", found["verb"]):
        return found[0]
    shall = _SHALL[found["shall"].lower()]
    return f"⟦{shall.capitalize() if found[0][0].isupper() else shall} se⟧ {found['verb']}"


def _himself_last(found: re.Match[str]) -> str:
    """Return *vai se reunir* for *se va a reunir*, all but the infinitive in Portuguese already."""
    shall = _SHALL[found["shall"].lower()]
    shall = shall.capitalize() if found[0][0] == "S" else shall
    if found["verb"] in _WITHOUT_SE:
        return f"⟦{shall}⟧ {found['verb']}"
    return f"⟦{shall} ir embora⟧" if found["verb"] == "ir" else f"⟦{shall} se⟧ {found['verb']}"
