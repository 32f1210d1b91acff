"""More of what is done, where it stands behind its verb or far before it: *en mayo se suspendió la atención* is *em maio foi suspenso o atendimento*."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import gender_of
from forum.translation.rules.passive_forms import BE
from forum.translation.rules.passive_forms import DONE_TO_SOMEBODY
from forum.translation.rules.passive_forms import FORMS
from forum.translation.rules.passive_forms import INFINITIVES
from forum.translation.rules.passive_forms import MANY
from forum.translation.rules.passive_forms import one_of
from forum.translation.rules.passives import FEMININE
from forum.translation.rules.passives import MASCULINE
from forum.translation.rules.passives import NO_NOUN
from forum.translation.rules.passives import TIMES
from forum.translation.rules.passives import as_passives
from forum.translation.rules.passives import comes_forward
from forum.translation.rules.passives import is_feminine

#: *A cada área se le asignó un enlace*: what is done stands behind.
_TO_WHOM: Final = re.compile(
    rf"(?<!\w)se (?P<whom>les?) (?P<verb>{'|'.join(sorted(DONE_TO_SOMEBODY, key=len, reverse=True))}) (?P<the>{'|'.join([*MASCULINE, *FEMININE])}) (?P<noun>[^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
_WHOM_BEFORE: Final = re.compile(
    r"(?:^|[.;:,¿] ?|(?<!\w)(?:y|pero|que|donde|cuando) )(?:al?|tanto al?) [^.;:,]{3,70} $", re.IGNORECASE
)
#: *El ◊ de las solicitudes se resuelve*, *la mayoría de los trámites se hacen*.
_SHARE: Final = re.compile(
    rf"(?<!\w)(?P<head>(?:el {ANY_MARK}|la (?P<most>mitad|mayoría|mayor parte)) de (?P<the>los|las) (?P<noun>[^\W\d_]+)(?: {NO_NOUN}(?!de)[^\W\d_]+)?(?: de(?:l| la| los| las)? [^\W\d_]+)?(?: (?:no|ya|también|nunca|siempre|solo|aún|todavía))*)"
    rf" se (?P<verb>{'|'.join(sorted(FORMS, key=len, reverse=True))})(?!\w)(?! (?:el|la|los|las|un|una|a)(?!\w))",
    re.IGNORECASE,
)
#: *Fue elaborada por el equipo y se actualiza cada mes*.
_AND: Final = re.compile(
    rf"(?<!\w)(?P<be>{'|'.join(BE)}) (?P<first>[^\W\d_]+[aií]d|hech|deshech|rehech|escrit|resuelt|devuelt|[^\W\d_]*puest|abiert)(?P<ending>[oa]s?)(?P<between>,?(?: (?!que(?!\w))[^\s.;:?!]+){{0,12}}?(?:,? (?:y|e|o|pero)|,) (?:(?:no|ya|también|luego|después|todavía|aún) )*)"
    rf"se (?P<verb>{'|'.join(sorted(FORMS, key=len, reverse=True))})(?!\w)(?! (?:el|la|los|las|un|una|unos|unas|que|a)(?!\w))",
    re.IGNORECASE,
)
_AT_ONCE: Final = re.compile(r"(?:, [^\W\d_]+[ai]d[oa]s?)?(?:,? (?:y|e|o)|,) ")
#: Only what is over, or will be.
_BEHIND_FORMS: Final = [form for form, (be, _) in FORMS.items() if be in {"fue", "fueron", "será", "serán"}]
#: *En ◊ se suspendió la atención*, *no se publicaron los datos*: where nobody stands before who could have done it.
_BEHIND: Final = re.compile(
    rf"(?P<before>^|[.;:,¿] ?|(?<!\w)(?:y|e|no|ya|donde|cuando|dónde|cómo|cuándo|también|luego|después|así|recién|nunca|solo|hoy|ayer|porque|aunque|mientras|todavía|aún|tampoco|en que|en (?:el|la|los|las) que|{ANY_MARK}) |(?:^|[.;:] )(?:en|a|con|por|durante|desde|hasta|este|esta|el|la|para|tras) [^.;:,]{{2,40}}? )"
    rf"se (?P<verb>{'|'.join(sorted(_BEHIND_FORMS, key=len, reverse=True))}) (?P<the>{'|'.join([*MASCULINE, *FEMININE])}) (?P<noun>[^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
_MORE: Final = {
    "anonimiza": ("es", "anonimizad"),
    "anonimice": ("sea", "anonimizad"),
    "anonimizó": ("fue", "anonimizad"),
    "consulta": ("es", "consultad"),
    "consulte": ("sea", "consultad"),
    "consultó": ("fue", "consultad"),
    "escucha": ("es", "escuchad"),
    "escuche": ("sea", "escuchad"),
    "invita": ("es", "invitad"),
    "invite": ("sea", "invitad"),
    "involucra": ("es", "involucrad"),
    "involucre": ("sea", "involucrad"),
    "llama": ("es", "llamad"),
    "llame": ("sea", "llamad"),
    "considera": ("es", "considerad"),
    "considere": ("sea", "considerad"),
}
#: *Sin que se los anonimice*: what could be given to nobody.
_THEM: Final = re.compile(
    r"(?<!\w)(?P<before>que|si|no|cuando|donde) se (?P<it>lo|la|los|las) (?P<verb>(?!(?:entreg|envi|enví|mand|adjudi|asign|otorg|cobr|pag|vend|compart|present|repart|deleg|deriv|adjunt|recib|hiz|hac|hag|exig|aprob|aprueb|hice|tom|confirm|public)[^\W\d_]*)"
    rf"(?:{'|'.join(sorted([*DONE_TO_SOMEBODY, *_MORE], key=len, reverse=True))}))(?!\w)",
    re.IGNORECASE,
)
#: *Se nombró a los integrantes*.
_PEOPLE: Final = re.compile(
    r"(?<!\w)se (?:(?P<stem>nombr|contrat|convoc|invit|capacit|design|entrevist|consult|sancion|premi|evalu|incorpor|notific|entren|form|inform|avis|mult)(?P<tense>ó|ará)|(?P<elected>eligió|despidió)) "
    r"a(?P<the>l| la| los| las| un| una| unos| unas| vari[oa]s| much[oa]s| dos| tres| cuatro| cinco| seis| diez) (?P<noun>[^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
#: *Que se hayan entregado todas las viviendas*.
_HAD_BEHIND: Final = re.compile(
    rf"(?<!\w)se (?P<had>haya|había|hubiera)(?P<many>n?) (?P<verb>{'|'.join(sorted(set(INFINITIVES.values()), key=len, reverse=True))})o (?P<all>tod[oa]s )?(?P<the>el|la|los|las|un|una) (?P<noun>[^\W\d_]+)",
    re.IGNORECASE,
)


def in_passives(text: str) -> str:
    """Return a Spanish text in which these sentences, and those of `passives`, have *ser* and a participle."""
    text = _HAD_BEHIND.sub(_had_behind, _PEOPLE.sub(_people_done, text))
    text = _THEM.sub(_they_are_done, _BEHIND.sub(_done_behind, text))
    # Twice: *se votó, se aprobó y se publicó*.
    return _AND.sub(
        _also_done, _AND.sub(_also_done, as_passives(_SHARE.sub(_share_done, _TO_WHOM.sub(_done_to, text))))
    )


def _done_to(found: re.Match[str]) -> str:
    noun, the = found["noun"].lower(), found["the"].lower()
    be, participle = FORMS[found["verb"].lower()]
    if noun in TIMES or (be in MANY.values()) != the.endswith("s"):
        return found[0]
    ending = ("a" if is_feminine(the, noun) else "o") + ("s" if be in MANY.values() else "")
    whom = "" if _WHOM_BEFORE.search(found.string[: found.start()]) else f"{found['whom']} "
    made = f"{whom}{be} {participle}{ending} {found['the']} {found['noun']}"
    return made[:1].upper() + made[1:] if found[0][0].isupper() else made


def _share_done(found: re.Match[str]) -> str:
    be, participle = FORMS[found["verb"].lower()]
    if found["most"] and be in MANY:
        return f"{found['head']} {be} {participle}a"
    ending = "as" if found["the"].lower() == "las" else "os"
    return f"{found['head']} {MANY.get(be, be)} {participle}{ending}"


def _also_done(found: re.Match[str]) -> str:
    be, participle = FORMS[found["verb"].lower()]
    if (be in MANY.values()) != found["ending"].endswith("s"):
        return found[0]
    first = f"{found['be']} {found['first']}{found['ending']}{found['between']}"
    # *Es ocultado o eliminado*: said once where nothing is between.
    said = "" if be == found["be"].lower() and _AT_ONCE.fullmatch(found["between"]) else f"{be} "
    return f"{first}{said}{participle}{found['ending']}"


def _done_behind(found: re.Match[str]) -> str:
    noun, the = found["noun"].lower(), found["the"].lower()
    be, participle = FORMS[found["verb"].lower()]
    if noun in TIMES or (be in MANY.values()) != the.endswith("s") or comes_forward(participle, noun):
        return found[0]
    ending = ("a" if is_feminine(the, noun) else "o") + ("s" if be in MANY.values() else "")
    be = be.capitalize() if found[0].lstrip(" .;:,¿")[:2] == "Se" else be
    return f"{found['before']}{be} {participle}{ending} {found['the']} {found['noun']}"


def _they_are_done(found: re.Match[str]) -> str:
    many, low = found["it"].lower().endswith("s"), found["verb"].lower()
    be, participle = FORMS.get(low) or _MORE[low]
    ending = {"lo": "o", "la": "a", "los": "os", "las": "as"}[found["it"].lower()]
    return f"{found['before']} {MANY.get(be, be) if many else be} {participle}{ending}"


def _people_done(found: re.Match[str]) -> str:
    the = found["the"].strip().lower()
    the = "el" if the == "l" else the
    many = the.endswith(("s", "cuatro", "cinco", "diez"))
    participle = {"eligió": "elegid", "despidió": "despedid"}.get((found["elected"] or "").lower())
    if participle is None:
        participle = f"{found['stem'].lower()}ad"
    be = ("serán" if many else "será") if (found["tense"] or "").lower() == "ará" else "fueron" if many else "fue"
    be = be.capitalize() if found[0][0] == "S" else be
    feminine = the in {"la", "las", "una", "unas", "varias", "muchas"} or (
        the in {"dos", "tres", "cuatro", "cinco", "seis", "diez"}
        and gender_of(one_of(found["noun"].lower()), "es") == "f"
    )
    ending = ("a" if feminine else "o") + ("s" if many else "")
    return f"{be} {participle}{ending} {the} {found['noun']}"


def _had_behind(found: re.Match[str]) -> str:
    noun, the = found["noun"].lower(), found["the"].lower()
    if noun in TIMES or bool(found["many"]) != the.endswith("s"):
        return found[0]
    ending = ("a" if is_feminine(the, noun) else "o") + ("s" if found["many"] else "")
    had = f"{found['had']}{found['many']}"
    return f"{had} sido {found['verb']}{ending} {found['all'] or ''}{found['the']} {found['noun']}"
