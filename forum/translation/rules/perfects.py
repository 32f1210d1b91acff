"""Pronouns between the two verbs of a perfect: *tinha se mudado* is *se había mudado*."""

import re
from typing import Final

_HAVE: Final = {
    "tinha": "había", "tinham": "habían", "tínhamos": "habíamos", "havia": "había", "haviam": "habían", "havíamos": "habíamos",
    "tem": "ha", "têm": "han", "temos": "hemos", "tenho": "he", "tivesse": "hubiera", "tivessem": "hubieran",
    "tivéssemos": "hubiéramos", "teria": "habría", "teriam": "habrían", "teríamos": "habríamos", "terá": "habrá", "terão": "habrán",
    "tenha": "haya", "tenham": "hayan", "tenhamos": "hayamos", "houvesse": "hubiera", "houvessem": "hubieran",
}  # fmt: skip
_ITS: Final = {"lhe": "le", "lhes": "les"}
#: Participles, and what stands for one of them past the engine.
_DONE: Final = r"[^\W\d_]{2,}(?:ado|ido)|feito|dito|visto|escrito|aberto|posto|proposto|disposto|exposto|pago|ganho|vindo|entregue|aceito|inscrito|coberto"
_PERFECT: Final = re.compile(
    rf"(?<!\w)(?P<have>{'|'.join(sorted(_HAVE, key=len, reverse=True))}) (?P<who>se|me|nos|te|lhes?) (?=(?:{_DONE})(?!\w))",
    re.IGNORECASE,
)
#: *Depois de ter se reunido*.
_HAVING: Final = re.compile(rf"(?<!\w)(?P<have>ter|tendo) (?P<who>se|me|nos|te) (?=(?:{_DONE})(?!\w))", re.IGNORECASE)


def with_pronouns_first(text: str) -> str:
    """Return a Portuguese text in which they stand where Spanish has them."""
    text = _PERFECT.sub(_first, text)
    return _HAVING.sub(
        lambda found: f"⟦{'haber' if found['have'].lower() == 'ter' else 'habiendo'}{found['who'].lower()}⟧ ", text
    )


def _first(found: re.Match[str]) -> str:
    who = found["who"].lower()
    made = f"{_ITS.get(who, who)} {_HAVE[found['have'].lower()]}"
    return f"⟦{made.capitalize() if found['have'][0].isupper() else made}⟧ "
