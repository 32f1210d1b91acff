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
    cita=cite quita=quite saca=saque pega=pegue ordena=ordene corrige=corrija limpia=limpie cruza=cruce filtra=filtre separa=separe valida=valide
    traslada=traslade consigna=consigne avisa=avise confirma=confirme
    """
)
#: Said of prices, calls and parties as well: only beside another sign of *tú*.
_PERHAPS: Final = _pairs(
    "abre=abra cierra=cierre sube=suba cambia=cambie empieza=empiece presenta=presente publica=publique incluye=incluya deja=deje crea=cree espera=espere entra=entre baja=baje carga=cargue "
    "toma=tome muestra=muestre registra=registre suma=sume aprueba=apruebe"
)
_ALL: Final = _ORDERS | _PERHAPS
_TU: Final = re.compile(
    r"(?<!\w)(?:tú|tus?|te|ti|contigo|puedas|quieras|tengas|puedes|tienes|quieres|avísame|por favor|[^\W\d_]*[áéíóú][^\W\d_]*[ae](?:l[oa]s?|me))(?!\w)",
    re.IGNORECASE,
)
_WHAT: Final = r"(?=(?: (?:bien|primero|siempre|antes|también|con (?:calma|cuidado|atención|tiempo)))? (?:el|la|los|las|un|una|tus?|tod[oa]s?|cada|es[ea]s?|est[ea]s?|dos|tres)(?!\w))"
#: *Si la usas, cita la fuente*.
_IF_YOU: Final = (
    r"(?<!\w)(?:si|cuando)(?: (?:no|ya|me|lo|la|los|las|le|les|nos))* (?!(?:las|los|más|es|nos|unas|otras|todas|además|después)(?!\w))"
    r"[^\W\d_]{2,}[aeá]s(?!\w)[^.,;:?!]*, "
)
_FIRST: Final = re.compile(
    rf"(?P<start>(?:^|[.!:;] |(?<!\w)[Pp]or favor, |{_IF_YOU}))(?P<verb>{'|'.join(_ALL)})(?!\w){_WHAT}(?P<rest>[^.!?;:]*)(?!\?)",
    re.IGNORECASE,
)
#: *Revisa el acta y firma abajo*: what follows an order is one without an object, too.
_OR_NOTHING: Final = r"(?=[.!]|$| (?:abajo|arriba|aquí|acá|ahí|al final|si|cuando|antes|después|hoy|mañana)(?!\w))"
_NEXT: Final = re.compile(
    rf"(?P<and>(?:, (?:y )?(?:luego |después )?| y (?:luego |después )?))(?P<verb>{'|'.join(_ALL)})(?!\w)(?:{_WHAT}|{_OR_NOTHING})"
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
    rest = _NEXT.sub(lambda one: one["and"] + _told(one), found["rest"])
    return f"{found['start']}{made}{rest}"


def _told(found: re.Match[str]) -> str:
    """Return an order that follows another; within a clause nobody is told anything."""
    has_object = re.match(_WHAT, found.string[found.end() :], re.IGNORECASE)
    if not has_object and re.search(r"(?<!\w)(?:que|si)(?!\w)", found.string[: found.start()]):
        return found["verb"]
    return _ALL[found["verb"].lower()]
