"""What is done where no noun with its article stands before: *no se guardó nada, lo que escribiste se publicó, se están cargando datos*."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import gender_of
from forum.translation.inflection import words
from forum.translation.rules.agreement import nouns_of_another_gender
from forum.translation.rules.capitals import begun
from forum.translation.rules.governing import COMMA
from forum.translation.rules.passive_forms import FORMS
from forum.translation.rules.passive_forms import INFINITIVES
from forum.translation.rules.passive_forms import MANY
from forum.translation.rules.passive_forms import one_of
from forum.translation.rules.passives import FEMININE
from forum.translation.rules.passives import ITS_OWN_DOING
from forum.translation.rules.passives import MASCULINE
from forum.translation.rules.passives import NO_NOUN
from forum.translation.rules.passives import TIMES
from forum.translation.rules.passives import comes_forward
from forum.translation.rules.passives import does_itself
from forum.translation.rules.passives import is_feminine

#: Feminine nouns of whose gender the ending says nothing.
_FEMININE_IN_E: Final = words(
    "calles clases llaves fuentes paredes señales luces cruces imágenes flores labores torres frases redes leyes sedes series fases bases "
    "claves partes órdenes naves mujeres tesis crisis veces voces tardes noches corrientes pendientes unidades"
)
#: Those whose gender nobody mends where no article shows it.
_CHANGED: Final = nouns_of_another_gender("es") - {"correo", "correos"}
_FORMS: Final = "|".join(sorted(FORMS, key=len, reverse=True))
ANY_INFINITIVE: Final = "|".join(sorted(INFINITIVES, key=len, reverse=True))
DETERMINED: Final = rf"(?P<the>{'|'.join([*MASCULINE, *FEMININE, 'su', 'sus', 'mi', 'mis', 'tu', 'tus'])}) (?P<noun>{NO_NOUN}[^\W\d_]{{2,}})"
SURE: Final = r"(?:no|ya|también|nunca|siempre|solo|aún|todavía|recién|casi|tampoco)"
ADVERBS: Final = rf"(?P<between>(?: {SURE})*)"
#: What follows a verb that is no passive: *se pide que, se escribe a la comisión, se explica cómo*.
_NO_PASSIVE: Final = r"(?! (?:lo que|el|la|los|las|un|una|unos|unas|al?|que|si|más|cuánt\w+|quién|qué|cómo|dónde|cuándo|solo|sol[oa]s?|eco|cargo|presente)(?!\w))"
_BEGINS: Final = r"(?:^|(?<=[.;:,¿¡(] )|(?<=[¿¡(])|(?<!\w)(?:y|pero|que|porque|cuando|si|aunque) )"

#: *Lo que escribiste se publicó*, *esto ya se decidió*.
_NEUTER: Final = r"(?P<it>(?:todo )?lo que (?!(?:más|menos|mejor) se )(?:(?! (?:y|pero|porque) )[^.;:,()?!]){3,50}?|(?:todo )?(?:esto|eso|aquello)|algo|nada|(?<!\bsobre )(?<!\bante )(?<!\bde )todo)"
_NEUTER_DONE: Final = re.compile(
    rf"{_BEGINS}{_NEUTER}{ADVERBS} se (?P<verb>{_FORMS})(?!\w){_NO_PASSIVE}", re.IGNORECASE
)
#: *Doce temas se cambiaron*, *varias actas se firmaron tarde*.
_NUMBER: Final = (
    rf"(?P<number>(?:\d+|{ANY_MARK}|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|cien|vari[oa]s|much[oa]s|poc[oa]s|algun[oa]s)) "
    rf"(?P<counted>{NO_NOUN}[^\W\d_]{{2,}}s)(?P<more>(?: {NO_NOUN}(?!de)[^\W\d_]+s)?(?: de(?:l| la| los| las)? [^\W\d_]+)?(?: (?:en|para|sobre)(?: el| la| los| las)? [^\W\d_]+)?)"
)
_COUNTED_DONE: Final = re.compile(
    rf"{_BEGINS}{_NUMBER}{ADVERBS} se (?P<verb>{_FORMS})(?!\w){_NO_PASSIVE}", re.IGNORECASE
)
_BE: Final = {"es": "é", "fue": "foi", "era": "era", "será": "será", "sea": "seja", "sería": "seria", "fuera": "fosse"}
#: *Correos que no se enviaron*, with no article.
_BARELY: Final = r"(?:^|(?<=[.;:] )|(?<!\w)(?:hay|había|hubo|habrá|son|eran|fueron|tenemos|quedan|quedaron|tiene|tienen|trae|traen|contiene|incluye|con|en|para|y|e|o|dos|tres|cuatro|cinco|seis|diez|{ANY_MARK}|[0-9]+) )"
_BARE: Final = re.compile(
    rf"{_BARELY}(?P<noun>(?!(?:hay|son|fueron|tenemos)(?!\w)){NO_NOUN}[^\W\d_]{{3,}}s)(?P<more>(?: [^\W\d_]+s)?(?: de [^\W\d_]+)?) que{ADVERBS} se (?P<verb>{_FORMS})(?!\w){_NO_PASSIVE}",
    re.IGNORECASE,
)
#: *La ◊ se aprobó*: an acronym.
_NAMED: Final = re.compile(
    rf"{_BEGINS}(?P<the>el|la|los|las) (?P<name>{ANY_MARK}|(?-i:[A-ZÁÉÍÓÚÑ]{{2,}}))(?P<more>(?: de(?:l| la)? [^\W\d_]+)?){ADVERBS} se (?P<verb>{_FORMS})(?!\w){_NO_PASSIVE}",
    re.IGNORECASE,
)
#: *No se guardó nada*, *todavía no se decidió nada*.
_NOTHING: Final = re.compile(
    rf"(?<!\w)(?P<still>(?:(?:todavía|aún|ya|casi) )?)no se (?P<verb>{_FORMS}) nada(?!\w)(?! (?:de|a|que)(?!\w))",
    re.IGNORECASE,
)
_PERSONS: Final = r"(?:avis|notific|invit|consult|suspend|convoc|contrat|sancion|multa?|cit|nombr|entrevist|encuest|premi|evalu|capacit|expuls|bloque|excluy|eligi|admit|despidi|design)"
#: *No se invitó a nadie*.
_NOBODY: Final = re.compile(
    rf"(?<!\w)no se (?P<verb>(?:{_PERSONS})(?:ó|ará|aba|aría|ió|irá|ía|a|e)) a nadie(?!\w)", re.IGNORECASE
)
#: *Se avisa a quien lo escribió*.
_WHOEVER: Final = re.compile(
    rf"(?<!\w)se (?P<verb>(?:{_PERSONS})(?:ó|ará|aba|aría|ió|irá|ía|a|e)) a (?P<who>quien(?:es)?|todos los que|todas las que)(?!\w)",
    re.IGNORECASE,
)
_PEOPLE: Final = {
    form: (be, participle)
    for participle, forms in (
        (
            stem + "ad",
            (
                stem + "ó",
                stem + "ará",
                stem + "aba",
                stem + "aría",
                stem + "a",
                stem.removesuffix("c") + "que" if stem.endswith("c") else stem + "e",
            ),
        )
        for stem in [
            "avis",
            "notific",
            "invit",
            "consult",
            "convoc",
            "contrat",
            "sancion",
            "mult",
            "cit",
            "nombr",
            "entrevist",
            "encuest",
            "premi",
            "evalu",
            "capacit",
            "expuls",
            "bloque",
            "design",
        ]
    )
    for form, be in zip(forms, ("fue", "será", "era", "sería", "es", "sea"), strict=True)
} | {
    "eligió": ("fue", "elegid"),
    "despidió": ("fue", "despedid"),
    "suspendió": ("fue", "suspendid"),
    "excluyó": ("fue", "excluid"),
    "admitió": ("fue", "admitid"),
}

SHALL: Final = dict(
    pair.split("=")
    for pair in [
        "puede=puede",
        "pueden=pueden",
        "podía=podía",
        "podían=podían",
        "podrá=podrá",
        "podrán=podrán",
        "podría=podría",
        "podrían=podrían",
        "pueda=pueda",
        "puedan=puedan",
        "pudo=⟦pôde⟧",
        "pudieron=⟦puderam⟧",
        "debe=debe",
        "deben=deben",
        "debía=debía",
        "debían=debían",
        "debería=debería",
        "deberían=deberían",
        "deberá=deberá",
        "deberán=deberán",
    ]
)
#: *Esto ya se había deshecho*.
_NEUTER_HAD: Final = re.compile(
    rf"{_BEGINS}{_NEUTER}{ADVERBS} se (?P<had>había|habría|haya|hubiera) (?P<done>(?:{'|'.join(sorted(set(INFINITIVES.values()), key=len, reverse=True))})o)(?!\w)",
    re.IGNORECASE,
)
_CAN: Final = rf"se (?P<shall>{'|'.join(SHALL)}) (?P<verb>{ANY_INFINITIVE})(?!\w)(?! (?:el|la|los|las|un|una|unos|unas|que|si|cómo|qué|quién)(?!\w))"
#: *Esto no se puede deshacer*.
_NEUTER_CAN: Final = re.compile(rf"{_BEGINS}{_NEUTER}{ADVERBS} {_CAN}", re.IGNORECASE)
#: *Doce correos no se pudieron enviar*.
_COUNTED_CAN: Final = re.compile(rf"{_BEGINS}{_NUMBER}{ADVERBS} {_CAN}", re.IGNORECASE)
#: *Correos que no se pudieron enviar*, *los textos que se podrán leer*.
_WHICH_CAN: Final = re.compile(
    rf"(?:(?<!\w)(?P<the>{'|'.join([*MASCULINE, *FEMININE])}) |{_BARELY})(?P<noun>{NO_NOUN}(?!(?:hay|son|fueron|tenemos)(?!\w))[^\W\d_]{{3,}})(?P<more>(?: {NO_NOUN}(?!de)[^\W\d_]+)?(?: de(?:l| la| los| las)? [^\W\d_]+)?) que{ADVERBS} {_CAN}",
    re.IGNORECASE,
)
_NAMED_CAN: Final = re.compile(
    rf"{_BEGINS}(?P<the>el|la|los|las) (?P<name>{ANY_MARK}|(?-i:[A-ZÁÉÍÓÚÑ]{{2,}}))(?P<more>){ADVERBS} {_CAN}",
    re.IGNORECASE,
)


_SE: Final = re.compile(r"(?<!\w)se ", re.IGNORECASE)


def without_doers(text: str) -> str:
    """Return a Spanish text in which such things are done in the passive, or again, or by nobody."""
    if not _SE.search(text):
        return text
    text = _NOTHING.sub(_nothing, _NOBODY.sub(_nobody, _WHOEVER.sub(_whoever, text)))
    text = _NEUTER_HAD.sub(r"\g<it>\g<between> \g<had> sido \g<done>", text)
    return _NAMED.sub(_done, _BARE.sub(_done, _COUNTED_DONE.sub(_done, _NEUTER_DONE.sub(_done, text))))


def with_what_can_be_done(text: str) -> str:
    """Return a Spanish text in which what can or must be done is a passive, before its pronoun is drawn to another verb."""
    if not _SE.search(text):
        return text
    return _NAMED_CAN.sub(_can, _WHICH_CAN.sub(_can, _COUNTED_CAN.sub(_can, _NEUTER_CAN.sub(_can, text))))


def ending_of(found: re.Match[str], *, before: bool = True) -> str:
    """Return the ending that a participle has for what is found, or nothing if that is no thing, or nobody knows its gender."""
    groups = found.groupdict()
    if groups.get("it"):
        return "o"
    if groups.get("name"):
        return {"el": "o", "la": "a", "los": "os", "las": "as"}[found["the"].lower()]
    if groups.get("number") or (groups.get("bare") or (groups.get("noun") and not groups.get("the"))):
        noun = (groups.get("counted") or groups.get("bare") or groups["noun"] or "").lower()
        if noun in TIMES or does_itself(noun) or (noun in _CHANGED and not (groups.get("number") and before)):
            return ""
        number = (groups.get("number") or "").lower()
        many = "s" if noun.endswith("s") else ""
        feminine = number.endswith("as") or (
            not number.endswith(("tos", "ios", "hos", "cos", "nos")) and _is_of_women(noun)
        )
        return ("a" if feminine else "o") + many
    noun, the = found["noun"].lower(), found["the"].lower()
    if noun in TIMES - {"caso"} or does_itself(noun):
        return ""
    return ("a" if is_feminine(the, noun) else "o") + ("s" if the.endswith("s") else "")


def _is_of_women(noun: str) -> bool:
    return noun in _FEMININE_IN_E or gender_of(one_of(noun), "es") == "f"


def _done(found: re.Match[str]) -> str:
    be, participle = FORMS[found["verb"].lower()]
    ending = ending_of(found)
    if not ending or ending.endswith("s") != (be in MANY.values()):
        return found[0]
    groups = found.groupdict()
    # *La ◊ se registró*: an office by its initials may do so itself.
    if groups.get("name") and participle in ITS_OWN_DOING:
        return found[0]
    if comes_forward(participle, (groups.get("counted") or groups.get("noun") or "").lower()):
        return found[0]
    # *Lo que no se mide no se gestiona*: said alike.
    if be == "es" and re.search(r"que (?:no )?se [^ ]+$", found.groupdict().get("it") or "", re.IGNORECASE):
        return found[0]
    said = found[0][: found.start("verb") - len("se ") - found.start()]
    if found.groupdict().get("it"):
        if participle == "hech":
            return f"{said}⟦{_BE[be]} feito⟧"
        # *Lo que prometió la vecina es publicado*: without a comma the engine would make it agree with the noun beside it.
        return f"{said.rstrip()}{COMMA} {be} {participle}o" if " que " in found["it"] else f"{said}{be} {participle}o"
    return f"{said}{be} {participle}{ending}"


def _can(found: re.Match[str]) -> str:
    ending = ending_of(found)
    shall = found["shall"].lower()
    if not ending or ending.endswith("s") != (shall.endswith("n")):
        return found[0]
    said = found[0][: found.start("shall") - len("se ") - found.start()]
    return f"{said}{SHALL[shall]} ser {INFINITIVES[found['verb'].lower()]}{ending}"


def _nothing(found: re.Match[str]) -> str:
    be, participle = FORMS[found["verb"].lower()]
    if be in MANY.values():
        return found[0]
    # Beside what is fixed the engine takes it for the noun: *fato*.
    done = f"⟦{_BE[be]} feito⟧" if participle == "hech" else f"{be} {participle}o"
    return f"{found['still']}no {done} nada" if found["still"] else begun(found[0], f"nada {done}")


def _nobody(found: re.Match[str]) -> str:
    if found["verb"].lower() not in _PEOPLE:
        return found[0]
    be, participle = _PEOPLE[found["verb"].lower()]
    return begun(found[0], f"nadie {be} {participle}o")


def _whoever(found: re.Match[str]) -> str:
    if found["verb"].lower() not in _PEOPLE:
        return found[0]
    be, participle = _PEOPLE[found["verb"].lower()]
    who = found["who"].lower()
    if who == "quien":
        return begun(found[0], f"{be} {participle}o {who}")
    return begun(found[0], f"{MANY[be]} {participle}{'a' if who.startswith('todas') else 'o'}s {who}")
