"""Pronouns that Spanish has and Brazil has not: those that say a person or a thing twice, and those that climb to the first of two verbs."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import words
from forum.translation.rules import fronting
from forum.translation.rules import named_before
from forum.translation.rules import reflexives
from forum.translation.rules import told
from forum.translation.rules import whoever
from forum.translation.rules.capitals import begun
from forum.translation.rules.named_first import its_pronoun

#: Who may be told, asked, given something; names have a capital.
_WHO: Final = (
    r"(?:(?i:alcald|direcci[oó]n|dependencia|organizaci|asociaci|cooperativa|barrio|intendent|presidenta|gobernador|ministr|secretar[ií]|subsecretar|director|coordinador|jef|encargad|responsable|supervisor|"
    r"equip|concej|consej|regidor|edil|vecin|ciudadan|residentes|població|comunidad|gente|persona|usuari|famili|mujeres|jóvenes|niñ|docente|"
    r"maestr|alumn|estudiante|proveedor|contratist|empres|oferent|consultor|universidad|funcionari|emplead|servidor|coleg|compañer|gabinete|"
    r"área|oficina|comité|comisión|mam[áa]s?(?!\w)|pap[áa]s?(?!\w)|padres?(?!\w)|madres?(?!\w)|abuel|adult|trabajador|obrer|chofer|inspector|interesad|beneficiari|postulante|titulares|vecindario|prensa|periodist|técnic|analist|abogad|auditor|contralor|ingenier|arquitect|licenciad|doctor|profesor|muchach|chic[oa]|señor|pasante|practicant|porter|monitor|capacitador|asesor|conductor|taxist|aspirant|ponent|invitad|socia?s?(?!\w)|socios?(?!\w)|clienta?|pacient|cuadrill|president|diputad|lectores|inquilin|propietari|dueñ|moderador|administrador|asistent|organizador|trabajador|municip|ciudad|gobierno|grupo|foro|mundo|tribunal|juez|jueza|fiscal|subdirector|organizador|sindicat|contribuyent|participant|comerci|ministeri|provinci|institut|banco|hospital|escuela|concesionari|operador|becari)\w*)"
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
    rf"(?<!\w)([^\W\d_]+(?:[aeií]r|ndo)|[^\W\d_]*[áéíóú][^\W\d_]*[ae]n?|(?i:di|da|de|den))(?i:les?)(?={_OBJECT} {_PERSON})"
)
_SAID_BEFORE: Final = re.compile(
    rf"(?<!\w)({_PERSON}(?: (?i:del?(?: las?| los)?) [^\s.,;:?!]+)?(?: (?i:no|también|ya|siempre|nunca))*) (?i:les?) (?!(?i:gust))"
)
#: *Al contrato le agregamos un adendum*: whom or what it is done to stands before, whatever it is.
_DONE_TO_IT: Final = re.compile(
    r"(?P<before>(?:^|(?<=[.;:,¿¡] )|(?<=[¿¡])|(?<!\w)(?:y|pero|que|porque|donde) ))(?P<whom>(?:al|a (?:la|los|las|mi|mis|su|sus|un|una|cada|vari[oa]s|much[oa]s|algun[oa]s|nuestr[oa]s?|es[oa]s?|ese|est[oa]s?|este|dos|tres|cuatro|cinco|seis|siete|ocho|diez)) "
    r"(?!(?:tarde|mañana|noche|semana|vez|hora|fecha|año|mes|día|final|fin|principio|inicio|comienzo|cierre|momento|otro|menos|parecer|respecto|[^\W\d_]{2,}[aei]r)(?!\w))(?:de(?:l| la| los| las)? )?[^\W\d_]+(?: (?:de(?: la| los| las) )?(?!(?:no|les?|que|se|nos|me|te|l[oa]s?)(?!\w))[^\W\d_]+){0,4}?(?: (?:no|también|ya|siempre|nunca|solo))?) les? "
    r"(?!(?:gust|interes|encant|parec|import|conv[ie])[^\W\d_]*)(?=[^\W\d_])",
    re.IGNORECASE,
)
#: *Se lo pregunté al equipo*.
_BOTH: Final = re.compile(rf"(?<!\w)(?i:se l[oa]s?) (?P<verb>{_INVITING}[^\W\d_]+)(?={_OBJECT} {_PERSON})")
#: *Los boletos que se les daban a los alumnos*.
_SE_SAID: Final = re.compile(
    rf"(?<!\w)((?i:se)) (?i:les?) (?=(?i:d[aio]|advirt|advert|record|recuerd|solicit|recomend|recomiend|reclam|suger|sugi|entreg|pag|cobr|asign|env|mand|avis|notific|inform|pid|pregunt|explic|exig|ofrec|otorg|descont|prest|present|comunic)[^\W\d_]*{_OBJECT} {_PERSON})"
)
#: *Pedirle a la IA, le cargamos los datos al tablero*: things, of which the pronoun tells one or many.
_NO_TIME: Final = (
    r"(?!(?:final|fin|principio|inicio|comienzo|cierre|día|mes|año|tarde|mañana|noche|hora|semana|momento|mism[oa]s?|otr[oa]|menos|respecto|rato|vez|fuerza|pie|azar|mediodía|instante|siguiente|"
    r"una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|alza|baja|vista|puerta|luz|fecha|[^\W\d_]{2,}[aeí]r)(?!\w))[^\W\d_]"
)
_TO_ONE: Final = rf"(?:(?:al|a (?:la|una?|est[ea]|es[ea]|nuestr[oa]|su|mi|⟦?cada⟧?)) {_NO_TIME}|a la {ANY_MARK})"
_TO_MANY: Final = rf"a (?:las|los|un[oa]s|est[oa]s|es[oa]s|nuestr[oa]s|sus|mis) {_NO_TIME}"
_NO_VERB: Final = (
    r"(?: (?!(?i:que|si|y|e|o|pero|para|porque|cuando|como|donde|a|al|[^\W\d_]+[aeií]r(?:l[oa]s?|les?)?)(?!\w))[^\s.,;:?!]+){0,5}?(?<!invitación)(?<!entrega)(?<!pago)(?<!traslado)(?<!acceso)(?<!respuesta)(?<!visita)"
    r"(?<!referencia)(?<!enlace)(?<!asistencia)(?<!vuelta)(?<!atención)(?<!derecho)(?<!llegada)(?<!entrada)(?<!junto)(?<!frente)"
)
_TO_THINGS: Final = re.compile(
    rf"(?<!\w)(?<!\b(?i:se) )(?:(?i:le) (?P<one>{_INVITING}[^\W\d_]+)(?={_NO_VERB} {_TO_ONE})|(?i:les) (?P<many>{_INVITING}[^\W\d_]+)(?={_NO_VERB} {_TO_MANY}))"
)
_JOINED_TO_THINGS: Final = re.compile(
    rf"(?<!\w)([^\W\d_]+(?:[aeií]r|ndo))(?:le(?={_NO_VERB} {_TO_ONE})|les(?={_NO_VERB} {_TO_MANY}))"
)
#: *Le faltan tres firmas al acta*: whom or what something is wanting to is said later, and need be no person.
_WANTING: Final = re.compile(
    r"(?<!\w)les? (?P<verb>(?:falt|sobr|qued)(?:an?|ó|aron|aban?|arán?|aría|arían|en?))(?= (?:[^\s.,;:?!]+ ){1,5}?(?:al|a (?:la|los|las|est[ea]|es[ea]|su|nuestr[oa])) (?!(?:tarde|mañana|noche|semana|fecha|vez|hora)(?!\w)))",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(r"(?<!\w)(a qui[eé]n(?:es)? (?:[^\W\d_]+ ){1,3}[^\W\d_]+[aei]r)les?(?!\w)", re.IGNORECASE)
#: *Me lo pidió*, *¿nos lo puede mandar?*: Brazil says the person, and leaves the thing unsaid.
_PAIR: Final = re.compile(r"(?<!\w)(me|te|nos|les) l[oa]s? (?!arregl)(?=[^\W\d_]|⟦)", re.IGNORECASE)
#: *Enviártelo, mandándomelo, díganmelo, explíquenosla*: joined to the verb.
_PAIR_JOINED: Final = re.compile(
    r"(?<!\w)(?:(?P<infinitive>(?!(?:con|re|a)?fírme)[^\W\d_]*[áéí]r)(?P<whom>me|te|nos|se)|(?P<short>dí|dá|dé)(?P<us>me|nos)|(?P<other>[^\W\d_]*[áéíóú][^\W\d_]*[aen](?:me|nos)))l[oa]s?(?!\w)",
    re.IGNORECASE,
)
#: *A quien lo adjuntó le informan el motivo*.
_TO_WHOEVER: Final = re.compile(
    r"(?P<before>(?:^|(?<=[.;:,] )|(?<!\w)(?:y|pero|que) )a (?:quien(?:es)?|l[oa]s (?:demás |otr[oa]s )?[^\W\d_]+ que) [^.;:,?!]{3,60}?(?: (?:no|ya|también|siempre|nunca))?)(?<! se) les? (?!(?:interes|falt|gust|import|correspond|toc|parec|conv)[^\W\d_]*)(?=[^\W\d_]+(?:mos|[aáeé]n|[aieáé]ron|[óaáe])(?!\w))",
    re.IGNORECASE,
)
_PAIR_CLIMBED: Final = re.compile(
    r"(?<!\w)(me|te|nos|les) l[oa]s? ((?:voy|vas?|vamos|van|iba[ns]?|íbamos) a|(?:pued|quier|deb|podr|querr)[^\W\d_]+|podemos|queremos|(?:teng|tien|tenem)[^\W\d_]+ que|hay que) ([^\W\d_]+[aeií]r)(?!\w)",
    re.IGNORECASE,
)
#: *Nos la vamos a leer*: who does it with pleasure is the one who does it.
_OWN: Final = re.compile(
    r"(?<!\w)(?:nos l[oa]s? (?=(?:vamos a|íbamos a|podemos|queremos|tenemos que|debemos) )|me l[oa]s? (?=(?:voy a|iba a|puedo|quiero|tengo que|debo) ))(?P<next>[^\W\d_])",
    re.IGNORECASE,
)
#: *Lo va a llenar*, *la podemos revisar*.
_CLIMBED: Final = re.compile(
    r"(?<!\w)(?:se )?(?<!\bme )(?<!\bte )(?<!\bnos )(l[oa]s?) ((?:voy|vas?|vamos|van|iba[ns]?|íbamos|fue|fueron) a|(?:pued|quier|deb|podr|quis)[^\W\d_]+|podemos|queremos|pude|pudiste|pudo|pudieron|pudimos|(?:teng|tien|tenem|tuv|ten[íd]|habrá|hay)[^\W\d_]* que|acab(?:a|as|ás|amos|an|o|é|ó|aron|aba|aban) de|(?:vuelv|volv)\w+ a) ([^\W\d_]+[aei]r)(?!\w)",
    re.IGNORECASE,
)
#: *Nos acaban de avisar, me tengo que ir*: those helpers that the engine does not know as such.
_TOLD_CLIMBED: Final = re.compile(
    r"(?<!\w)(?<!\bse )(?P<whom>me|te|nos|les?) (?P<shall>(?:teng|tien|tenem|tuv|ten[íd])[^\W\d_]* que|acab(?:a|as|amos|an|o|é|ó|aron|aba|aban) de|(?:vuelv|volv)[^\W\d_]+ a|"
    r"(?:deber|debier)[^\W\d_]+|debe[ns]?|debemos|suel[^\W\d_]+|sol[íe][^\W\d_]+|(?:empez|empiez|comenz|comienz)[^\W\d_]+ a|(?:dej|termin)[^\W\d_]+ de|pude|pudo|pudiste|pudimos|pudieron|quise|quiso|quisieron|quisimos) "
    r"(?P<verb>(?:[^\W\d_]+[aeií]|i)r)(?!\w)",
    re.IGNORECASE,
)
#: *Me siguen llegando avisos*: in Brazil they go on, and follow nobody.
_GOES_ON: Final = re.compile(
    r"(?<!\w)(?<!\bse )(?P<whom>me|te|nos|les?) (?P<on>sig(?:ue|uen|a|an)|segu(?:ía|ían|irá|irán)|sigui(?:ó|eron)) (?P<verb>[^\W\d_]+ndo)(?!\w)",
    re.IGNORECASE,
)
_ON: Final = dict(
    pair.split("=")
    for pair in """
    sigue=continua siguen=continuam siga=continue sigan=continuem seguía=continuava seguían=continuavam seguirá=continuará seguirán=continuarão
    siguió=continuou siguieron=continuaram
    """.strip().split()
)
_WHOM: Final = {"me": "me", "te": "te", "nos": "nos", "le": "lhe", "les": "lhes"}
#: *El informe lo hicimos con la universidad*.
_WE_DID: Final = re.compile(
    r"(?P<before>(?:^|[.;:,] |(?<!\w)(?:pero|y) ))(?P<the>el|la|los|las|es[ea]|est[ea]|es[oa]s|est[oa]s) (?P<thing>(?:(?:del?|de (?:la|los|las)) )?[^\W\d_]+(?: [^\W\d_]{4,})?(?: (?:de|en|con|para|sobre|a|por)(?:l| el| la| los| las| un| una| est[ea]| es[ea]| cada)? (?:[^\W\d_]+|"
    + ANY_MARK
    + r")(?: (?!l[oa]s?(?!\w))[^\W\d_]{4,})?){0,3}(?: que (?!(?:no )?l[oa]s? )(?:(?! (?:y|e|pero|que) )[^.;:,]){3,40}?)?|que (?:(?! (?:y|e|pero|que) )[^.;:,]){3,40}?) (?P<no>(?:no|ya|también|siempre|todavía no) )?(?:se )?(?P<it>lo|la|los|las) (?=(?:[^\W\d_]{2,}(?:mos|[éí])|hice|puse|traje|tuve|pedí|tengo|hago|pongo|traigo|tomo)(?!\w))",
    re.IGNORECASE,
)
#: *Cárguenlos*: *carreguem-nos* would be *us*.
_ORDERED: Final = re.compile(
    r"(?<!\w)(?!(?i:inv[íi]t|ll[áa]m|consúlt|escúch|ayúd|convóqu|salúd|contáct))([^\W\d_]*[áéíóú][^\W\d_]*[ae]n)(?i:los)(?!\w)"
)
#: *La terminó apoyando*.
_GERUND: Final = re.compile(
    r"(?<!\w)(?<!\bse )(?<!\bme )(?<!\bte )(?<!\bnos )(?<!\ba )(?P<it>l[oa]s?) (?P<helper>estuv(?:e|o|imos|ieron)|termin(?:é|ó|amos|aron|a|an)|acab(?:é|ó|amos|aron)|fui|fue|fuimos|fueron|va|vamos|van|anda|andan|sig(?:o|ue|uen)|seguimos|sigui(?:ó|eron)) (?P<verb>[^\W\d_]+)(?P<ending>ando|iendo|yendo)(?!\w)",
    re.IGNORECASE,
)
#: *Pídale* is said to *usted*, *mándale* to *tú*.
_STEMS_OF_USTED: Final = words(
    """
    pid dig hag pong traig escrib respond ofrezc agradezc vend exij sub abr permit distribuy sugier propong transmit sirv devuelv le corrij advirt adviert
    difund añad impid conced reconozc teng repit imprim compart consig dev promet met recib
    """
)
_STEMS_OF_TU: Final = dict(
    pair.split("=")
    for pair in """
    pid=pida escrib=escriba respond=responda ofrec=ofrezca agradec=agradezca devuelv=devuelva permit=permita sugier=sugiera exig=exija promet=prometa
    repit=repita compart=comparta
    """.strip().split()
)
_SHORT: Final = {"di": "diga", "da": "dé", "de": "dé", "den": "den"}
_SOFT: Final = (("c", "qu"), ("g", "gu"), ("z", "c"))
_PLAIN: Final = str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU")


def unclimbed(text: str) -> str:
    """Return a Spanish text in which persons and things are said once, and pronouns stand where Portuguese has them."""
    text = told.by_somebody(_SE_SAID.sub(r"\1 ", text))
    text = whoever.of_one_person(fronting.said_once(named_before.with_who_does_it(reflexives.within(text))))
    text = _GERUND.sub(_it_last, _WE_DID.sub(_without_pronoun, text))
    text = _PAIR.sub(
        r"\1 ", _PAIR_CLIMBED.sub(_person_last, _OWN.sub(lambda found: begun(found[0], found["next"]), text))
    )
    text = _TO_WHOEVER.sub(r"\g<before> ", _PAIR_JOINED.sub(_person_joined, text))
    text = _ORDERED.sub(_alone, text)
    text = _ASKED.sub(r"\1", text)
    text = _SAID_BEFORE.sub(r"\1 ", text)
    text = _DONE_TO_IT.sub(r"\g<before>\g<whom> ", text)
    text = _BOTH.sub(_without, text)
    text = _WANTING.sub(_without, text)
    text = _JOINED.sub(_alone, _SAID_LATER.sub(_without, text))
    text = _JOINED_TO_THINGS.sub(_alone, _TO_THINGS.sub(_without_one, text))
    text = _CLIMBED.sub(_lower_first, reflexives.at_the_end(text))
    text = _TOLD_CLIMBED.sub(_told_last, _GOES_ON.sub(_going_on, text))
    return _ASKED.sub(r"\1", text)


def _it_last(found: re.Match[str]) -> str:
    """Return *terminó apoyándola*."""
    ending = {"ando": "ándo", "iendo": "iéndo", "yendo": "yéndo"}[found["ending"].lower()]
    helper = found["helper"].capitalize() if found["it"][0].isupper() else found["helper"]
    return f"{helper} {found['verb']}{ending}{found['it'].lower()}"


def _person_last(found: re.Match[str]) -> str:
    """Return *puede mandarnos* for *nos lo puede mandar*."""
    shall = found[2]
    shall = shall[:1].upper() + shall[1:] if found[1][0].isupper() else shall
    return f"{shall} {found[3].translate(_PLAIN) if found[3].endswith('ír') else found[3]}{found[1].lower()}"


def _person_joined(found: re.Match[str]) -> str:
    """Return *enviarte* for *enviártelo*, *díganme* for *díganmelo*."""
    if found["other"]:
        return found["other"]
    if found["short"]:
        return f"{found['short'].translate(_PLAIN)}{found['us']}"
    # *Mandárselo*: the infinitive alone tells as much.
    whom = "" if found["whom"].lower() == "se" else found["whom"]
    return f"{found['infinitive'].translate(_PLAIN)}{whom}"


def _alone(found: re.Match[str]) -> str:
    """Return a verb without its pronoun, and without the accent that it had for its sake: *avísele, avísale* are *avise*."""
    verb = found[1]
    if re.search(r"[íú]en?$", verb):
        return verb
    plain = verb.translate(_PLAIN)
    if plain.lower() in _SHORT:
        return begun(plain, _SHORT[plain.lower()])
    if plain == verb or plain[-1] not in "ae":
        return plain
    # Without the pronoun it would be what somebody does.
    stem = plain[:-1].lower()
    if stem in _STEMS_OF_TU:
        return begun(plain, _STEMS_OF_TU[stem])
    if plain.endswith("a") and stem not in _STEMS_OF_USTED:
        hard = next((stem.removesuffix(end) + soft for end, soft in _SOFT if stem.endswith(end)), stem)
        return begun(plain, f"{hard}e")
    return plain


def _without(found: re.Match[str]) -> str:
    first = found["verb"]
    return first.capitalize() if found[0][0].isupper() else first


def _without_one(found: re.Match[str]) -> str:
    first = found["one"] or found["many"]
    return first.capitalize() if found[0][0].isupper() else first


def _without_pronoun(found: re.Match[str]) -> str:
    if found["it"].lower() != its_pronoun(found["the"].lower(), found["thing"].lower()):
        return found[0]
    return f"{found['before']}{found['the']} {found['thing']} {found['no'] or ''}"


def _told_last(found: re.Match[str]) -> str:
    """Return *acaban de avisarnos* for *nos acaban de avisar*."""
    verb = found["verb"]
    verb = verb.translate(_PLAIN) if verb.endswith("ír") else verb
    return begun(found[0], f"{found['shall'].lower()} {verb}{found['whom'].lower()}")


def _going_on(found: re.Match[str]) -> str:
    return begun(found[0], f"⟦{_ON[found['on'].lower()]} {_WHOM[found['whom'].lower()]}⟧ {found['verb']}")


def _lower_first(found: re.Match[str]) -> str:
    first = found[2]
    first = first[:1].upper() + first[1:] if found[0][0].isupper() else first
    return f"{first} {found[3]}{found[1].lower()}"
