"""Pronouns that Spanish has and Brazil has not: those that say a person or a thing twice, and those that climb to the first of two verbs."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.rules import reflexives

#: Who may be told, asked, given something; names have a capital.
_WHO: Final = (
    r"(?:(?i:alcald|direcci[oó]n|dependencia|organizaci|asociaci|cooperativa|barrio|intendent|presidenta|gobernador|ministr|secretar[ií]|subsecretar|director|coordinador|jef|encargad|responsable|supervisor|"
    r"equip|concej|consej|regidor|edil|vecin|ciudadan|residentes|població|comunidad|gente|persona|usuari|famili|mujeres|jóvenes|niñ|docente|"
    r"maestr|alumn|estudiante|proveedor|contratist|empres|oferent|consultor|universidad|funcionari|emplead|servidor|coleg|compañer|gabinete|"
    r"área|oficina|comité|comisión|mam[áa]s?(?!\w)|pap[áa]s?(?!\w)|padres?(?!\w)|madres?(?!\w)|abuel|adult|trabajador|obrer|chofer|inspector|interesad|beneficiari|postulante|titulares|vecindario|prensa|periodist|técnic|analist|abogad|auditor|contralor|municip|ciudad|gobierno|grupo|foro|mundo|tribunal|juez|jueza|fiscal|sindicat|contribuyent|participant|comerci|ministeri|provinci|institut|banco|hospital|escuela|concesionari|operador|becari)\w*)"
)
_DETERMINED: Final = r"(?i:el|la|los|las|un|una|unos|unas|mi|mis|su|sus|tu|tus|nuestr[oa]s?|cada|⟦cada⟧|otr[oa]s?|tod[oa]s?|tod[oa]s? l[oa]s?|algún|alguna|esa?|ese|est[ea]|l[oa]s? dos|nuev[oa])"
#: Departments go without an article: *avísenle a tesorería*.
_DEPARTMENT: Final = r"(?i:tesorería|contaduría|contabilidad|sistemas|informática|legales|compras|contrataciones|prensa|hacienda|finanzas|catastro|personal|recursos humanos|planificación|presupuesto|salud|educación|tránsito|obras públicas)(?!\w)"
_PERSON: Final = rf"(?:(?i:al) {_WHO}|(?i:a) {_DEPARTMENT}|(?i:a cada|a ⟦cada⟧|a todos los|a todas las) [^\W\d_]+|(?i:al más|a la más|a los más|a las más) [^\W\d_]+|(?i:a) (?:{_DETERMINED} {_WHO}|(?i:quien(?:es)?|alguien|nadie|todos|todas|ell[oa]s?|él|cualquiera)(?!\w)|[A-ZÁÉÍÓÚÑ]\w+|{ANY_MARK}))"
#: Other objects than the one told are between; no second verb may be.
_OBJECT: Final = r"(?: (?!(?i:que|si|y|e|o|pero|para|porque|cuando|como|donde|a|al)(?!\w))[^\s.,;:?!]+){0,4}?"
#: *Les invitamos a la charla*: who is invited stands nowhere else.
_INVITING: Final = r"(?!(?i:invit|anim|esper|convoc|llev|ayud|oblig|pas\w+ (?:a|al)(?!\w)))"
_SAID_LATER: Final = re.compile(
    rf"(?<!\w)(?<!\b(?i:se) )(?i:les?) (?P<verb>{_INVITING}[^\W\d_]+)(?={_OBJECT} {_PERSON})"
)
_JOINED: Final = re.compile(
    rf"(?<!\w)([^\W\d_]+(?:[aeií]r|ndo)|[^\W\d_]*[áéíóú][^\W\d_]*[ae]n?)(?i:les?)(?={_OBJECT} {_PERSON})"
)
_SAID_BEFORE: Final = re.compile(
    rf"(?<!\w)({_PERSON}(?: (?i:del?(?: las?| los)?) [^\s.,;:?!]+)?(?: (?i:no|también|ya|siempre|nunca))*) (?i:les?) (?!(?i:gust))"
)
#: *Al contrato le agregamos un adendum*: whom or what it is done to stands before, whatever it is.
_DONE_TO_IT: Final = re.compile(
    r"(?P<before>(?:^|(?<=[.;:,¿¡] )|(?<=[¿¡])|(?<!\w)(?:y|pero|que|porque|donde) ))(?P<whom>(?:al|a (?:la|los|las|mi|mis|su|sus|un|una|cada|vari[oa]s|much[oa]s|algun[oa]s|nuestr[oa]s?|es[oa]s?|ese|est[oa]s?|este|dos|tres|cuatro|cinco|seis|siete|ocho|diez)) "
    r"(?!(?:tarde|mañana|noche|semana|vez|hora|fecha|año|mes|día|final|fin|principio|inicio|comienzo|cierre|momento|otro|menos|parecer|respecto|[^\W\d_]{2,}[aei]r)(?!\w))[^\W\d_]+(?: (?!(?:no|les?|que|se|nos|me|te|l[oa]s?)(?!\w))[^\W\d_]+){0,4}?(?: (?:no|también|ya|siempre|nunca|solo))?) les? "
    r"(?!(?:gust|interes|encant|parec|import|conv[ie])[^\W\d_]*)(?=[^\W\d_])",
    re.IGNORECASE,
)
#: *Se lo pregunté al equipo*.
_BOTH: Final = re.compile(rf"(?<!\w)(?i:se l[oa]s?) (?P<verb>{_INVITING}[^\W\d_]+)(?={_OBJECT} {_PERSON})")
#: *Los boletos que se les daban a los alumnos*.
_SE_SAID: Final = re.compile(
    rf"(?<!\w)((?i:se)) (?i:les?) (?=(?i:d[aio]|advirt|advert|record|recuerd|solicit|recomend|recomiend|reclam|suger|sugi|entreg|pag|cobr|asign|env|mand|avis|notific|inform|pid|pregunt|explic|exig|ofrec|otorg|descont|prest|present|comunic)[^\W\d_]*{_OBJECT} {_PERSON})"
)
_ASKED: Final = re.compile(r"(?<!\w)(a qui[eé]n(?:es)? (?:[^\W\d_]+ ){1,3}[^\W\d_]+[aei]r)les?(?!\w)", re.IGNORECASE)
#: *Me lo pidió*, *¿nos lo puede mandar?*: Brazil says the person, and leaves the thing unsaid.
_PAIR: Final = re.compile(r"(?<!\w)(me|te|nos|les) l[oa]s? (?!arregl)(?=[^\W\d_]|⟦)", re.IGNORECASE)
_PAIR_CLIMBED: Final = re.compile(
    r"(?<!\w)(me|te|nos|les) l[oa]s? ((?:voy|vas?|vamos|van|iba[ns]?|íbamos) a|(?:pued|quier|deb|podr|querr)[^\W\d_]+|podemos|queremos|(?:teng|tien|tenem)[^\W\d_]+ que|hay que) ([^\W\d_]+[aeií]r)(?!\w)",
    re.IGNORECASE,
)
#: *Nos la vamos a leer*: who does it with pleasure is the one who does it.
_OWN: Final = re.compile(
    r"(?<!\w)(?:nos l[oa]s? (?=(?:vamos a|íbamos a|podemos|queremos|tenemos que|debemos) )|me l[oa]s? (?=(?:voy a|iba a|puedo|quiero|tengo que|debo) ))",
    re.IGNORECASE,
)
#: *Lo va a llenar*, *la podemos revisar*.
_CLIMBED: Final = re.compile(
    r"(?<!\w)(?:se )?(?<!\bme )(?<!\bte )(?<!\bnos )(l[oa]s?) ((?:voy|vas?|vamos|van|iba[ns]?|íbamos|fue|fueron) a|(?:pued|quier|deb)[^\W\d_]+|podemos|queremos|podría(?:n|mos)?|pudo|pudieron|pudimos|quiso|quisieron|(?:tengo|tiene|tenemos|tienen|tuvimos|tuvieron|hay) que|acab(?:a|amos|an|o) de|vuelv\w+ a) ([^\W\d_]+[aei]r)(?!\w)",
    re.IGNORECASE,
)
#: *Los indicadores los elige cada área*, *al moderador lo elige la suerte*.
_THING_FIRST: Final = re.compile(
    r"(?P<before>(?:^|(?<=[¿¡])|[.;:,] |(?<!\w)(?:pero|y|si|que|porque) ))(?P<the>el|la|los|las|al|a (?:la|los|las)) (?P<thing>(?:(?:primer|segund|tercer|últim|nuev|mism|propi)[oa]?s? )?[^\W\d_]+(?: de(?:l| la| los| las| est[ea]| es[ea]| cada)? [^\W\d_]+){0,2}) (?P<no>no )?(?P<it>lo|la|los|las) "
    r"(?P<verb>[^\W\d_]+?)(?P<ending>[aeó]n?|(?<=hiz)o|(?<=traj)o|(?<=dij)o|(?<=pus)o)(?P<when> siempre| también| solo| ahora)?(?= (?:(?:el|la|los|las|cada|⟦cada⟧|nuestr[oa]s?|un|una|sus?|otr[oa]s?) [^\W\d_]|"
    + ANY_MARK
    + r"|(?-i:[A-ZÁÉÍÓÚÑ])))",
    re.IGNORECASE,
)
#: *A mi jefe lo ascendieron*: who did it is not said.
_PERSON_FIRST: Final = re.compile(
    r"(?P<before>(?:^|(?<=[¿¡])|[.;:,] |(?<!\w)(?:pero|y|que|porque) ))(?P<the>al|a (?:la|los|las|mi|mis|su|sus|nuestr[oa]s?)) (?P<thing>[^\W\d_]+(?: de(?:l| la| los| las)? [^\W\d_]+)?) (?P<no>no )?(?P<it>lo|la|los|las) "
    r"(?P<stem>[^\W\d_]{2,})(?P<ending>aron|ieron)(?!\w)(?! (?:el|la|los|las|un|una|unos|unas|nuestr[oa]s|su|sus|otr[oa]s|todos|todas|varios|varias|dos|tres)(?!\w))",
    re.IGNORECASE,
)
_DONE_TO: Final = dict(pair.split("=") for pair in "hic=hech pus=puest elig=elegid despid=despedid v=vist".split())
#: *El programa lo había creado la gestión anterior*.
_THING_FIRST_HAD: Final = re.compile(
    r"(?P<before>(?:^|[.;:,] |(?<!\w)(?:pero|y|si|que|porque|cuando|donde|aunque) ))(?P<the>el|la|los|las) (?P<thing>[^\W\d_]+(?: de(?:l| la| los| las| est[ea]| es[ea]| cada)? [^\W\d_]+){0,2}) (?P<no>(?:no|ya) )?(?P<it>lo|la|los|las) "
    r"(?P<had>había|habría|habrá|haya|hubiera)n? (?P<done>[^\W\d_]+[aií]d|hech|escrit|vist|puest|abiert|resuelt)o(?= (?:(?:el|la|los|las|cada|nuestr[oa]s?|un|una|su|otr[oa]s?) [^\W\d_]|"
    + ANY_MARK
    + r"))",
    re.IGNORECASE,
)
#: *Hace falta que la norma la firme el alcalde*: a wish, which tells not who does it.
_WISHED: Final = re.compile(
    r"(?:(?:falta|necesario|importante|mejor|obligatorio|posible|imprescindible|bueno|ideal|para|piden?|pidió|pidieron|exigen?|exigió|exigieron|quieren?|queremos|quiero|recomend[^\W\d_]+|recomiend[^\W\d_]+|sugier[^\W\d_]+|conviene|hasta|antes de|basta|alcanza)(?: con)? que )$",
    re.IGNORECASE,
)
_WISHED_DONE: Final = dict(
    pair.split("=")
    for pair in """
    haga=hech escriba=escrit elija=elegid decida=decidid resuelva=resuelt defina=definid emita=emitid vea=vist lea=leíd pida=pedid reciba=recibid
    apruebe=aprobad abra=abiert convierta=convertid ponga=puest mida=medid dirija=dirigid corrija=corregid difunda=difundid
    """.strip().split()
)
_HARD: Final = (
    ("qu", "c"),
    ("gu", "g"),
    ("c", "z"),
    ("enví", "envi"),
    ("evalú", "evalu"),
    ("aprueb", "aprob"),
    ("cuent", "cont"),
    ("muestr", "mostr"),
)
#: *La postulación la tiene que hacer la municipalidad*.
_THING_FIRST_SHALL: Final = re.compile(
    r"(?P<before>(?:^|[.;:,] |(?<!\w)(?:pero|y|si|que|porque) ))(?P<the>el|la|los|las) (?P<thing>[^\W\d_]+(?: de(?:l| la| los)? [^\W\d_]+)?) (?P<it>lo|la|los|las) "
    r"(?P<stem>(?:tien|deb|pued|v|deber|podr|tendr)(?:e|a|á|ía))n?(?P<rest> que| a)? (?P<verb>[^\W\d_]+[aeií]r)(?= (?:el|la|los|las|cada|⟦cada⟧|nuestr[oa]s?|un|una|su|otr[oa]s?) [^\W\d_])",
    re.IGNORECASE,
)
_PARTICIPLES: Final = dict(
    pair.split("=")
    for pair in [
        "hacer=hech",
        "ver=vist",
        "poner=puest",
        "escribir=escrit",
        "abrir=abiert",
        "resolver=resuelt",
        "decir=dich",
        "definir=definid",
        "cubrir=cubiert",
        "devolver=devuelt",
        "romper=rot",
    ]
)
#: *El informe lo hicimos con la universidad*.
_WE_DID: Final = re.compile(
    r"(?P<before>(?:^|[.;:] |(?<!\w)(?:pero|y) ))(?P<the>el|la|los|las|es[ea]|est[ea]|es[oa]s|est[oa]s) (?P<thing>[^\W\d_]+(?: (?:de|en|con|para|sobre)(?:l| el| la| los| las| un| una| est[ea]| es[ea]| cada)? [^\W\d_]+){0,3}(?: que (?!(?:no )?l[oa]s? )(?:(?! (?:y|e|pero|que) )[^.;:,]){3,40}?)?) (?P<it>lo|la|los|las) (?=[^\W\d_]+mos(?!\w))",
    re.IGNORECASE,
)
#: *Cárguenlos*: *carreguem-nos* would be *us*.
_ORDERED: Final = re.compile(
    r"(?<!\w)(?!(?i:inv[íi]t|ll[áa]m|consúlt|escúch|ayúd|convóqu|salúd|contáct))([^\W\d_]*[áéíóú][^\W\d_]*[ae]n)(?i:los)(?!\w)"
)
#: *La terminó apoyando*.
_GERUND: Final = re.compile(
    r"(?<!\w)(?<!\bse )(?<!\bme )(?<!\bte )(?<!\bnos )(?<!\ba )(?P<it>l[oa]s?) (?P<helper>termin(?:é|ó|amos|aron|a|an)|acab(?:é|ó|amos|aron)|fui|fue|fuimos|fueron|va|vamos|van|anda|andan|sig(?:o|ue|uen)|seguimos|sigui(?:ó|eron)) (?P<verb>[^\W\d_]+)(?P<ending>ando|iendo|yendo)(?!\w)",
    re.IGNORECASE,
)
_PLAIN: Final = str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU")
_ITS_PRONOUN: Final = {
    "el": "lo",
    "la": "la",
    "los": "los",
    "las": "las",
    "ese": "lo",
    "esa": "la",
    "esos": "los",
    "esas": "las",
    "este": "lo",
    "esta": "la",
    "estos": "los",
    "estas": "las",
    "nuestro": "lo",
    "nuestra": "la",
    "nuestros": "los",
    "nuestras": "las",
}
_STRESSED_A: Final = re.compile(r"(?:acta|agua|área|aula|arma|alma|hambre)(?!\w)")


def unclimbed(text: str) -> str:
    """Return a Spanish text in which persons and things are said once, and pronouns stand where Portuguese has them."""
    text = _PERSON_FIRST.sub(_whom_it_happened, _THING_FIRST.sub(_who_does, reflexives.within(text)))
    text = _THING_FIRST_HAD.sub(_who_had, text)
    text = _THING_FIRST_SHALL.sub(_who_shall, text)
    text = _GERUND.sub(_it_last, _WE_DID.sub(_without_pronoun, text))
    text = _PAIR.sub(r"\1 ", _PAIR_CLIMBED.sub(_person_last, _OWN.sub("", text)))
    text = _ORDERED.sub(_alone, text)
    text = _ASKED.sub(r"\1", text)
    text = _SAID_BEFORE.sub(r"\1 ", text)
    text = _DONE_TO_IT.sub(r"\g<before>\g<whom> ", text)
    text = _BOTH.sub(_without, text)
    text = _SE_SAID.sub(r"\1 ", text)
    text = _JOINED.sub(_alone, _SAID_LATER.sub(_without, text))
    return _CLIMBED.sub(_lower_first, reflexives.at_the_end(text))


def _it_last(found: re.Match[str]) -> str:
    """Return *terminó apoyándola*."""
    ending = {"ando": "ándo", "iendo": "iéndo", "yendo": "yéndo"}[found["ending"].lower()]
    helper = found["helper"].capitalize() if found["it"][0].isupper() else found["helper"]
    return f"{helper} {found['verb']}{ending}{found['it'].lower()}"


def its_pronoun(article: str, thing: str) -> str:
    """Return the pronoun that says a thing again, or nothing; before a stressed *a* the article is that of men: *el acta la firma*."""
    return "la" if article == "el" and _STRESSED_A.match(thing) else _ITS_PRONOUN.get(article, "")


def _person_last(found: re.Match[str]) -> str:
    """Return *puede mandarnos* for *nos lo puede mandar*."""
    shall = found[2]
    shall = shall[:1].upper() + shall[1:] if found[1][0].isupper() else shall
    return f"{shall} {found[3].translate(_PLAIN) if found[3].endswith('ír') else found[3]}{found[1].lower()}"


def _alone(found: re.Match[str]) -> str:
    """Return a verb without its pronoun, and without the accent that it had for its sake: *avísele* is *avise*."""
    verb = found[1]
    return verb if re.search(r"[íú]en?$", verb) else verb.translate(_PLAIN)


def _without(found: re.Match[str]) -> str:
    first = found["verb"]
    return first.capitalize() if found[0][0].isupper() else first


def _without_pronoun(found: re.Match[str]) -> str:
    if found["it"].lower() != its_pronoun(found["the"].lower(), found["thing"].lower()):
        return found[0]
    return f"{found['before']}{found['the']} {found['thing']} "


def _lower_first(found: re.Match[str]) -> str:
    first = found[2]
    first = first[:1].upper() + first[1:] if found[0][0].isupper() else first
    return f"{first} {found[3]}{found[1].lower()}"


def _who_does(found: re.Match[str]) -> str:
    """Return *los indicadores, quien elige es cada área*, as Brazil says it."""
    the = _without_a(found["the"])
    if found["it"].lower() != its_pronoun(
        the.lower(), found["thing"].split(" ")[-1 if " de" not in found["thing"] else 0].lower()
    ):
        return found[0]
    when = found["when"] or ""
    if (
        not when
        and the == found["the"]
        and _WISHED.search(found.string[: found.start("the")])
        and (done := _wished(found))
    ):
        return done
    if re.search(r"(?:ar|ier)an?$", found["verb"] + found["ending"]) and found["before"].lower().endswith("que "):
        # *Que el indicador lo calculara otra área* wishes, and tells not who does it.
        return found[0]
    many = found["ending"].endswith("n")
    ending = found["ending"].removesuffix("n")
    be = "son" if many else "fue" if ending in {"ó", "o"} else "es"
    no = found["no"] or ""
    # After a conjunction nothing may stand aside: *si quien fija la meta es el área*.
    if re.search(r"(?:si|que|porque) $", found["before"], re.IGNORECASE):
        return f"{found['before']}quien {found['verb']}{ending}{when} {the} {found['thing']} {no}{be}"
    return f"{found['before']}{the} {found['thing']}, quien {found['verb']}{ending}{when} {no}{be}"


def _without_a(the: str) -> str:
    """Return the article of a person who is named first: *el* for *al*, *la* for *a la*."""
    made = "el" if the.lower() == "al" else the[2:] if the[:2].lower() == "a " else the
    return made.capitalize() if the[0].isupper() else made


def _whom_it_happened(found: re.Match[str]) -> str:
    """Return *mi jefe fue ascendido*."""
    it, stem = found["it"].lower(), found["stem"].lower()
    participle = _DONE_TO.get(stem) or stem + ("ad" if found["ending"].lower() == "aron" else "id")
    ending = {"lo": "o", "la": "a", "los": "os", "las": "as"}[it]
    be = "fueron" if it.endswith("s") else "fue"
    return f"{found['before']}{_without_a(found['the'])} {found['thing']} {found['no'] or ''}{be} {participle}{ending}"


def _who_had(found: re.Match[str]) -> str:
    """Return *el programa había sido creado por la gestión anterior*."""
    the = found["the"].lower()
    if found["it"].lower() != its_pronoun(the, found["thing"].lower()):
        return found[0]
    many = "s" if the.endswith("s") else ""
    gender = "a" if found["it"].lower().startswith("la") else "o"
    had = found["had"] + ("n" if many else "")
    return f"{found['before']}{found['the']} {found['thing']} {found['no'] or ''}{had} sido {found['done']}{gender}{many} por"


def _wished(found: re.Match[str]) -> str:
    """Return *que la norma sea firmada por el alcalde*, for which Portuguese has its passive; nothing if the verb is not known."""
    verb = (found["verb"] + found["ending"]).lower().removesuffix("n")
    participle = _WISHED_DONE.get(verb)
    if participle is None and verb.endswith("e"):
        stem = verb[:-1]
        participle = next((stem.removesuffix(end) + hard for end, hard in _HARD if stem.endswith(end)), stem) + "ad"
    if participle is None:
        return ""
    the = found["the"].lower()
    many = "s" if the.endswith("s") else ""
    be = "sean" if many else "sea"
    gender = "a" if found["it"].lower().startswith("la") else "o"
    return f"{found['before']}{found['the']} {found['thing']} {found['no'] or ''}{be} {participle}{gender}{many} por"


def _who_shall(found: re.Match[str]) -> str:
    """Return *la postulación tiene que ser hecha por la municipalidad*."""
    if found["it"].lower() != _ITS_PRONOUN[found["the"].lower()]:
        return found[0]
    the, verb = found["the"].lower(), found["verb"].lower()
    many = "s" if the.endswith("s") else ""
    shall = f"{found['stem']}{'n' if many else ''}{found['rest'] or ''}"
    participle = _PARTICIPLES.get(verb) or verb[:-2] + ("ad" if verb.endswith("ar") else "id")
    return f"{found['before']}{found['the']} {found['thing']} {shall} ser {participle}{'a' if the.startswith('la') else 'o'}{many} por"
