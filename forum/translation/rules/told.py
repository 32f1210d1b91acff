"""What somebody is told or given: *se les ofreció un taller* is *ofereceram uma oficina* in Brazil, where *lhes ofereceu* would say that one person did."""

import re
from typing import Final

from forum.translation.rules.capitals import begun
from forum.translation.rules.passive_forms import DONE_TO_SOMEBODY
from forum.translation.rules.pasts import of_many

_STEMS: Final = (
    r"ofrec|entreg|ped|pid|pregunt|exig|avis|explic|inform|pag|cobr|asign|otorg|descont|descuent|prest|mand|envi|notific|comunic|recomend|recomiend|"
    r"suger|sugir|sugier|advert|advirt|adviert|record|recuerd|solicit|permit|prohib|prohíb|enseñ|mostr|muestr|devolv|devuelv|quit|adjudic|conced|reconoc|"
    r"repart|vend|instal|reintegr|bonific|rebaj|aument|consult|transfer|transfir|transfier|remit|garantiz|facilit|brind|proporcion|compr|regal|aclar|indic|"
    r"encarg|atribu|impus|impon|dij|dic"
)
_ONE: Final = re.compile(
    rf"(?<!\w)se (?P<whom>les?|me|te|nos) (?P<verb>(?:(?:{_STEMS})(?:ió|yó|ó|aba|ía|ará|erá|irá|aría|ería|iría|a|e|o)|dio|da|daba|dará|daría))(?!\w)",
    re.IGNORECASE,
)
#: *Se nos pidieron dos papeles*: they asked us.
_MANY: Final = re.compile(
    rf"(?<!\w)se (?P<whom>me|te|nos) (?=(?:{_STEMS})(?:aron|ieron|an|en|aban|ían|arán|erán|irán)(?!\w))", re.IGNORECASE
)
_DETERMINED: Final = re.compile(r" (?:el|la|los|las|un|una|unos|unas)(?!\w)", re.IGNORECASE)
#: *Se le dio cuenta*, *se le da bien*: turns of their own.
_TURNS: Final = re.compile(
    r" (?:bien|mal|mejor|vuelta|a conocer|de (?:alta|baja)|cuenta|inicio|curso|seguimiento)(?!\w)", re.IGNORECASE
)


def by_somebody(text: str) -> str:
    """Return a Spanish text in which nobody in particular, *they*, does so."""
    return _ONE.sub(_they_do, _MANY.sub(lambda found: begun(found[0], f"{found['whom'].lower()} "), text))


def _they_do(found: re.Match[str]) -> str:
    verb = found["verb"].lower()
    end = found.end()
    # Those with a thing behind are passives.
    passive = found["whom"].lower().startswith("l") and verb in DONE_TO_SOMEBODY
    if verb.startswith("d") and found.string.startswith(" por ", end):
        return found[0]
    if (passive and _DETERMINED.match(found.string, end)) or _TURNS.match(found.string, end):
        return found[0]
    if verb.endswith("o") and not verb.endswith(("dijo", "puso", "dio")):
        return found[0]
    whom = found["whom"].capitalize() if found[0][0].isupper() else found["whom"]
    many = of_many(verb)
    return f"{whom} {many if many != verb else verb + 'n'}"
