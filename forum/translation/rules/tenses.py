"""The compound past of the Andes and Mexico as the simple one: *han probado* is *testaram* in Brazil, not *têm testado*."""

import re
from typing import Final

_COMPOUND: Final = re.compile(
    r"(?<!\w)(he|ha|hemos|han) (?:(ya|no|también|solo|siempre|nunca) )?([^\W\d_]+(?:ado|ido|ído)|hecho|dicho|visto|puesto|escrito|abierto|vuelto|resuelto)(?!\w)",
    re.IGNORECASE,
)
#: What is not the past of an act: *ha sido elegido*, *han tenido que*.
_NOT_THESE: Final = re.compile(r" (?:[^\W\d_]+(?:ado|ido)s?|que)(?!\w)")
#: Stem of the simple past, and whether its endings are those of *hacer*: hice, hizo, hicimos, hicieron.
_STRONG: Final = dict(
    pair.split("=")
    for pair in [
        "hecho=hic",
        "tenido=tuv",
        "estado=estuv",
        "podido=pud",
        "querido=quis",
        "sabido=sup",
        "venido=vin",
        "puesto=pus",
        "traído=traj",
        "dicho=dij",
        "producido=produj",
    ]
)
_WEAK: Final = dict(
    pair.split("=") for pair in ["visto=v", "dado=d", "escrito=escrib", "abierto=abr", "vuelto=volv", "resuelto=resolv"]
)
_CHANGED: Final = dict(
    pair.split("=")
    for pair in [
        "pedido=pid",
        "seguido=sigu",
        "elegido=elig",
        "servido=sirv",
        "sentido=sint",
        "preferido=prefir",
        "repetido=repit",
    ]
)
_WHO: Final = {"he": 0, "ha": 1, "hemos": 2, "han": 3}
_STRONG_ENDINGS: Final = ("e", "o", "imos", "ieron")
_AR: Final = ("é", "ó", "amos", "aron")
_ER: Final = ("í", "ió", "imos", "ieron")
_Y: Final = ("í", "yó", "ímos", "yeron")


def in_simple_past(text: str) -> str:
    """Return a Spanish text with its compound pasts as simple ones."""
    return _COMPOUND.sub(_replace, text)


def _replace(found: re.Match[str]) -> str:
    auxiliary, between, participle = found[1].lower(), found[2], found[3].lower()
    if _NOT_THESE.match(found.string, found.end()) or participle in {"sido", "ido"}:
        return found[0]
    made = _form(participle, _WHO[auxiliary])
    if between:
        made = f"{between} {made}"
    return made[:1].upper() + made[1:] if found[0][:1].isupper() else made


def _form(participle: str, who: int) -> str:
    if participle in _STRONG:
        stem = _STRONG[participle]
        if stem.endswith("j") and who == 3:
            return stem + "eron"
        return "hizo" if stem == "hic" and who == 1 else stem + _STRONG_ENDINGS[who]
    if participle in {"visto", "dado"}:
        return _WEAK[participle] + ("i", "io", "imos", "ieron")[who]
    if participle in _WEAK:
        return _WEAK[participle] + _ER[who]
    if participle.endswith("ado"):
        return participle.removesuffix("ado") + _AR[who]
    if participle.endswith(("ído", "uido")):
        return participle[:-3] + _Y[who]
    stem = participle.removesuffix("ido")
    # The stem changes in the third persons alone.
    return (_CHANGED.get(participle, stem) if who in {1, 3} else stem) + _ER[who]
