"""Participles of verbs of which the past is known: *redujeron* and *reducido*, *pidió* and *pedido*."""

from typing import Final

#: Participles that the past does not tell.
_PARTICIPLES: Final = dict(
    pair.split("=")
    for pair in [
        "hic=hecho",
        "pus=puesto",
        "v=visto",
        "pid=pedido",
        "sigu=seguido",
        "consigu=conseguido",
        "sirv=servido",
        "sint=sentido",
        "prefir=preferido",
        "repit=repetido",
        "elig=elegido",
        "mur=muerto",
        "durm=dormido",
        "mid=medido",
        "corrig=corregido",
        "sugir=sugerido",
        "advirt=advertido",
        "invirt=invertido",
        "requir=requerido",
        "despid=despedido",
        "impid=impedido",
        "escrib=escrito",
        "abr=abierto",
        "volv=vuelto",
        "resolv=resuelto",
        "romp=roto",
        "cubr=cubierto",
        "descubr=descubierto",
        "devolv=devuelto",
        "cay=caído",
        "ley=leído",
        "construy=construido",
        "distribuy=distribuido",
        "incluy=incluido",
        "concluy=concluido",
        "contribuy=contribuido",
        "disminuy=disminuido",
        "excluy=excluido",
        "sustituy=sustituido",
    ]
)
#: Of pasts in *-jo* that are no *-ducir*: *trajo, dijo*.
_OF_JO: Final = {"tra": "traído", "di": "dicho"}


def participle_of_past(stem: str, ending: str) -> str:
    """Return the participle of a verb, by its past without and with one of the endings *ó, aron, ió, ieron, jo, jeron*."""
    if ending in {"jo", "jeron"}:
        return _OF_JO.get(stem, f"{stem}cido")
    return _PARTICIPLES.get(stem) or stem + ("ado" if ending in {"ó", "aron"} else "ido")
