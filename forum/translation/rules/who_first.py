"""Who does something stands before the verb in Portuguese: *lo aprobó el concejo* is *a câmara o aprovou*."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.rules.capitals import begun

_TIMES: Final = (
    r"(?!(?:lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|días?|mes(?:es)?|años?|semanas?|mañanas?|tardes?|noches?|ve[zc]e?s?|"
    r"trimestres?|semestres?|fechas?|horas?|rato|próxim[oa]s?|mism[oa]s?|últim[oa]s?|primer[oa]?s?|quincena|mitad|cual(?:es)?|que|del?|más|menos)(?!\w))"
)
_NOUN: Final = rf"{_TIMES}[^\W\d_]{{2,}}"
_ADJECTIVE: Final = rf"(?: (?:{ANY_MARK}|(?!(?:y|o|e|u|que|si|en|de|del|al?|con|por|para|sin|cada|ayer|hoy|mañana|antes|después|cuando|como|porque|pero|desde|hasta|según|también|no|ya|más|bien|mal|mejor|dos|tres|el|la|los|las|un|una|se|solo|siempre|nunca|primero|igual|casi|todavía|tarde)(?!\w))[^\W\d_]{{3,}}))?"
#: *El director general de obras*, *todo el equipo*, *cualquiera*.
_ONE: Final = rf"(?:(?:el|la|un|una|su|nuestr[oa]|mi|tu|cada|cualquier|tod[oa] (?:el|la|su|nuestr[oa])|el propio|la propia|otr[oa]) {_NOUN}{_ADJECTIVE}|todo el mundo|cualquiera|alguien|nadie|él|ella|usted)"
_MANY: Final = rf"(?:(?:los|las|unos|unas|sus|nuestr[oa]s|mis|tus|tod[oa]s (?:los|las|sus|nuestr[oa]s)|dos|tres|cuatro|cinco|vari[oa]s|much[oa]s|otr[oa]s|l[oa]s propi[oa]s|algun[oa]s) {_NOUN}{_ADJECTIVE}|ellos|ellas|ustedes)"
_OF: Final = rf"(?: de(?:l| la| los| las| est[ea]| es[ea]| nuestr[oa]| su| cada)? (?:{ANY_MARK}|[^\W\d_]{{3,}}))?"
_AND: Final = rf"(?: (?:y|o|e) (?:el|la|un|una|su) {_NOUN}{_OF})?"
_ENDS: Final = r"(?=[.,;:?!)]|$| (?:en|cada|ayer|hoy|con|por|para|desde|antes|después|durante|al|a|hasta|según|tal|cuando|porque|sin|y|pero|mediante|tras)(?!\w))"
_BEGINS: Final = r"(?:^|(?<=[.;:¿¡(] )|(?<=[¿¡(])|(?<=[^\W\d_], )|(?<!\w)(?P<when>tal como|como|según|si|porque|cuando|que|hasta que|donde|mientras|aunque|pero) )"
_NO: Final = r"(?P<no>(?:(?:no|ya|también|todavía no|ya no|siempre) )?)"

#: *En el barrio puede verlo cualquiera*.
_WHERE: Final = r"(?:(?P<where>(?:^|(?<=[.;:] ))(?:en|para|desde|con|por) [^.,;:]{3,50} )|BEGINS)".replace(
    "BEGINS", _BEGINS
)
#: *Puede leerlo todo el equipo*, *lo puede ver cualquiera*.
_SHALL_LAST: Final = re.compile(
    rf"{_WHERE}{_NO}(?:(?P<climbed>l[oa]s?) )?(?P<shall>(?:puede|podía|podrá|podría|debe|debía|deberá|debería|tiene que|tenía que|tendrá que|tendría que|tuvo que|va a|iba a|suele|pudo|quiere|necesita)) "
    rf"(?P<verb>[^\W\d_]+[aeií]r)(?P<joined>l[oa]s?)? (?P<who>{_ONE}{_OF}{_AND}){_ENDS}",
    re.IGNORECASE,
)
_MANY_SHALL_LAST: Final = re.compile(
    rf"{_WHERE}{_NO}(?:(?P<climbed>l[oa]s?) )?(?P<shall>(?:pueden|podían|podrán|podrían|deben|debían|deberán|deberían|tienen que|tenían que|tendrán que|tuvieron que|van a|iban a|suelen|pudieron|quieren|necesitan)) "
    rf"(?P<verb>[^\W\d_]+[aeií]r)(?P<joined>l[oa]s?)? (?P<who>{_MANY}{_OF}{_AND}){_ENDS}",
    re.IGNORECASE,
)
#: *Lo aprobó el concejo*, *como la escribió la persona*: these are no nouns.
_PAST_OR_LO: Final = (
    r"(?:(?P<it>l[oa]s?) (?P<past>[^\W\d_]{2,}(?:ó|(?<=hiz)o|(?<=dij)o|(?<=puso)|(?<=traj)o|ará|erá|irá))|(?P<lo>lo) (?P<is>(?!(?:mejor|peor|único|mismo|bueno|malo|propio|demás|posible|"
    r"siguiente|anterior|más|de|que|antes|importante|suficiente|necesario|es|fue|está|era|hay|tiene|sea|haya)(?!\w))[^\W\d_]{1,}(?:[aeé]|aba|ía))|(?P<them>l[oa]s) (?P<does>(?!(?:de|que|se|siguiente)(?!\w))[^\W\d_]{2,}[ae]))"
)
#: *Como lo establece la ley*: Portuguese leaves it unsaid.
_SO: Final = re.compile(
    r"(?<!\w)(?P<so>así|tal como|como|según) lo (?=(?:decid|indic|establec|dispon|dispus|señal|prev|exig|pid|ped|mand|dic|dij|explic|orden|recomend|recomiend|defin|acord|acuerd|marc|determin|cuent|cont|hic|hiz|hac|sugier|sugir|suger|requier|requir|permit|expres|mostr|muestr|demuestr|aconsej|solicit|confirm|anunci|inform)[^\W\d_]*(?!\w))",
    re.IGNORECASE,
)
#: *Qué ciudades participan lo sabe la comunidad*.
_ASKED: Final = re.compile(
    rf"(?:^|(?<=[.;:] ))(?P<thing>(?:qué|quién(?:es)?|cuál(?:es)?|cuánt[oa]s?|dónde|cómo|cuándo|si) [^.,;:?!]{{3,60}}?) lo (?P<verb>[^\W\d_]+(?:[ae]n?|ó|aron|ieron)) (?P<who>(?:solo |solamente )?(?:{_ONE}{_OF}|{_MANY}{_OF}|{ANY_MARK}))(?=[.,;:?!]|$)",
    re.IGNORECASE,
)
_DID_LAST: Final = re.compile(rf"{_BEGINS}{_NO}{_PAST_OR_LO} (?P<who>{_ONE}{_OF}{_AND}){_ENDS}", re.IGNORECASE)
_MANY_DID_LAST: Final = re.compile(
    rf"{_BEGINS}{_NO}(?P<it>l[oa]s?) (?P<past>(?!(?:son|están|han|sean)(?!\w))[^\W\d_]+(?:aron|ieron|eron|an|en)) (?P<who>{_MANY}{_OF}{_AND}){_ENDS}",
    re.IGNORECASE,
)
#: *La lee todo el mundo*.
_ALL_DO: Final = re.compile(
    rf"{_BEGINS}{_NO}(?P<it>la) (?P<past>[^\W\d_]+[ae]) (?P<who>(?:tod[oa] (?:el|la) {_NOUN}{_OF}|todo el mundo|cualquiera)){_ENDS}",
    re.IGNORECASE,
)
#: *Lo leerá quien lo escribió*.
_WHO_LAST: Final = re.compile(
    r"(?:^|(?<=[.;:] ))(?P<no>)(?P<it>l[oa]s?) (?P<past>[^\W\d_]{2,}(?:ó|ará|erá|irá|[ae])) (?P<who>quien [^.,;:?!]{3,60})(?=[.,;:?!]|$)",
    re.IGNORECASE,
)
#: *Ese tema lo leen más personas que este*, *este tema lo lee solo RIL*.
_THING: Final = r"(?P<thing>(?P<the>el|la|los|las|es[ea]|est[ea]|es[oa]s|est[oa]s|nuestr[oa]s?|su|sus|tu|tus) [^\W\d_]+(?: (?!(?:no|ya|se|que|lo|la|los|las)(?!\w))[^\W\d_]{4,})?(?: de(?:l| la| los| las| est[ea]| es[ea])? [^\W\d_]+)?)"
_MORE_DO: Final = re.compile(
    rf"(?:(?P<first>^|(?<=[.;:] ))|(?<!\w)(?P<when>antes|ahora|hoy|después|así|entonces|y|pero|que|porque) ){_THING} l[oa]s? (?P<verb>[^\W\d_]+(?:[ae]n?|[ií]an?|aron|ieron|ó|ará|arán|erán|irán)) (?P<who>(?:más|menos|much[oa]s?|poc[oa]s?|vari[oa]s|demasiad[oa]s?|otr[oa]s) (?:gente|personas|[^\W\d_]+s)(?!\w)|(?:solo|solamente|únicamente) (?:(?:el|la|los|las|su|nuestr[oa]) {_NOUN}{_ADJECTIVE}{_OF}|{ANY_MARK}|(?-i:[A-ZÁÉÍÓÚÑ])[^\W\d_]+)|quien [^.,;:?!]{{3,50}})(?! del?(?!\w))",
    re.IGNORECASE,
)
#: *También lo leen visitantes*.
_ALSO: Final = re.compile(
    r"(?:^|(?<=[.;:] ))también (?P<it>l[oa]s?) (?P<verb>[^\W\d_]{2,}(?:an|en|aron|ieron)) (?P<who>(?!los |las |unos |unas )[^\W\d_]{4,}s(?: de(?:l| la| los)? [^\W\d_]+)?)(?=[.,;:?!]|$)",
    re.IGNORECASE,
)


def in_front(text: str) -> str:
    """Return a Spanish text in which whoever does something stands before it."""
    text = _MORE_DO.sub(_more_do, _ALSO.sub(_also, _ASKED.sub(_asked, _SO.sub(r"\g<so> ", text))))
    text = _MANY_SHALL_LAST.sub(_shall, _SHALL_LAST.sub(_shall, text))
    for pattern in (_WHO_LAST, _ALL_DO, _MANY_DID_LAST, _DID_LAST):
        text = pattern.sub(_did, text)
    return text


def _before(found: re.Match[str]) -> str:
    """Return what stands before, the conjunction."""
    groups = found.groupdict()
    return groups.get("where") or (f"{groups['when']} " if groups.get("when") else "")


def _shall(found: re.Match[str]) -> str:
    it = found["joined"] or found["climbed"]
    if not it or (found["joined"] and found["climbed"]):
        return found[0]
    who = found["who"]
    no = "" if who.lower() == "nadie" and found["no"].strip().lower() == "no" else found["no"].lower()
    who = who if _before(found) else begun(found[0], who)
    shall = found["shall"].lower()
    return f"{_before(found)}{who} {no}{shall} {found['verb']}{it.lower()}"


def _did(found: re.Match[str]) -> str:
    groups = found.groupdict()
    it = groups.get("it") or groups.get("lo") or groups.get("them") or ""
    verb = groups.get("past") or groups.get("is") or groups.get("does") or ""
    who = found["who"]
    # *No lo firmó nadie* is mended elsewhere.
    if who.lower() == "nadie":
        return found[0]
    if found["no"].strip().lower() == "no" and not groups.get("when"):
        # *No lo decidió el director*: somebody else did.
        return begun(found[0], f"no fue {who} quien {it.lower()} {verb}") if verb.endswith("ó") else found[0]
    who = who if groups.get("when") else begun(found[0], who)
    return f"{_before(found)}{who} {found['no'].lower()}{it.lower()} {verb}"


def _more_do(found: re.Match[str]) -> str:
    thing, the = found["thing"], found["the"]
    if not found["when"]:
        thing = the.lower() + thing[len(the) :]
    who = found["who"] if found["when"] else begun(found[0], found["who"])
    return f"{_before(found)}{who} {found['verb']} {thing}"


def _asked(found: re.Match[str]) -> str:
    thing = found["thing"]
    return f"{begun(found[0], found['who'])} {found['verb']} {thing[0].lower()}{thing[1:]}"


def _also(found: re.Match[str]) -> str:
    return f"{begun(found[0], found['who'])} también {found['it'].lower()} {found['verb']}"
