"""Passives of what is being done, done again or about to be done: *los datos se están cargando* is *os dados estão sendo carregados*."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.rules.capitals import begun
from forum.translation.rules.impersonals import ADVERBS
from forum.translation.rules.impersonals import ANY_INFINITIVE
from forum.translation.rules.impersonals import DETERMINED
from forum.translation.rules.impersonals import SHALL
from forum.translation.rules.impersonals import SURE
from forum.translation.rules.impersonals import ending_of
from forum.translation.rules.passive_forms import INFINITIVES
from forum.translation.rules.passives import NO_NOUN

_GERUND: Final = r"(?P<stem>[^\W\d_]+?)(?P<ending>ando|iendo|yendo)(?!\w)"
_BEING: Final = r"(?:está|están|estaba|estaban|estará|estarán|esté|estén|estuvo|estuvieron|sigue|siguen|seguía|seguían|viene|vienen|venía|venían)"
#: *Los datos se están revisando*.
_THING_BEING: Final = re.compile(
    rf"(?<!\w)(?<!\ben )(?<!\ba )(?<!\bde )(?<!\bcon )(?<!\bpara )(?<!\bpor ){DETERMINED}(?P<more>(?: {NO_NOUN}(?!de)[^\W\d_]+)?(?: de(?:l| la| los| las)? [^\W\d_]+)?(?: (?:en|para|sobre)(?: el| la| los| las)? [^\W\d_]+)?)(?P<that> que)?{ADVERBS} se (?P<be>{_BEING}) {_GERUND}(?! (?:el|la|los|las|un|una)(?!\w))",
    re.IGNORECASE,
)
#: *Se están revisando los datos*, *se están subiendo archivos*.
_BEING_BEHIND: Final = re.compile(
    rf"(?<!\w)se (?P<be>{_BEING}) {_GERUND} (?:{DETERMINED}|(?P<bare>{NO_NOUN}(?!(?:en|de|a|con|por|para|sobre|más|muy|mucho|bien|mal)(?!\w))[^\W\d_]{{3,}}s))(?!\w)",
    re.IGNORECASE,
)
_GERUNDS: Final = {"subiendo": "enviad", "pidiendo": "pedid", "midiendo": "medid", "corrigiendo": "corregid", "eligiendo": "elegid", "haciendo": "hech",
    "escribiendo": "escrit", "leyendo": "leíd", "abriendo": "abiert", "resolviendo": "resuelt", "decidiendo": "decidid", "armando": "montad",
    "quitando": "retirad", "construyendo": "construid", "distribuyendo": "distribuid", "sustituyendo": "sustituid", "traduciendo": "traducid",
    "definiendo": "definid", "discutiendo": "discutid", "debatiendo": "debatid", "vendiendo": "vendid", "exigiendo": "exigid"}  # fmt: skip
_STEMS_GERUND: Final = {
    verb[:-2]: participle
    for verb, participle in INFINITIVES.items()
    if verb.endswith("ar") and participle.endswith("ad")
}
_SENT: Final = (
    "archiv",
    "document",
    "fot",
    "video",
    "imagen",
    "imágen",
    "acta",
    "planilla",
    "dato",
    "informe",
    "list",
    "copia",
    "contrat",
)
#: What gets better or worse by itself.
_BY_ITSELF: Final = re.compile(
    r"(?:moviendo|mejorando|cambiando|reduciendo|extendiendo|cerrando|abriendo|acumulando|presentando|llenando|probando)$",
    re.IGNORECASE,
)

#: *El caso se volvió a decidir*, *se vuelve a pedir el acuerdo*.
_AGAIN: Final = re.compile(
    rf"(?<!\w)se (?P<again>vuelve|vuelven|volvió|volvieron|volverá|volverán|vuelva|vuelvan|volvía|volvían) a (?P<verb>{ANY_INFINITIVE})(?!\w)",
    re.IGNORECASE,
)
_AGAIN_DONE: Final = dict(
    pair.split("=")
    for pair in [
        "vuelve=volta",
        "vuelven=voltam",
        "volvió=voltou",
        "volvieron=voltaram",
        "volverá=voltará",
        "volverán=voltarão",
        "vuelva=volte",
        "vuelvan=voltem",
        "volvía=voltava",
        "volvían=voltavam",
    ]
)
_SUBJECT_BEFORE: Final = re.compile(
    rf"(?<!\w)(?<!\ben )(?<!\ba )(?<!\bde )(?<!\bcon )(?<!\bpara )(?<!\bpor ){DETERMINED}(?: {NO_NOUN}(?!de)[^\W\d_]+)?(?: de(?:l| la| los| las)? [^\W\d_]+)?(?: {SURE})* $",
    re.IGNORECASE,
)
_SUBJECT_BEHIND: Final = re.compile(rf" {DETERMINED}(?!\w)", re.IGNORECASE)
#: *El acta se acaba de publicar, se tuvo que repetir la prueba, la base se dejó de usar*.
_HELPED: Final = re.compile(
    rf"(?<!\w)se (?P<again>(?:acaba|acababa|deja|dejaba|dejará)n? de|dej(?:ó|aron) de|termin(?:ó|aron) de|(?:empieza|comienza|empezaba|comenzaba|empezará|comenzará)n? a|(?:empez|comenz)(?:ó|aron) a|(?:suele|solía)n?|(?:tiene|tenía|tendrá|tendría)n? que|tuv(?:o|ieron) que|logr(?:ó|aron)|deb(?:en|ían|erán|erían)) (?P<verb>{ANY_INFINITIVE})(?!\w)",
    re.IGNORECASE,
)
#: *Aquí se pueden consultar las actas*.
_POSSIBLE: Final = re.compile(
    rf"(?<!\w)se (?P<can>pueden|podían|podrán|podrían|puedan) (?P<verb>[^\W\d_]{{2,}}[aeií]r)(?= (?:(?:más de |casi |solo |hasta )?(?:los|las|unos|unas|sus|estos|estas|esos|esas|dos|tres|vari[oa]s|much[oa]s|otr[oa]s|tod[oa]s l[oa]s|\d+|{ANY_MARK})|(?!(?:después|antes|más|gratis|además|juntos|juntas|todos|todas)(?!\w))[^\W\d_]{{3,}}s)(?!\w))",
    re.IGNORECASE,
)
_POSSIBLY: Final = {
    "pueden": "é possível",
    "podían": "era possível",
    "podrán": "será possível",
    "podrían": "seria possível",
    "puedan": "seja possível",
}
_SOME_BEFORE: Final = re.compile(
    r"(?<!más)(?<!además)(?<!después)(?<!antes)(?<!entonces)(?<!mientras)(?<!ejemplo)s (?:(?:no|ya|solo|también|nunca|siempre) )*$",
    re.IGNORECASE,
)
#: *El banner deja de mostrarse*.
_STOPS: Final = re.compile(
    rf"(?<!\w)(?<!\ben )(?<!\ba )(?<!\bde )(?<!\bcon )(?<!\bpara )(?<!\bpor ){DETERMINED}(?P<more>(?: {NO_NOUN}(?!de)[^\W\d_]+)?(?: de(?:l| la| los| las)? [^\W\d_]+)?(?: (?:en|para|sobre)(?: el| la| los| las)? [^\W\d_]+)?){ADVERBS} "
    rf"(?P<stops>(?:dej(?:a|ó|ará|aba|e)|empez(?:ó|ará|aba)|empieza|empiece|comenz(?:ó|ará|aba)|comienza|comience|vuelve|volvió|volverá|vuelva|llega|llegó|llegará|termin(?:a|ó)|acaba|suele|solía|necesita|merece|tarda en|tardó en|permite|logró|logra)n?|dejaron|empezaron|comenzaron|volvieron|llegaron|terminaron)(?P<to> (?:de|a))? (?P<verb>{ANY_INFINITIVE})se(?!\w)",
    re.IGNORECASE,
)
#: *Lo que escribiste deja de mostrarse*.
_IT_STOPS: Final = re.compile(
    rf"(?P<said>(?<!\w)(?:lo que [^.;:,()?!]{{3,50}}|esto|eso){ADVERBS} (?:deja|dejó|dejará) de) (?P<verb>{ANY_INFINITIVE})se(?!\w)",
    re.IGNORECASE,
)
#: *Debe decidirse un caso*.
_SHALL_BEHIND: Final = re.compile(
    rf"(?<!\w)(?P<shall>{'|'.join(SHALL)}) (?P<verb>{ANY_INFINITIVE})se {DETERMINED}(?!\w)", re.IGNORECASE
)


#: *Los precios se están moviendo*: in Brazil the pronoun stands before the gerund.
_SELF: Final = re.compile(
    rf"(?<!\w)se (?P<be>{_BEING}|va|van|iba|iban|fue|fueron) (?P<verb>(?!cuando(?!\w))[^\W\d_]*(?:ando|iendo|yendo))(?!\w)",
    re.IGNORECASE,
)
_IS: Final = dict(
    pair.split("=")
    for pair in [
        "está=está",
        "están=estão",
        "estaba=estava",
        "estaban=estavam",
        "estará=estará",
        "estarán=estarão",
        "esté=esteja",
        "estén=estejam",
        "estuvo=esteve",
        "estuvieron=estiveram",
        "sigue=continua",
        "siguen=continuam",
        "seguía=continuava",
        "seguían=continuavam",
        "va=vai",
        "van=vão",
        "iba=ia",
        "iban=iam",
        "fue=foi",
        "fueron=foram",
        "viene=vem",
        "vienen=vêm",
        "venía=vinha",
        "venían=vinham",
    ]
)
_WITHOUT_SE: Final = re.compile(
    r"(?:quedando|cayendo|muriendo|yendo|riendo|saliendo|durmiendo|acabando|terminando|demorando|tardando|subiendo|bajando|rompiendo|derrumbando|hundiendo)$",
    re.IGNORECASE,
)


_SE: Final = re.compile(r"(?<!\w)se |rse(?!\w)", re.IGNORECASE)


def in_progress(text: str) -> str:
    """Return a Spanish text in which such things are in the passive, and pronouns of gerunds in their places."""
    if not _SE.search(text):
        return text
    text = _SELF.sub(_self, _THING_BEING.sub(_being, _BEING_BEHIND.sub(_being_behind, text)))
    text = _STOPS.sub(_stops, _SHALL_BEHIND.sub(_shall_behind, _AGAIN.sub(_again, text)))
    text = _IT_STOPS.sub(lambda found: f"{found['said']} ser {INFINITIVES[found['verb'].lower()]}o", text)
    return _POSSIBLE.sub(_possible, text)


def with_helpers(text: str) -> str:
    """Return a Spanish text in which what begins, ends or has to be done is in the passive, before its pronoun is drawn to another verb."""
    return _HELPED.sub(_helped, text) if _SE.search(text) else text


def _participle_of_gerund(found: re.Match[str]) -> str | None:
    gerund = (found["stem"] + found["ending"]).lower()
    noun = (found.groupdict().get("bare") or found["noun"] or "").lower()
    # *Los precios se están subiendo*: they are not sent.
    if _BY_ITSELF.match(gerund) or (gerund == "subiendo" and not noun.startswith(_SENT)):
        return None
    return _GERUNDS.get(gerund) or (
        _STEMS_GERUND.get(found["stem"].lower()) if found["ending"].lower() == "ando" else None
    )


def _being(found: re.Match[str]) -> str:
    ending, participle = ending_of(found), _participle_of_gerund(found)
    if not ending or participle is None or ending.endswith("s") != found["be"].endswith("n"):
        return found[0]
    said = found[0][: found.start("be") - len("se ") - found.start()]
    return f"{said}{found['be']} siendo {participle}{ending}"


def _being_behind(found: re.Match[str]) -> str:
    ending, participle = ending_of(found, before=False), _participle_of_gerund(found)
    if not ending or participle is None or ending.endswith("s") != found["be"].endswith("n"):
        return found[0]
    thing = found["bare"] or f"{found['the']} {found['noun']}"
    return begun(found[0], f"{found['be'].lower()} siendo {participle}{ending} {thing}")


def _self(found: re.Match[str]) -> str:
    """Return *están se moviendo*, with what is in Portuguese already."""
    if found["verb"].lower() == "yendo":
        return f"⟦{begun(found[0], _IS[found['be'].lower()])} indo embora⟧"
    if _WITHOUT_SE.match(found["verb"]):
        return begun(found[0], f"{found['be'].lower()} {found['verb']}")
    return f"⟦{begun(found[0], _IS[found['be'].lower()])} se⟧ {found['verb']}"


def _again(found: re.Match[str]) -> str:
    subject = _SUBJECT_BEHIND.match(found.string, found.end()) or _SUBJECT_BEFORE.search(found.string[: found.start()])
    ending = ending_of(subject) if subject is not None else ""
    if not ending or ending.endswith("s") != found["again"].endswith("n"):
        return found[0]
    again = begun(found[0], _AGAIN_DONE[found["again"].lower()])
    return f"⟦{again} a⟧ ser {INFINITIVES[found['verb'].lower()]}{ending}"


def _helped(found: re.Match[str]) -> str:
    subject = _SUBJECT_BEFORE.search(found.string[: found.start()]) or _SUBJECT_BEHIND.match(found.string, found.end())
    ending = ending_of(subject) if subject is not None else ""
    many = re.match(r"[^\W\d_]+n(?!\w)", found["again"]) is not None
    if not ending or ending.endswith("s") != many:
        return found[0]
    return f"{begun(found[0], found['again'].lower())} ser {INFINITIVES[found['verb'].lower()]}{ending}"


def _possible(found: re.Match[str]) -> str:
    """Return *é possível consultar*, where nothing before could be what is consulted."""
    if _SOME_BEFORE.search(found.string[: found.start()]):
        return found[0]
    return f"⟦{begun(found[0], _POSSIBLY[found['can'].lower()])}⟧ {found['verb']}"


def _stops(found: re.Match[str]) -> str:
    ending = ending_of(found)
    if not ending or ending.endswith("s") != found["stops"].lower().endswith("n"):
        return found[0]
    said = found[0][: found.start("verb") - found.start()]
    return f"{said}ser {INFINITIVES[found['verb'].lower()]}{ending}"


def _shall_behind(found: re.Match[str]) -> str:
    ending = ending_of(found)
    if not ending or ending.endswith("s") != found["shall"].lower().endswith("n"):
        return found[0]
    shall = SHALL[found["shall"].lower()]
    return begun(found[0], f"{shall} ser {INFINITIVES[found['verb'].lower()]}{ending} {found['the']} {found['noun']}")
