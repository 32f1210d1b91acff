"""What is named first and said again by a pronoun: *los indicadores los elige cada área* is *os indicadores, quem escolhe é cada área*."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.rules import named_first_passives
from forum.translation.rules.capitals import begun
from forum.translation.rules.named_first import BEGINS
from forum.translation.rules.named_first import ITS_PRONOUN
from forum.translation.rules.named_first import its_pronoun
from forum.translation.rules.named_first import without_a
from forum.translation.rules.participles import participle_of_past
from forum.translation.rules.pasts import of_one

#: *Los indicadores los elige cada área*, *al moderador lo elige la suerte*.
_THING_FIRST: Final = re.compile(
    BEGINS
    + r"(?P<the>el|la|los|las|un|una|tus?|sus?|mis?|es[ea]|es[oa]s|est[ea]|est[oa]s|nuestr[oa]s?|al|a (?:la|los|las)|(?:todo )?lo(?= que)) (?P<thing>(?<=lo )que (?:(?! (?:y|e|o|pero|que) )[^.;:,]){3,50}?|(?:(?:primer|segund|tercer|últim|nuev|mism|propi)[oa]?s? )?[^\W\d_]+(?: (?!(?:de|del|no|que|ya|se|l[oa]s?|y|e|o)(?!\w))[^\W\d_]{4,})?(?: de(?:l| la| los| las| una?| tu| su| mi| est[ea]| es[ea]| cada)? [^\W\d_]+){0,2}(?: que (?!(?:no )?(?:l[oa]s?|el|un|una) )(?:(?! (?:y|e|o|pero|que) )[^.;:,]){3,40}?)?)(?<! son)(?<! es)(?<! fue)(?<! era) (?P<no>no )?(?P<it>lo|la|los|las) (?!de(?!\w))"
    r"(?P<verb>[^\W\d_]+?)(?P<ending>[ae]n?|(?<=r)án?|ó|aron|ieron|jeron|(?<=y)eron|(?<=hiz)o|(?<=traj)o|(?<=dij)o|(?<=pus)o)(?P<when> siempre| también| solo| ⟦só⟧| ahora| más| mucho| poco)?(?= (?:(?:tod[oa] )?(?:el|la|los|las|cada|⟦cada⟧|nuestr[oa]s?|un|una|sus?|mis?|otr[oa]s?|cualquier|vari[oa]s|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|[^\W\d_]+cient[oa]s) [^\W\d_]|"
    + ANY_MARK
    + r"|(?-i:[A-ZÁÉÍÓÚÑ])|(?:ustedes|nosotr[oa]s|ell[oa]s|él|ella|usted|alguien|quien|quienes|personas)(?!\w)|(?:l[oa]s )?demás [^\W\d_]))",
    re.IGNORECASE,
)
#: *A mi jefe lo ascendieron*: who did it is not said.
_PERSON_FIRST: Final = re.compile(
    BEGINS
    + r"(?P<the>al|a (?:la|los|las|mi|mis|su|sus|nuestr[oa]s?)|a(?= (?-i:[A-ZÁÉÍÓÚÑ]))) (?P<thing>(?:(?:nuev|antigu|primer|actual|anterior)(?:[oa]s?|es)? )?[^\W\d_]+(?: de(?:l| la| los| las)? [^\W\d_]+)?) (?P<no>no )?(?P<it>lo|la|los|las) "
    r"(?P<stem>[^\W\d_]{2,})(?P<ending>aron|ieron|jeron)(?!\w)(?! (?:el|la|los|las|un|una|unos|unas|nuestr[oa]s|su|sus|otr[oa]s|todos|todas|varios|varias|dos|tres)(?!\w))",
    re.IGNORECASE,
)
#: *El decreto lo firmaron todos*: nobody in particular, of whom *who did it* could be said.
_ALL_OF_THEM: Final = re.compile(
    BEGINS
    + r"(?P<the>el|la|los|las) (?P<thing>[^\W\d_]+(?: de(?:l| la| los| las)? [^\W\d_]+)?) (?P<no>no )?(?P<it>lo|la|los|las) "
    r"(?P<stem>[^\W\d_]{2,})(?P<ending>aron|ieron|jeron|(?<=y)eron|an)(?= tod[oa]s(?!\w))",
    re.IGNORECASE,
)
#: *El secretario redacta el acta y la firma el alcalde*: said of before, and who does it stands last.
_AND_IT: Final = re.compile(
    r"(?P<before>(?:(?<!\w)(?:y|pero|y (?:después|luego|recién)|después|luego)(?: siempre)? |(?<=[^\W\d_])[,;] ))(?P<no>no )?(?P<it>lo|la|los|las) "
    r"(?!(?:otra|otros|otras)(?!\w))(?!(?:hace|es|llam|consider|declar|nombr|cree|está|dej)[^\W\d_]*(?!\w) una? )(?!(?:es|fue|está|era|mism[oa]s?|sobre|de|ante|entre)(?!\w))"
    r"(?:(?P<one>[^\W\d_]{2,}(?:[aeó]|(?<=hiz)o))(?= (?:el|la|un|una|cada|nuestr[oa]|su|mi) TIMELESS)|(?P<many>[^\W\d_]{2,}(?:[ae]n|[ae]ron))(?= (?:los|las|nuestr[oa]s|sus|mis|dos|tres) TIMELESS))".replace(
        "TIMELESS",
        r"(?!(?:lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|días?|mes(?:es)?|años?|semanas?|mañanas?|tardes?|noches?|ve[zc]e?s?|trimestres?|semestres?|fechas?|horas?|rato|"
        r"bimestre|próxim[oa]s?|mism[oa]s?|últim[oa]s?|otr[oa]s?|primer[oa]?s?|misma|quincena|mitad|cual(?:es)?|que|de|del|más)(?!\w))[^\W\d_]{3,}",
    ),
    re.IGNORECASE,
)
#: *Hace falta que la norma la firme el alcalde*: a wish, which tells not who does it.
_WISHED: Final = re.compile(
    r"(?:(?:falta|necesario|importante|mejor|obligatorio|posible|imprescindible|bueno|bien|mal|ideal|para|piden?|pidió|pidieron|exigen?|exigió|exigieron|quieren?|queremos|quiero|recomend[^\W\d_]+|recomiend[^\W\d_]+|sugier[^\W\d_]+|conviene|hasta|antes de|basta|alcanza|la atención|sorprend[^\W\d_]+|gust[^\W\d_]+|molest[^\W\d_]+|preocup[^\W\d_]+|importa|alegr[^\W\d_]+|logr[^\W\d_]+|cons[ei]gu[^\W\d_]+|hac[eí][^\W\d_]*|hizo|"
    r"evit[^\W\d_]+|imp[ei]d[^\W\d_]+|dej[^\W\d_]+|permit[^\W\d_]+|prop[^\W\d_]+|decid[^\W\d_]+|exij[^\W\d_]+|raro|extraño|lógico|normal|puede|parece|quizás|ojalá)(?: con)? que )$",
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
#: *¿Los gastos los cargan por programa?*: asked of those who read it.
_ASKED_FIRST: Final = re.compile(
    r"(?<=¿)(?P<the>el|la|los|las) (?P<thing>[^\W\d_]+(?: (?:de|por|en)(?: la| el| los| las)? [^\W\d_]+)?) (?P<it>lo|la|los|las) (?P<verb>[^\W\d_]+(?:[ae]n|[ae]ron))(?!\w)(?! (?:el|la|los|las|un|una|ustedes|ellos|ellas|otr[oa]s|vari[oa]s|sus|nuestr[oa]s)(?!\w))",
    re.IGNORECASE,
)
#: *A los voluntarios los capacitamos en marzo*: it is said who did it, by the verb.
_WHOM_FIRST: Final = re.compile(
    BEGINS
    + r"(?P<the>al|a (?:la|los|las)) (?P<thing>[^\W\d_]+(?: de(?:l| la| los| las)? [^\W\d_]+)?) (?P<no>(?:(?:no|ya|solo|también) )*)(?P<it>lo|la|los|las) (?P<verb>[^\W\d_]{2,}mos)(?!\w)",
    re.IGNORECASE,
)


def said_once(text: str) -> str:
    """Return a Spanish text in which such things and persons are said once."""
    text = _ALL_OF_THEM.sub(_by_all, text)
    text = _PERSON_FIRST.sub(_whom_it_happened, _THING_FIRST.sub(_who_does, text))
    text = _WHOM_FIRST.sub(_whom_we, _ASKED_FIRST.sub(_what_you, text))
    return named_first_passives.in_passive(_AND_IT.sub(_and_who, text))


def _who_does(found: re.Match[str]) -> str:
    """Return *los indicadores, quien elige es cada área*, as Brazil says it."""
    the = without_a(found["the"])
    if found["it"].lower() != its_pronoun(
        the.lower(), found["thing"].split(" ")[-1 if " de" not in found["thing"] else 0].lower(), found["it"]
    ):
        return found[0]
    when = found["when"] or ""
    if the == found["the"] and _WISHED.search(found.string[: found.start("the")]):
        return ("" if when else _wished(found)) or found[0]
    past = found["ending"].lower() in {"aron", "ieron", "jeron", "eron"}
    if past and not _MANY.match(found.string, found.end()):
        return found[0]
    if re.search(r"(?:ar|ier)an?$", found["verb"] + found["ending"]) and found["before"].lower().endswith("que "):
        # *Que el indicador lo calculara otra área* wishes, and tells not who does it.
        return found[0]
    verb = found["verb"] + found["ending"]
    verb = of_one(verb) if past else _GIVES.get(verb.lower(), verb).removesuffix("n")
    many = found["ending"].endswith("n")
    ending = "ó" if past else found["ending"].removesuffix("n")
    be = "fueron" if past else "son" if many else "fue" if ending in {"ó", "o"} else "es"
    if ending == "á":
        be = "serán" if many else "será"
    no = found["no"] or ""
    if when.strip().lower() in {"solo", "⟦só⟧"}:
        # *Lo lee solo el comité*: the committee and nobody else.
        be, when = f"{be} ⟦só⟧", ""
    # After a conjunction nothing may stand aside: *si quien fija la meta es el área*.
    if re.search(r"(?:si|que|porque|cuando|donde|aunque) $", found["before"], re.IGNORECASE):
        return f"{found['before']}quien {verb}{when} {the} {found['thing']} {no}{be}"
    return f"{found['before']}{the} {found['thing']}, quien {verb}{when} {no}{be}"


def _by_all(found: re.Match[str]) -> str:
    """Return *el decreto fue firmado por*, for all of them."""
    the, stem, ending = found["the"].lower(), found["stem"].lower(), found["ending"].lower()
    # *Muestran*: its participle has another stem.
    if found["it"].lower() != its_pronoun(the, found["thing"].lower()) or (ending == "an" and re.search("ie|ue", stem)):
        return found[0]
    many = "s" if the.endswith("s") else ""
    participle = stem + "ad" if ending == "an" else participle_of_past(stem, ending).removesuffix("o")
    be = ("son" if many else "es") if ending == "an" else "fueron" if many else "fue"
    gender = "a" if found["it"].lower().startswith("la") else "o"
    return f"{found['before']}{found['the']} {found['thing']} {found['no'] or ''}{be} {participle}{gender}{many} por"


def _whom_it_happened(found: re.Match[str]) -> str:
    """Return *mi jefe fue ascendido*."""
    it, stem = found["it"].lower(), found["stem"].lower()
    participle = participle_of_past(stem, found["ending"].lower()).removesuffix("o")
    ending = {"lo": "o", "la": "a", "los": "os", "las": "as"}[it]
    be = "fueron" if it.endswith("s") else "fue"
    the = "" if found["the"].lower() == "a" else f"{without_a(found['the'])} "
    return f"{found['before']}{the}{found['thing']} {found['no'] or ''}{be} {participle}{ending}"


def _what_you(found: re.Match[str]) -> str:
    """Return *los gastos, ustedes cargan*, as Brazil asks it."""
    if found["it"].lower() != its_pronoun(found["the"].lower(), found["thing"].split(" ")[0].lower()):
        return found[0]
    return f"{found['the']} {found['thing']}, ustedes {found['verb']}"


def _whom_we(found: re.Match[str]) -> str:
    """Return *capacitamos los voluntarios*."""
    the = without_a(found["the"]).lower()
    if found["it"].lower() != ITS_PRONOUN[the]:
        return found[0]
    said = begun(found["the"], f"{found['no'].lower()}{found['verb']}")
    return f"{found['before']}{said} {the} {found['thing']}"


#: Who did it: several, and not when it was done.
_MANY: Final = re.compile(
    r" (?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|quince|veinte|treinta|cuarenta|cincuenta|cien|[^\W\d_]+cient[oa]s|vari[oa]s|otr[oa]s|ustedes|ell[oa]s)(?!\w)(?! (?:días|semanas|meses|años|veces|horas|más)(?!\w))",
    re.IGNORECASE,
)
#: Portuguese has another verb with something between.
_GIVES: Final = {"aporta": "pone", "aportan": "ponen", "aportó": "puso", "aportaron": "puso"}


def _and_who(found: re.Match[str]) -> str:
    """Return *y quien firma es el alcalde*."""
    # *La planilla la mando*: a noun and its pronoun.
    if re.match(rf" {found['it']} ", found.string[found.end() :], re.IGNORECASE):
        return found[0]
    verb = found["one"] or found["many"]
    verb = _GIVES.get(verb.lower(), verb)
    past = re.search(r"(?:[óo]|[ae]ron)$", verb) is not None
    be = ("fue" if past else "es") if found["one"] else "fueron" if past else "son"
    if found["many"]:
        verb = of_one(verb) if past else verb.removesuffix("n")
    return f"{found['before']}quien {verb} {found['no'] or ''}{be}"


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
