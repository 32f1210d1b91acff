"""Orders to *tú*: *Descarga la plantilla* is *Descargue la plantilla*, which the engine makes an order too, and no *ele baixa*."""

import re
from typing import Final

from forum.translation.inflection import words
from forum.translation.rules import capitals


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
    traslada=traslade consigna=consigne avisa=avise confirma=confirme pulsa=⟦aperte⟧ indica=indique contacta=contacte elimina=elimine instala=instale
    conserva=conserve coloca=coloque añade=añada solicita=solicite
    """
)
#: Said of prices, calls and parties as well: only beside another sign of *tú*.
_PERHAPS: Final = _pairs(
    "abre=abra cierra=cierre sube=suba cambia=cambie empieza=empiece presenta=presente publica=publique incluye=incluya deja=deje crea=cree espera=espere entra=entre baja=baje carga=cargue "
    "toma=tome muestra=muestre registra=registre suma=sume aprueba=apruebe llama=llame responde=responda pasa=pase vuelve=vuelva decide=decida intenta=intente habla=hable acude=acuda "
    "participa=participe comunica=comunique rechaza=rechace acepta=acepte cancela=cancele repite=repita"
)
_ALL: Final = _ORDERS | _PERHAPS
_TU: Final = re.compile(
    r"(?<!\w)(?:tú|tus?|te|ti|contigo|puedas|quieras|tengas|puedes|tienes|quieres|avísame|por favor|[^\W\d_]*[áéíóú][^\W\d_]*[ae](?:l[oa]s?|me))(?!\w)",
    re.IGNORECASE,
)
_WHAT: Final = r"(?=(?: (?:bien|primero|siempre|antes|también|con (?:calma|cuidado|atención|tiempo)))? (?:el|la|los|las|un|una|tus?|tod[oa]s?|cada|es[ea]s?|est[ea]s?|dos|tres)(?!\w))"
#: *Si la usas, cita la fuente*.
_IF_YOU: Final = (
    r"(?<!\w)(?:si|cuando)(?: (?:no|ya|me|lo|la|los|las|le|les|nos))* (?!(?:las|los|les|más|mas|mes|tras|es|nos|unas|otras|todas|además|después)(?!\w))"
    r"[^\W\d_]+[aeá]s(?!\w)[^.,;:?!]*, "
)
#: *Para participar, llena el formulario*.
_TO_DO: Final = r"(?:^|(?<=[.!:;] ))Para (?:no )?[^\W\d_]+[aei]r(?:l[oa]s?|te)?(?: [^.,;:?!]*)?, "
_FIRST: Final = re.compile(
    rf"(?P<start>(?:^|[.!:;] |(?<!\w)[Pp]or favor, |(?P<if>{_IF_YOU})|{_TO_DO}))(?P<verb>{'|'.join(_ALL)})(?!\w){_WHAT}(?P<rest>[^.!?;:]*)(?!\?)",
    re.IGNORECASE,
)
#: *Revisa el acta y firma abajo*: what follows an order is one without an object, too.
_OR_NOTHING: Final = (
    r"(?=[.!]|$| (?:abajo|arriba|aquí|acá|ahí|al final|de nuevo|otra vez|si|cuando|antes|después|hoy|mañana)(?!\w))"
)
_NEXT: Final = re.compile(
    rf"(?P<and>(?:, (?:y )?(?:luego |después )?| [yoe] (?:luego |después )?))(?P<verb>{'|'.join(_ALL)})(?!\w)(?:{_WHAT}|{_OR_NOTHING})"
)
#: What follows an order that has no object, or none with an article: *escribe a RIL, elige entre dos, indica qué pasó*.
_HOW: Final = r"(?=[.!:]|$| (?:a|al|en|entre|con|por|como|ayuda|de nuevo|otra vez|por correo|más tarde|un[oa]|otr[oa]s?|amb[oa]s|si|qué|cuál(?:es)?|quién(?:es)?|cuánt[oa]s?|dónde|cómo|cuándo|a qué|con qué|lo que)(?!\w))"
#: *Prueba en el laboratorio, cita con el médico*: nouns where a sentence begins.
_NOUNS: Final = words(
    "prueba consulta pregunta copia firma cita busca marca guarda saca limpia ordena confirma toma muestra suma entra baja carga llama cruza recuerda filtra traslada usa pega"
)
#: *Si apagas el equipo, pasa a otro modo*: what happens, and nobody is told.
_HAPPENS: Final = words("cambia empieza sube baja pasa carga suma muestra registra vuelve incluye")
#: *Ordenan a cada uno*: these ask a question, and nobody says it of another without a subject.
_ASKED: Final = re.compile(
    r" (?:(?:a|con|en|de|por) )?(?:qué|cuál(?:es)?|quién(?:es)?|cuánt[oa]s?|dónde|cómo|cuándo)(?!\w)"
)
#: *Vuelve a cargar la página*, but *vuelve a llover*.
_RETRIED: Final = re.compile(
    r" a (?:cargar|intentar|probar|entrar|enviar|subir|escribir|leer|revisar|abrir|iniciar|pedir)(?:l[oa]s?)?(?!\w)"
)
_AGAIN: Final = re.compile(r" (?:de nuevo|otra vez|más tarde)(?!\w)")
_IS_TU: Final = re.compile(
    r"(?<!\w)(?:tú|tus?|tuy[oa]s?|te|ti|contigo|puedes|tienes|quieres|crees|quieras)(?!\w)", re.IGNORECASE
)
_ALONE: Final = re.compile(
    rf"(?P<start>(?:^|[.!?:;] |(?<!\w)[Pp]or favor, |(?P<if>{_IF_YOU})|(?P<case>(?<!\w)(?:si|cuando) [^.,;:?!]+, )))(?P<verb>{'|'.join(_ALL)})(?!\w){_HOW}(?P<rest>[^.!?;:]*)(?!\?)",
    re.IGNORECASE,
)
#: A second order of the same kind: *mira en el correo no deseado o prueba con otra*.
_ALONE_NEXT: Final = re.compile(rf"(?P<and> [yoe] )(?P<verb>{'|'.join(_ALL)})(?!\w)(?:{_WHAT}|{_HOW})")


def as_orders(text: str) -> str:
    """Return a Spanish text in which such orders are those to *usted*."""
    return _ALONE.sub(_order_alone, _FIRST.sub(_order, text))


def _order_alone(found: re.Match[str]) -> str:
    """Return an order whose verb has no object beside it, where a condition, a question or *tú* tells that it is one."""
    verb, rest = found["verb"].lower(), found["rest"]
    if found["if"]:
        told = verb not in _HAPPENS or bool(_IS_TU.search(rest))
    elif found["case"]:
        told = verb not in _HAPPENS and bool(_IS_TU.search(rest))
    elif verb in _NOUNS or verb in _PERHAPS:
        told = bool(_AGAIN.match(rest) or _IS_TU.search(found.string, found.start()))
        told = told or bool(_ASKED.match(rest)) or rest.startswith((" a que ", " como está"))
        told = told or (verb == "vuelve" and bool(_RETRIED.match(rest)))
    else:
        told = bool(rest) or bool(_IS_TU.search(found.string))
    if not told:
        return found[0]
    rest = _ALONE_NEXT.sub(lambda one: one["and"] + _ALL[one["verb"].lower()], rest)
    # To try again is no test.
    again = verb == "prueba" and _AGAIN.match(rest)
    word = capitals.begun(found["verb"], "intenta") if again else found["verb"]
    return f"{found['start']}{_begun(word)}{rest}"


def _begun(verb: str) -> str:
    """Return the order that a verb is, with the capital that it has."""
    made = _ALL[verb.lower()]
    if not verb[0].isupper():
        return made
    return f"⟦{made[1:].capitalize()}" if made.startswith("⟦") else made.capitalize()


def _order(found: re.Match[str]) -> str:
    verb = found["verb"]
    others = _NEXT.search(found["rest"])
    happens = not found["if"] or verb.lower() in _HAPPENS or verb.lower() in {"abre", "crea"}
    if verb.lower() in _PERHAPS and happens and not _TU.search(found["rest"]) and others is None:
        return found[0]
    rest = _NEXT.sub(lambda one: one["and"] + _told(one), found["rest"])
    return f"{found['start']}{_begun(verb)}{rest}"


def _told(found: re.Match[str]) -> str:
    """Return an order that follows another; within a clause nobody is told anything."""
    has_object = re.match(_WHAT, found.string[found.end() :], re.IGNORECASE)
    if not has_object and re.search(r"(?<!\w)(?:que|si)(?!\w)", found.string[: found.start()]):
        return found["verb"]
    return _ALL[found["verb"].lower()]
