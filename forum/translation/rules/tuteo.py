"""Orders to *tú*: *Descarga la plantilla* is *Descargue la plantilla*, which the engine makes an order too, and no *ele baixa*."""

import re
from typing import Final


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


#: Where a sentence begins, hardly anybody is said to do these.
_ORDERS: Final = _pairs(
    """
    descarga=descargue lee=lea revisa=revise copia=copie escribe=escriba guarda=guarde envía=envíe manda=mande completa=complete llena=llene
    marca=marque busca=busque usa=use elige=elija agrega=agregue borra=borre comparte=comparta consulta=consulte pide=pida pregunta=pregunte
    prueba=pruebe haz=haga pon=ponga mira=mire verifica=verifique anota=anote adjunta=adjunte imprime=imprima actualiza=actualice explica=explique
    define=defina nombra=nombre evita=evite recuerda=recuerde firma=⟦assine⟧ reenvía=reenvíe selecciona=seleccione ingresa=ingrese
    """
)
#: Said of prices, calls and parties as well: only beside another sign of *tú*.
_PERHAPS: Final = _pairs(
    "abre=abra cierra=cierre sube=suba cambia=cambie empieza=empiece presenta=presente publica=publique incluye=incluya deja=deje crea=cree espera=espere entra=entre"
)
_ALL: Final = _ORDERS | _PERHAPS
_TU: Final = re.compile(
    r"(?<!\w)(?:tú|tus?|te|ti|contigo|puedas|quieras|tengas|puedes|tienes|quieres|avísame|por favor|[^\W\d_]*[áéíóú][^\W\d_]*[ae](?:l[oa]s?|me))(?!\w)",
    re.IGNORECASE,
)
_WHAT: Final = r"(?=(?: (?:bien|primero|siempre|antes|también|con (?:calma|cuidado|atención|tiempo)))? (?:el|la|los|las|un|una|tus?|tod[oa]s?|cada|es[ea]s?|est[ea]s?|dos|tres)(?!\w))"
_FIRST: Final = re.compile(
    rf"(?P<start>(?:^|[.!:;] |(?<!\w)[Pp]or favor, ))(?P<verb>{'|'.join(_ALL)})(?!\w){_WHAT}(?P<rest>[^.!?;:]*)(?!\?)",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    rf"(?P<and>(?:, (?:y )?(?:luego |después )?| y (?:luego |después )?))(?P<verb>{'|'.join(_ALL)})(?!\w){_WHAT}"
)


def as_orders(text: str) -> str:
    """Return a Spanish text in which such orders are those to *usted*."""
    return _FIRST.sub(_order, text)


def _order(found: re.Match[str]) -> str:
    verb = found["verb"]
    others = _NEXT.search(found["rest"])
    if verb.lower() in _PERHAPS and not _TU.search(found["rest"]) and others is None:
        return found[0]
    made = _ALL[verb.lower()]
    if verb[0].isupper():
        made = f"⟦{made[1:].capitalize()}" if made.startswith("⟦") else made.capitalize()
    rest = _NEXT.sub(lambda one: one["and"] + _ALL[one["verb"].lower()], found["rest"])
    return f"{found['start']}{made}{rest}"
