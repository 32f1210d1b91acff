"""The past of one and of many in Spanish: *pidió* and *pidieron*."""

from typing import Final

#: By their endings, strong ones first: of one, of many.
_ENDINGS: Final = (
    ("puso", "pusieron"),
    ("hizo", "hicieron"),
    ("vino", "vinieron"),
    ("tuvo", "tuvieron"),
    ("jo", "jeron"),
    ("yó", "yeron"),
    ("ió", "ieron"),
    ("ó", "aron"),
)
#: Those that are whole words: *pidieron* is no *dieron*, *volvieron* no *vieron*.
_WHOLE: Final = (("dio", "dieron"), ("vio", "vieron"), ("previó", "previeron"), ("fue", "fueron"))


def of_one(verb: str) -> str:
    """Return the past of one for that of many; another form stays as it is."""
    whole = next((one for one, many in _WHOLE if verb.lower() == many), None)
    return whole or next((verb[: -len(many)] + one for one, many in _ENDINGS if verb.lower().endswith(many)), verb)


def of_many(verb: str) -> str:
    """Return the past of many for that of one; another form stays as it is."""
    whole = next((many for one, many in _WHOLE if verb.lower() == one), None)
    return whole or next((verb[: -len(one)] + many for one, many in _ENDINGS if verb.lower().endswith(one)), verb)
