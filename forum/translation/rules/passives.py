"""What is done to things: *los datos se usaron* is *os dados foram usados* in Brazil, where *se usaram* is understood but stiff."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import gender_of
from forum.translation.inflection import words
from forum.translation.rules.agreement import nouns_of_another_gender
from forum.translation.rules.passive_forms import FORMS
from forum.translation.rules.passive_forms import INFINITIVES
from forum.translation.rules.passive_forms import MANY
from forum.translation.rules.passive_forms import one_of

MASCULINE: Final = [
    "el",
    "los",
    "un",
    "unos",
    "ese",
    "esos",
    "este",
    "estos",
    "aquel",
    "aquellos",
    "ningún",
    "algún",
    "algunos",
    "varios",
    "muchos",
    "otro",
    "otros",
    "todos",
    "todo",
    "nuestro",
    "nuestros",
    "dicho",
    "cuyo",
    "cuyos",
    "dichos",
]
FEMININE: Final = sorted(
    words(
        "la las una unas esa esas esta estas ninguna alguna algunas varias muchas otra otras todas toda nuestra nuestras dicha cuya cuyas dichas"
    )
)
_EITHER: Final = ["su", "sus", "mi", "mis", "tu", "tus", "cada", "qué"]
#: What stands between a noun and its verb: *los datos de esta ciudad, las palabras entre paréntesis*.
_WITHIN: Final = (
    r"(?: de(?:l| la| los| las| una?| est[eao]s?| es[eao]s?| nuestr[oa]s?| sus?| mis?| tus?| cada)? [^\W\d_]+)?"
    r"(?: (?:al?|en|de|para|sobre|entre|con|sin|por)(?:l| el| la| los| las| una?| est[eao]s?| es[eao]s?| sus?)? [^\W\d_]+)?"
)
#: *El acta, el agua*.
_FEMININE_WITH_EL: Final = words("acta agua área aula arma alma")
#: What tells when, and is no thing that something is done to: *este año se instalaron veinte*.
TIMES: Final = words(
    """
    lunes martes miércoles jueves viernes sábado domingo año años mes meses semana semanas día días mañana tarde noche vez veces momento
    trimestre semestre hora horas quincena fin lado caso modo manera forma
    """
)
#: Who may do something with themselves.
_WHO: Final = re.compile(
    r"(?:director|alcald|intendent|proveedor|coordinador|secretari|jef|vecin|gerent|contratist|consultor|person|gente|emplead|concejal|ministr|"
    r"responsable|señor|niñ|mujer|doctor|ingenier|abogad|médic|maestr|docent|equipo|comisi|comité|empresa|oferent|candidat|alumn|funcionari|"
    r"president|vicepresident|miembr|integrant|aspirant|postulant|participant|delegad|representant|autoridad|dirigent|operari|contribuyent|inquilin|propietari|solicitant|visitant|policía|agente|"
    r"inspector|usuari|ciudadan|famili|joven|jóven|chic|trabajador|colega|compañer|gobernador|regidor|edil|analista|técnic[oa]s?$)"
)
#: What cities and offices do with themselves, though things do not.
ITS_OWN_DOING: Final = words(
    "preparad registrad presentad retirad movid certificad incorporad cambiad agrupad dividid ajustad decidid mostrad capacitad inscrit organizad notificad"
)
_BODIES: Final = re.compile(
    r"(?:ciudad|municip|universidad|gobiern|barrio|organizaci|asociaci|cooperativ|oficin|secretar|grupo|provinci|red(?:es)?$|estado|país|concej|consej|cámara|"
    r"junta|sindicat|ministeri|institu|alcald|intendenc|direcci|departament|comun|gobernaci|consorci|federaci|fundaci|colegi|escuel|hospital|banco|área|"
    r"unidad|agenci|partido|cabild|delegaci|brigad|cuadrill)"
)
#: *El comité se mostró reacio*: how it was.
_HOW: Final = re.compile(
    r" (?!(?:ayer|hoy|antes|después|ahora|luego|arriba|abajo|siempre|tarde|aparte|solo|mañana|durante|mediante|entre|sobre|como|donde|cuando|mientras|para|hasta|desde|hacia|contra|tras|según|una?|dos|tres)(?!\w))[^\W\d_]{4,}(?:[oae]s?|les|l|r)(?!\w)",
    re.IGNORECASE,
)
_PREPOSITIONS: Final = words(
    "en a de con por para sobre desde hasta sin entre tras según ante bajo durante contra hacia mediante"
)
_NOT_BEHIND: Final = "".join(rf"(?<!\b{word} )" for word in _PREPOSITIONS)
NO_NOUN: Final = (
    r"(?!(?:que|y|o|no|ya|se|también|nunca|si|cuando|donde|como|pero|porque|solo|aún|todavía|lo|le|les|nos|me)(?!\w))"
)
_DONE: Final = re.compile(
    rf"(?<!\w){_NOT_BEHIND}(?P<the>{'|'.join([*MASCULINE, *FEMININE, *_EITHER])}) (?P<noun>{NO_NOUN}[^\W\d_]+)"
    rf"(?P<more>(?: {NO_NOUN}(?!de)[^\W\d_]+)?{_WITHIN})(?P<that> que)?"
    rf"(?P<between>(?: (?:no|ya|también|nunca|siempre|solo|aún|todavía))*) se (?P<verb>{'|'.join(sorted(FORMS, key=len, reverse=True))})(?!\w)"
    r"(?! (?:lo que|(?:el|la|los|las|un|una|unos|unas)(?! (?:vez|sola vez|año|mes|día|lunes|martes|miércoles|jueves|viernes|sábado|domingo|semana|próxim[oa]|últim[oa])(?!\w))|que|si|más|cuánt\w+|quién|qué|cómo|sol[oa]s?|larg[^\W\d_]+|cort[^\W\d_]+|etern[oa]s?|pesad[oa]s?|imposible|insostenible|famos[oa]s?|popular|evidente|presente|oír|esperar|rogar|cargo|tarde|difícil|largo|fácil|necesari[oa]|públic[oa]s?|eco|responsables?|realidad|viej[oa]|mayor|visible|sentir|esperar|notar|mal|bien|[^\W\d_]*\d)(?!\w))",
    re.IGNORECASE,
)


#: *Ningún indicador debería publicarse*, *el saldo no puede trasladarse*.
_SHALL: Final = re.compile(
    rf"(?<!\w){_NOT_BEHIND}(?P<the>{'|'.join([*MASCULINE, *FEMININE, *_EITHER])}) (?P<noun>{NO_NOUN}[^\W\d_]+)"
    rf"(?P<more>(?: {NO_NOUN}(?!de)[^\W\d_]+)?{_WITHIN})"
    r"(?P<between>(?: (?:no|ya|también|nunca|siempre|solo))*) (?P<shall>(?:(?:(?:deb|pued|podr|tien|tendr|v|ib)(?:e|ería|erá|ía|á|a)|pueda|pudiera)(?P<many>n)?|(?:tuv|pud)(?:o|(?P<did>ieron))|deb(?:ió|(?P<had>ieron)))(?: que| a)?)"
    rf" (?P<verb>{'|'.join(sorted(INFINITIVES, key=len, reverse=True))})se(?!\w)",
    re.IGNORECASE,
)


#: *Se contestaron 312 consultas*, where a sentence begins.
_FIRST: Final = re.compile(
    rf"(?P<before>^|[.;:] )se (?P<verb>{'|'.join(sorted(FORMS, key=len, reverse=True))}) (?P<number>(?:(?:más de|casi|unos|unas) )?(?:{ANY_MARK}|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cien|varios|varias|otros|otras|muchos|muchas) )"
    r"(?P<noun>[^\W\d_]+s)(?!\w)",
    re.IGNORECASE,
)
#: *La obra se había adjudicado*.
_HAD: Final = re.compile(
    rf"(?<!\w){_NOT_BEHIND}(?P<the>{'|'.join([*MASCULINE, *FEMININE, *_EITHER])}) (?P<noun>{NO_NOUN}[^\W\d_]+)"
    rf"(?P<more>(?: {NO_NOUN}(?!de)[^\W\d_]+)?{_WITHIN})(?P<between>(?: (?:no|ya|también|nunca|siempre|solo))*)"
    rf" se (?P<had>había)(?P<many>n)? (?P<verb>{'|'.join(sorted(set(INFINITIVES.values()), key=len, reverse=True))})o(?!\w)",
    re.IGNORECASE,
)
#: *Se va a arreglar el techo*.
_WILL: Final = re.compile(
    rf"(?<!\w)se (?P<will>va|van|iba|iban) a (?P<verb>{'|'.join(sorted(INFINITIVES, key=len, reverse=True))}) (?P<the>{'|'.join([*MASCULINE, *FEMININE])}) (?P<noun>[^\W\d_]+)",
    re.IGNORECASE,
)


#: *La partida la recortaron dos veces*: nobody is said to have done it.
_STRONG: Final = dict(
    pair.split("=")
    for pair in """
    hicieron=hech pusieron=puest dijeron=dich vieron=vist escribieron=escrit abrieron=abiert trajeron=traíd pidieron=pedid eligieron=elegid
    redujeron=reducid resolvieron=resuelt devolvieron=devuelt corrigieron=corregid repitieron=repetid siguieron=seguid sirvieron=servid
    despidieron=despedid midieron=medid rompieron=rot descubrieron=descubiert oyeron=oíd leyeron=leíd dieron=dad
    cubrieron=cubiert construyeron=construid sustituyeron=sustituid incluyeron=incluid excluyeron=excluid distribuyeron=distribuid destruyeron=destruid
    impusieron=impuest propusieron=propuest repusieron=repuest consiguieron=conseguid invirtieron=invertid rindieron=rendid impidieron=impedid
    """.strip().split()
)
_TOPIC: Final = re.compile(
    rf"(?<!\w){_NOT_BEHIND}(?P<the>el|la|los|las) (?P<noun>{NO_NOUN}[^\W\d_]+)(?P<more>(?: {NO_NOUN}(?!de)[^\W\d_]+)?{_WITHIN})"
    rf"(?P<between>(?: (?:no|ya|también|nunca|siempre|solo|recién|aún|todavía))*) (?P<it>lo|la|los|las) (?P<verb>[^\W\d_]{{2,}}(?:aron|ieron|yeron|dijeron|dujeron|trajeron))"
    r"(?=[.,;:!?]|$| (?:dos|tres|varias|muchas|en|de|a|por|para|con|sin|hace|ayer|anoche|hoy|recién|antes|después|mal|bien|tarde|cuando|porque|y|pero|ya|desde|hasta|casi|tal|igual|según|entre|al|como|también|nuevamente|otra vez|aunque|mientras|esta|este)(?!\w))",
    re.IGNORECASE,
)


#: *La encuesta la contestaron ◊ vecinos*.
_TOPIC_BY: Final = re.compile(
    rf"(?<!\w){_NOT_BEHIND}(?P<the>el|la|los|las) (?P<noun>{NO_NOUN}[^\W\d_]+)(?P<more>(?: {NO_NOUN}(?!de)[^\W\d_]+)?(?: de(?:l| la| los| las)? [^\W\d_]+)?)"
    rf"(?P<between>(?: (?:no|ya|también|nunca|siempre|solo))*) (?P<it>lo|la|los|las) (?P<verb>[^\W\d_]{{2,}}(?:aron|ieron|yeron|dijeron|dujeron|trajeron))"
    rf"(?= (?:más de |casi |unos |unas )?(?:{ANY_MARK}|los|las|unos|unas|vari[oa]s|much[oa]s|algun[oa]s|dos|tres|cuatro|cinco|seis|diez|veinte|nuestr[oa]s|otr[oa]s|sus) (?!(?:{'|'.join(TIMES)})(?!\w))[^\W\d_])",
    re.IGNORECASE,
)


#: *La impresora no se puede usar*: the same as *no puede usarse*.
_CAN: Final = re.compile(
    rf"(?<!\w){_NOT_BEHIND}(?P<head>(?:{'|'.join([*MASCULINE, *FEMININE, *_EITHER])}) (?!(?:{'|'.join(TIMES)})(?!\w)){NO_NOUN}[^\W\d_]+(?: {NO_NOUN}(?!de)[^\W\d_]+)?{_WITHIN}(?: (?:no|ya|también|nunca|solo))*)"
    rf" se (?P<shall>(?:(?:pued|podr|deb)(?:e|ería|erá|ía|á)|pueda|pudiera)n?|pudo|pudieron) (?P<verb>{'|'.join(sorted(INFINITIVES, key=len, reverse=True))})(?!\w)(?! (?:el|la|los|las|un|una|unos|unas)(?!\w))",
    re.IGNORECASE,
)

#: *Los campos se van a eliminar*: the same.
_GOING: Final = re.compile(
    _CAN.pattern[: _CAN.pattern.index(" se (?P<shall>")]
    + rf" se (?P<shall>(?:va|iba)n? a|(?:tiene|tenía)n? que) (?P<verb>{'|'.join(sorted(INFINITIVES, key=len, reverse=True))})(?!\w)(?! (?:el|la|los|las|un|una|unos|unas)(?!\w))",
    re.IGNORECASE,
)


def as_passives(text: str) -> str:
    """Return a Spanish text in which such sentences have *ser* and a participle."""
    text = _TOPIC_BY.sub(_was_done_by, text)
    text = _CAN.sub(r"\g<head> \g<shall> \g<verb>se", text)
    text = _TOPIC.sub(_was_done, _FIRST.sub(_first_done, text))
    text = _HAD.sub(_had_been_done, _WILL.sub(_will_be_done, text))
    return _SHALL.sub(_shall_be_done, _DONE.sub(_be_done, text))


def with_what_will_be_done(text: str) -> str:
    """Return a Spanish text in which what is going to be done is a passive, before its pronoun is drawn to another verb."""
    return _GOING.sub(
        lambda found: _SHALL.sub(_shall_be_done, f"{found['head']} {found['shall']} {found['verb']}se"), text
    )


def _was_done(found: re.Match[str]) -> str:
    noun, the, verb = found["noun"].lower(), found["the"].lower(), found["verb"].lower()
    if noun in TIMES or _WHO.match(noun):
        return found[0]
    participle = _STRONG.get(verb) or re.sub("aron$", "ad", re.sub("y?ieron$|yeron$", "id", verb))
    many = found["it"].endswith("s")
    ending = ("a" if is_feminine(the, noun) else "o") + ("s" if many else "")
    be = "fueron" if many else "fue"
    return f"{found['the']} {found['noun']}{found['more']}{found['between']} {be} {participle}{ending}"


def _was_done_by(found: re.Match[str]) -> str:
    made = _was_done(found)
    return made if made == found[0] else f"{made} por"


def _be_done(found: re.Match[str]) -> str:
    noun, the = found["noun"].lower(), found["the"].lower()
    if noun in TIMES or _WHO.match(noun):
        return found[0]
    # Nobody makes *cada reclamação é registrado* agree afterwards.
    if the == "cada" and noun in nouns_of_another_gender("es"):
        return found[0]
    be, participle = FORMS[found["verb"].lower()]
    if participle == "mostrad" and _HOW.match(found.string, found.end()):
        return found[0]
    if comes_forward(participle, noun) and not found["verb"].lower().startswith("quit"):
        return found[0]
    # *Los datos que se usan* are fine as they are.
    if found["that"] and be not in {"fue", "fueron", "será", "serán"}:
        return found[0]
    feminine = is_feminine(the, noun)
    ending = ("a" if feminine else "o") + ("s" if be in MANY.values() else "")
    return f"{found['the']} {found['noun']}{found['more']}{found['that'] or ''}{found['between']} {be} {participle}{ending}"


def _shall_be_done(found: re.Match[str]) -> str:
    noun, the = found["noun"].lower(), found["the"].lower()
    if noun in TIMES or _WHO.match(noun):
        return found[0]
    many = found["many"] or found["did"] or found["had"]
    ending = ("a" if is_feminine(the, noun) else "o") + ("s" if many else "")
    # By itself it is *conseguiu*, which things cannot.
    shall = {"pudo": "⟦pôde⟧", "pudieron": "⟦puderam⟧"}.get(found["shall"].lower(), found["shall"])
    return f"{found['the']} {found['noun']}{found['more']}{found['between']} {shall} ser {INFINITIVES[found['verb'].lower()]}{ending}"


def does_itself(noun: str) -> bool:
    """Tell whether a noun is of persons, who may do something with themselves."""
    return _WHO.match(noun) is not None


def comes_forward(participle: str, noun: str) -> bool:
    """Tell of *se presentaron dos empresas, la ciudad se preparó* that nobody presented or prepared them."""
    return participle in ITS_OWN_DOING and (does_itself(noun) or _BODIES.match(noun) is not None)


def is_feminine(the: str, noun: str) -> bool:
    """Tell the gender of a Spanish noun, by what stands before it."""
    if the in _EITHER:
        return gender_of(one_of(noun), "es") == "f"
    return the in FEMININE or noun in _FEMININE_WITH_EL


def _will_be_done(found: re.Match[str]) -> str:
    noun, the = found["noun"].lower(), found["the"].lower()
    if noun in TIMES or _WHO.match(noun):
        return found[0]
    ending = ("a" if is_feminine(the, noun) else "o") + ("s" if the.endswith("s") else "")
    will = found["will"].capitalize() if found[0][0].isupper() else found["will"]
    return f"{will} a ser {INFINITIVES[found['verb'].lower()]}{ending} {found['the']} {found['noun']}"


def _had_been_done(found: re.Match[str]) -> str:
    noun, the = found["noun"].lower(), found["the"].lower()
    if noun in TIMES or _WHO.match(noun):
        return found[0]
    many = found["many"] or ""
    ending = ("a" if is_feminine(the, noun) else "o") + ("s" if many else "")
    return f"{found['the']} {found['noun']}{found['more']}{found['between']} había{many} sido {found['verb']}{ending}"


def _first_done(found: re.Match[str]) -> str:
    noun = found["noun"].lower()
    be, participle = FORMS[found["verb"].lower()]
    # What comes before its noun nobody makes agree afterwards.
    if (
        noun in TIMES
        or be not in {"fueron", "serán"}
        or comes_forward(participle, noun)
        or noun in nouns_of_another_gender("es")
    ):
        return found[0]
    number = found["number"].lower()
    feminine = number.strip().endswith("as") or (
        (not number.strip().endswith("os") or number.strip() == "dos")
        and gender_of(noun.removesuffix("s"), "es") == "f"
    )
    return f"{found['before']}{be.capitalize() if found['before'] in {'', '. '} else be} {participle}{'as' if feminine else 'os'} {found['number']}{found['noun']}"
