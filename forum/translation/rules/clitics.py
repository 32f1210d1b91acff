"""Pronouns that Spanish has and Brazil has not: those that say a person or a thing twice, and those that climb to the first of two verbs."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import words

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
#: *Lo va a llenar*, *la podemos revisar*.
_CLIMBED: Final = re.compile(
    r"(?<!\w)(?:se )?(?<!\bme )(?<!\bte )(?<!\bnos )(l[oa]s?) ((?:voy|vas?|vamos|van|iba[ns]?|íbamos|fue|fueron) a|(?:pued|quier|deb)[^\W\d_]+|podemos|queremos|podría(?:n|mos)?|pudo|pudieron|pudimos|quiso|quisieron|(?:tengo|tiene|tenemos|tienen|tuvimos|tuvieron|hay) que|acab(?:a|amos|an|o) de|vuelv\w+ a) ([^\W\d_]+[aei]r)(?!\w)",
    re.IGNORECASE,
)
#: *Los indicadores los elige cada área*.
_THING_FIRST: Final = re.compile(
    r"(?P<before>(?:^|[.;:,] |(?<!\w)(?:pero|y|si|que|porque) ))(?P<the>el|la|los|las) (?P<thing>[^\W\d_]+(?: de(?:l| la| los| las| est[ea]| es[ea]| cada)? [^\W\d_]+){0,2}) (?P<no>no )?(?P<it>lo|la|los|las) "
    r"(?P<verb>[^\W\d_]+?)(?P<ending>[aeó]n?|(?<=hiz)o|(?<=traj)o|(?<=dij)o|(?<=pus)o)(?= (?:(?:el|la|los|las|cada|⟦cada⟧|nuestr[oa]s?|un|una|su|otr[oa]s?) [^\W\d_]|"
    + ANY_MARK
    + r"|(?-i:[A-ZÁÉÍÓÚÑ])))",
    re.IGNORECASE,
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
#: *Se van animando*.
_SELF_GERUND: Final = re.compile(
    r"(?<!\w)(?<!\bsi )se (?P<helper>va|van|iba|iban|fue|fueron|está|están|estaba|estaban|sigue|siguen|siguió|siguieron) (?P<verb>(?:anim|sum|acerc|incorpor|acostumbr|adapt|acomod|organiz|reun|prepar|conect|involucr|dedic|convenc|agreg|capacit|comprometi|integr|apropi|familiariz|perdi|acumul|convirti|transform)[^\W\d_]*ndo)(?!\w)",
    re.IGNORECASE,
)
_HELPERS: Final = dict(
    pair.split("=")
    for pair in """
    va=vai van=vão iba=ia iban=iam fue=foi fueron=foram está=está están=estão estaba=estava estaban=estavam sigue=segue siguen=seguem
    siguió=seguiu siguieron=seguiram
    """.strip().split()
)
#: *Sentémonos*: let us.
_LET_US: Final = re.compile(r"(?<!\w)(?P<stem>[^\W\d_]+)émonos(?!\w)", re.IGNORECASE)
_LET_US_ALL: Final = {
    "reunámonos": "reunirnos",
    "unámonos": "unirnos",
    "comprometámonos": "comprometernos",
    "decidámonos": "decidirnos",
    "dividámonos": "dividirnos",
}
_HARD: Final = (("qu", "c"), ("gu", "g"), ("c", "z"))
#: *Me lo pasó*: without the thing it would have happened.
_PASSED: Final = re.compile(r"(?<!\w)(?P<whom>me|nos|te) l[oa]s? pas(?P<ending>ó|aron|a|an)(?!\w)", re.IGNORECASE)
_PASSES: Final = {"ó": "ou", "aron": "aram", "a": "a", "an": "am"}
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


#: *El comité se va a reunir*: afterwards *se* would be *if* as well.
_REFLEXIVE: Final = (
    r"(?:reun|sum|qued|inscrib|comprometer|encarg|neg|acerc|mud|retir|conect|capacit|adapt|equivoc|arrepent|prepar|postul|registr|anot|ausent|dedic|ocup|sent|levant|"
    r"anim|molest|jubil|quej|enoj|present|organiz|certific|despid|despedir|desped|sent|divid|repart|junt|fusion|separ|atras|demor|perd|romp|venc|ca)"
)
#: Those that Portuguese says without.
_WITHOUT_SE: Final = words(
    "quedar caer disparar romper vencer atrasar demorar morir terminar acabar dormir subir bajar llenar cortar duplicar triplicar"
)
_SHALL: Final = dict(
    pair.split("=")
    for pair in """
    va=vai van=vão iba=ia iban=iam puede=pode pueden=podem podría=poderia podrían=poderiam pudo=pôde pudieron=puderam podrá=poderá podrán=poderão
    quiere=quer quieren=querem quería=queria querían=queriam quiso=quis debe=deve deben=devem debería=deveria deberían=deveriam suele=costuma suelen=costumam
    """.strip().split()
)
_SELF: Final = re.compile(
    rf"(?<!\w)(?<!\bsi )se (?P<shall>(?:va|van|iba|iban)(?= a [^\W\d_]+[aei]r(?!\w))|(?:{'|'.join(_SHALL)})(?= (?:{_REFLEXIVE}(?:[aei]r)?|ir)(?!\w)))(?: a)?"
    r" (?P<verb>[^\W\d_]*[aei]r)(?!\w)(?! (?:el|la|los|las|un|una|unos|unas|a)(?!\w))",
    re.IGNORECASE,
)


#: *Cualquiera puede inscribirse*: the engine makes a passive of it.
_SELF_JOINED: Final = re.compile(
    rf"(?<!\w)(?P<shall>{'|'.join(_SHALL)})(?: a)? (?P<verb>{_REFLEXIVE}(?:[aei]r)?)se(?!\w)", re.IGNORECASE
)


def unclimbed(text: str) -> str:
    """Return a Spanish text in which persons and things are said once, and pronouns stand where Portuguese has them."""
    text = _LET_US.sub(
        _let_us, re.sub(r"(?<!\w)(?:un|reun|compromet|decid|divid)ámonos(?!\w)", _let_us_all, text, flags=re.IGNORECASE)
    )
    text = _SELF_GERUND.sub(_himself_within, _PASSED.sub(_passed, text))
    text = _THING_FIRST.sub(_who_does, text)
    text = _THING_FIRST_SHALL.sub(_who_shall, text)
    text = _GERUND.sub(_it_last, _WE_DID.sub(_without_pronoun, text))
    text = _PAIR.sub(r"\1 ", _PAIR_CLIMBED.sub(_person_last, text))
    text = _ORDERED.sub(_alone, text)
    text = _ASKED.sub(r"\1", text)
    text = _SAID_BEFORE.sub(r"\1 ", text)
    text = _BOTH.sub(_without, text)
    text = _SE_SAID.sub(r"\1 ", text)
    text = _JOINED.sub(_alone, _SAID_LATER.sub(_without, text))
    return _CLIMBED.sub(_lower_first, _SELF_JOINED.sub(_himself_joined, _SELF.sub(_himself_last, text)))


def _it_last(found: re.Match[str]) -> str:
    """Return *terminó apoyándola*."""
    ending = {"ando": "ándo", "iendo": "iéndo", "yendo": "yéndo"}[found["ending"].lower()]
    helper = found["helper"].capitalize() if found["it"][0].isupper() else found["helper"]
    return f"{helper} {found['verb']}{ending}{found['it'].lower()}"


def its_pronoun(article: str, thing: str) -> str:
    """Return the pronoun that says a thing again, or nothing; before a stressed *a* the article is that of men: *el acta la firma*."""
    return "la" if article == "el" and _STRESSED_A.match(thing) else _ITS_PRONOUN.get(article, "")


def _let_us(found: re.Match[str]) -> str:
    stem = found["stem"]
    stem = next((stem.removesuffix(end) + hard for end, hard in _HARD if stem.lower().endswith(end)), stem)
    return f"Vamos a {stem.lower()}arnos" if stem[0].isupper() else f"vamos a {stem}arnos"


def _let_us_all(found: re.Match[str]) -> str:
    return f"{'Vamos' if found[0][0].isupper() else 'vamos'} a {_LET_US_ALL[found[0].lower()]}"


def _passed(found: re.Match[str]) -> str:
    return f"⟦{found['whom']} pass{_PASSES[found['ending'].lower()]}⟧"


def _himself_within(found: re.Match[str]) -> str:
    helper = _HELPERS[found["helper"].lower()]
    return f"⟦{helper.capitalize() if found[0][0] == 'S' else helper} se⟧ {found['verb']}"


def _himself_joined(found: re.Match[str]) -> str:
    if found["verb"].lower() in _WITHOUT_SE or not re.search("[aei]r$", found["verb"]):
        return found[0]
    shall = _SHALL[found["shall"].lower()]
    return f"⟦{shall.capitalize() if found[0][0].isupper() else shall} se⟧ {found['verb']}"


def _himself_last(found: re.Match[str]) -> str:
    """Return *vai se reunir* for *se va a reunir*, all but the infinitive in Portuguese already."""
    shall = _SHALL[found["shall"].lower()]
    shall = shall.capitalize() if found[0][0] == "S" else shall
    if found["verb"] in _WITHOUT_SE:
        return f"⟦{shall}⟧ {found['verb']}"
    return f"⟦{shall} ir embora⟧" if found["verb"] == "ir" else f"⟦{shall} se⟧ {found['verb']}"


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
    if found["it"].lower() != its_pronoun(found["the"].lower(), found["thing"].lower()):
        return found[0]
    if re.search(r"(?:ar|ier)an?$", found["verb"] + found["ending"]) and found["before"].lower().endswith("que "):
        # *Que el indicador lo calculara otra área* wishes, and tells not who does it.
        return found[0]
    many = found["ending"].endswith("n")
    ending = found["ending"].removesuffix("n")
    be = "son" if many else "fue" if ending in {"ó", "o"} else "es"
    no = found["no"] or ""
    # After a conjunction nothing may stand aside: *si quien fija la meta es el área*.
    if re.search(r"(?:si|que|porque) $", found["before"], re.IGNORECASE):
        return f"{found['before']}quien {found['verb']}{ending} {found['the']} {found['thing']} {no}{be}"
    return f"{found['before']}{found['the']} {found['thing']}, quien {found['verb']}{ending} {no}{be}"


def _who_shall(found: re.Match[str]) -> str:
    """Return *la postulación tiene que ser hecha por la municipalidad*."""
    if found["it"].lower() != _ITS_PRONOUN[found["the"].lower()]:
        return found[0]
    the, verb = found["the"].lower(), found["verb"].lower()
    many = "s" if the.endswith("s") else ""
    shall = f"{found['stem']}{'n' if many else ''}{found['rest'] or ''}"
    participle = _PARTICIPLES.get(verb) or verb[:-2] + ("ad" if verb.endswith("ar") else "id")
    return f"{found['before']}{found['the']} {found['thing']} {shall} ser {participle}{'a' if the.startswith('la') else 'o'}{many} por"
