"""Persons as objects: Spanish says *vimos a los vecinos*, Portuguese *vimos os moradores*."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import words

#: Stems of verbs whose person is an object without a preposition in Portuguese; those of telling and giving are none.
_STEMS: Final = (
    r"convoc|invit|nombr|conoc|conozc|busc|contrat|elig|eleg|design|escuch|capacit|incorpor|involucr|entrevist|consult|reun|convenc|convenz|"
    r"inclu|motiv|premi|cri|reprob|reprueb|recib|esper|encontr|encuentr|reún|mencion|represent|salud|felicit|identific|seleccion|"
    r"evalú|evalu|visit|apoy|acompañ|benefici|afect|perjudic|proteg|protej|cuid|ayud|sancion|despid|denunci|desaloj|evacu|vacun|reubic|"
    r"agrup|encuest|orient|empadron|discrimin|excl|reemplaz|sustituy|sustitu|mid|med|detect|localiz|sorprend|preocup|molest|sum|form|clasific|perd|pierd|prepar|inscrib|mult|matricul|congreg|cubr|atra|atraj|compar|castig|critic|juzg|abraz|insult|rechaz|expuls|persigu|vigil|subcontrat|recontrat|"
    r"confund|desanim|entusiasm|asust|irrit|estimul|coordin|lider|supervis|defend|defiend|respet|oblig|contact|asesor|entren|alert|reconoc|reconozc|distra|aloj|examin|cens|control|fiscaliz"
)
_ENDINGS: Final = (
    r"(?:[aeií]r|[aeo]|a[ns]?|e[ns]?|amos|emos|imos|aron|ieron|yeron|[óo]|ió|yó|é|í|aba[ns]?|ábamos|ía[ns]?|íamos|ando|iendo|yendo|"
    r"ará[ns]?|erá[ns]?|irá[ns]?|aremos|eremos|iremos|ad[oa]|[ií]d[oa]|ten|tes|ye[ns]?|ya[ns]?|t[óo])"
)
_SEE: Final = r"v(?:er|i|emos|imos|ieron|io|eo|en|e|isto|eía[ns]?|eíamos)"
#: *Se sumó a los demás, nos invitaron a la reunión, las incorporamos al borrador*: with a pronoun before, it is to where.
_VERB: Final = rf"(?<!\blo )(?<!\blos )(?<!\blas )(?<!\bme )(?<!\bte )(?<!\bnos )(?<!\bles )(?!(?<=\bse )(?:sum|incorpor|inscrib|matricul|prepar|form))(?:(?:{_STEMS}){_ENDINGS}|{_SEE})"
_WHOM: Final = (
    r"(?:los|las|la|un|una|unos|unas|sus?|mis?|tus?|nuestr[oa]s?|es[ea]|es[oa]s|est[ea]|est[oa]s|otr[oa]s?|vari[oa]s|much[oa]s|tod[oa]s|algun[oa]s?|"
    r"algún|ningún|ninguna|cada|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci[^\W\d_]+|veint[^\W\d_]+|treinta|cuarenta|cincuenta|sesenta|ochenta|cien|mil|más|menos|nuev[oa]s|casi|gente|quien|quienes|aquell[oa]s|"
    # *Invitamos a proveedores chicos*.
    r"(?:vecin|técnic|expert|alumn|maestr|niñ|funcionari|usuari|voluntari|emplead|abogad|ingenier)[oa]s|(?:proveedor|consultor|director|regidor|investigador|trabajador|promotor)(?:es|as)|"
    r"familias|empresas|jóvenes|mujeres|docentes|estudiantes|comerciantes|oferentes|licitantes|líderes|universidades|organizaciones|colegas|especialistas|periodistas|"
    r"gobiernos|equipos|ciudades|municipios|actores|representantes|autoridades|personas|instituciones|padres|madres|adultos|participantes|integrantes|referentes|responsables)"
)
#: *Entrevistamos también a los comerciantes*.
_ALSO: Final = r"(?: (?:ustedes|usted|ellos|ellas|nosotros|nosotras))?(?: (?:también|además|incluso|solo|solamente|únicamente|siempre|nuevamente|primero|especialmente|principalmente|directamente|hasta|ayer|hoy))?"
_PERSONAL: Final = re.compile(
    rf"(?<!\w)({_VERB}{_ALSO}) a(?= {_WHOM} | (?:otr[oa]s|todos|todas|muchos|varios|quienes)[.,;:])", re.IGNORECASE
)
#: *Al azar, al final, al firmar*.
_NO_PERSON: Final = r"(?! (?:azar|tiro|año|mes|menos|fin|final|día|principio|comienzo|momento|igual|respecto|revés|cierre|inicio|mismo|alza|frente|lado|[^\W\d_]+[aeií]r(?:l[oa]s?|les?|se|nos|me)?)(?!\w))"
_PERSONAL_THE: Final = re.compile(
    rf"(?<!\w)({_VERB}{_ALSO}) al(?= [^\W\d_]){_NO_PERSON}",
    re.IGNORECASE,
)
#: *No tenemos a nadie*: after many more verbs, since a thing cannot be meant.
_NOBODY: Final = re.compile(
    rf"(?<!\w)({_VERB}|(?:expon|expus|dej|llam|mir|ten|tien|teng|tuv|pon|pus|tra|llev|sac|ech|cambi|observ|sorte|culp|acus|consigu|consegu|hall|quer|quier|necesit|elij|señal|mand|deleg|asign|nombr|sub|baj|atiend|atend|record|recuerd|olvid)[^\W\d_]*) a(?= (?:nadie|alguien)(?!\w))",
    re.IGNORECASE,
)
#: *Convocamos a los jefes y a la directora*.
_SECOND: Final = re.compile(rf"(?<!\w)({_VERB} (?:[^\s.,;:?!()]+,? ){{1,6}}?[ye]) a(l?)(?= )", re.IGNORECASE)
#: *Convencimos al jefe; después, al equipo, y por último a los vecinos*: what comes in between is one word or a few.
_SERIES: Final = re.compile(
    rf"(?<!\w)(?P<first>{_VERB}) (?P<to>al?) (?P<between>(?:(?!(?:que|para|porque|si|cuando|donde|sobre|[^\W\d_]+(?:amos|imos|aron|ieron|[^n]ó))(?!\w))[^\s.:?!()]+ ){{0,9}}?[^\s.,;:?!()]+"
    r"(?:[,;:](?: y| e| sino(?: también)?| pero)?|(?: y| e| o| ni))(?: (?:luego|después|finalmente|por último|también|incluso|sobre todo|no),?)?) a(?P<the>l?)"
    rf"(?= )(?:(?<=l){_NO_PERSON}|(?= {_WHOM} ))",
    re.IGNORECASE,
)
_MOST: Final = 6
#: *Convocamos las juntas, a las escuelas*: between the first and the last.
_BETWEEN: Final = re.compile(
    rf"(?<!\w)({_VERB} (?!al? )(?:[^\s.;:?!()]+ ){{1,8}}?[^\s.,;:?!()]+,) a(?= {_WHOM} )", re.IGNORECASE
)
#: *Vimos a las cinco*, *a la vez*, *a una reunión*: when, how and to where, not whom.
_WHEN: Final = re.compile(
    r" (?:partir|veces|menudo|tiempo|fin de|pesar|través|diario|pie|mano|nivel|favor|cargo|propósito)(?!\w)|"
    r" (?:(?:la|los|las|el|un|una|es[ea]|est[ea]|su|nuestr[oa]|otr[oa]|dos|tres|vari[oa]s|cada) )?(?:[^\W\d_]+ )?(?:reuni[oó]n|reuniones|audiencias?|"
    r"jornadas?|taller|talleres|asambleas?|sesi[oó]n|sesiones|concursos?|licitaci[oó]n|listas?|sedes?|mesas?|encuentros?|capacitaci[oó]n|capacitaciones|"
    r"charlas?|eventos?|actividad|actividades|elecciones|bases?|sistemas?|padr[oó]n|inventario|plan|programa|portal|actos?|plazas?|cursos?|consulta|"
    r"votaci[oó]n|convocatoria|inauguraci[oó]n|presentaci[oó]n|grupo de|red de|carpeta|tabla|planilla|presupuesto|agenda|anterior(?:es)?)(?!\w)|"
    rf" (?:la(?:s)? (?:{ANY_MARK}|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|vez|fuerza|larga|brevedad|misma|hora|mañana|tarde|noche|semana|quincena|fecha|vista|distancia|izquierda|derecha|entrada|salida|puerta|calle|espera|luz|intemperie|medida|altura|orden|par)|"
    r"(?:un|una|dos|tres|cuatro|cinco|seis|diez|quince|veinte) (?:cuadras?|metros|kilómetros|horas?|días?|meses|minutos|años|semanas|pesos)|"
    r"cada rato|mi (?:juicio|entender)|su (?:vez|cargo)|nuestro (?:juicio|cargo|alcance)|los (?:pocos|dos|tres|quince) )(?!\w)"
)


#: *La ayuda a los vecinos*, *una visita al barrio*: a noun.
_A_NOUN: Final = re.compile(
    r"(?<!\w)(?:la|el|una?|las|los|de|del|al|con|por|en|sin|su|sus|es[ea]|est[ea]|cada|otra|toda|nuestra|primera|última|hay|más|mucha|poca|dar|dan?|dando|dio|dieron|dimos|darles?|como|p[ií]d[^\W\d_]+|ped[^\W\d_]+|ofrec[^\W\d_]+|brind[^\W\d_]+) $",
    re.IGNORECASE,
)
#: *Puso multas a los ambulantes*: forms of such verbs that are nouns far more often.
_NOUNS: Final = words("multas visitas ayudas consultas entrevistas encuestas denuncias formas clases beneficios apoyos")


def without_personal_a(text: str) -> str:
    """Return a Spanish text in which persons are objects as in Portuguese."""
    text = _NOBODY.sub(r"\1", text)
    for _ in range(_MOST):
        # The last one first: its verb has its own preposition as long as any is left.
        if (made := _SERIES.sub(_next, text)) == text:
            break
        text = made
    text = _PERSONAL.sub(_first, _PERSONAL_THE.sub(_first, _SECOND.sub(_second, text)))
    return _BETWEEN.sub(_first_of_more, _BETWEEN.sub(_first_of_more, text))


def _first(found: re.Match[str]) -> str:
    """Drop the preposition, but not its article."""
    if not _is_whom(found, found[1], found.start()):
        return found[0]
    return f"{found[1]} el" if found[0].endswith(" al") else found[1]


def _second(found: re.Match[str]) -> str:
    """Drop the second preposition where the first is one of these."""
    first = re.search(rf"{_VERB} al? ", found[1], re.IGNORECASE)
    if first is None or not _is_whom(found, found[1].split(" ")[0], found.start()):
        return found[0]
    return f"{found[1]} el" if found[2] else found[1]


def _next(found: re.Match[str]) -> str:
    """Drop the preposition of the person named next."""
    start = f"{found['first']} {found['to']} {found['between']}"
    whom = found["to"].endswith("l") or re.match(_WHOM, found["between"], re.IGNORECASE)
    first_ends = found.start("between") - 1
    if not whom or _WHEN.match(found.string, first_ends) or not _is_whom(found, found["first"], found.start()):
        return found[0]
    return f"{start} el" if found["the"] else start


def _first_of_more(found: re.Match[str]) -> str:
    return found[1] if _is_whom(found, found[1], found.start()) else found[0]


def _is_whom(found: re.Match[str], verb: str, start: int) -> bool:
    verb = verb.split(" ")[0]
    if _WHEN.match(found.string, found.end()) or verb.lower() in _NOUNS:
        return False
    return verb[-1].lower() not in "ao" or not _A_NOUN.search(found.string[:start])
