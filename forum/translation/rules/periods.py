"""Years, months, days and weeks that are things: *indiquen el mes* is *indiquem o mês*, which the engine makes *no mês*.

It takes every such noun with an article for the answer to *when*, even where it is what somebody does something to, or
what does something itself.
"""

import re
from typing import Final

_PERIODS: Final = {
    "el año fiscal": "o ano fiscal",
    "el año": "o ano",
    "los años": "os anos",
    "el mes": "o mês",
    "los meses": "os meses",
    "el día": "o dia",
    "los días": "os dias",
    "la semana": "a semana",
    "las semanas": "as semanas",
}
_WORDS: Final = "|".join(_PERIODS)
#: What is done to them, by its stem.
_DONE_TO: Final = (
    r"(?:indi[cq]|eli[jg]|eleg|escoj|escog|corr[ei][gj]|cambi|revis|cont[aáeéó]|cuent|falt|agre[g]|añad|pon[eg]|pus|marc|marqu|anot|defin|selec|fij|verifi|"
    r"compar|sum|rest[aáeé]|confirm|complet|escrib|registr|especifi|consign|inclu|muestr|mostr|filtr|orden[aáeé]|separ|mezcl|confund|copi|borr|elimin|"
    r"olvid|record|recuerd|decid|propon|propus|p[ie]+rd|cubr|abarc|acort|alarg|descont|descuent|aprovech|divid|asign|ajust|quit|sac[aáoó]|saqu|"
    r"modifi|identifi|equivoc|traslad|dice|diga)[^\W\d_]*"
)
#: *El mes pasado, el día lunes, el año 2023*: these do say when.
_NO_WHEN: Final = (
    r"(?! (?:pasad[oa]s?|que viene[n]?|próxim[oa]s?|siguientes?|entrante|anterior(?=[.,;:?!]|$)|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"feriados?|hábil(?:es)?|laborables?|en que|[^\w\s.,;:?!¿¡()«»\"]|\d))"
)
_OBJECT: Final = re.compile(
    rf"(?<!\w)(?P<verb>{_DONE_TO}(?: también| bien| mal)? )(?P<what>{_WORDS})(?!\w){_NO_WHEN}(?P<more> (?:y|o|ni) (?:{_WORDS})(?!\w){_NO_WHEN})?",
    re.IGNORECASE,
)
#: *Corrijan la fecha y el año*.
_BESIDE: Final = re.compile(
    rf"(?P<before>(?<!\w)(?:el|las?|los|una?|su) (?!(?:año|mes|día|semana|lunes|martes|miércoles|jueves|viernes|sábado|domingo|noche|tarde|mañana)s?(?!\w))[^\W\d_]+(?:, | y | o |, (?={_WORDS})))"
    rf"(?P<what>{_WORDS})(?P<more> (?:y|o) (?:{_WORDS}))?(?=[.,;:?!]|$)",
    re.IGNORECASE,
)
#: *Por el mes y el año*: the second is what the first is.
_WITH_ANOTHER: Final = re.compile(
    rf"(?P<before>(?<!\w)(?:el|los|la|las) (?:mes|año|día|semana)(?:e?s)? (?:y|o|ni) )(?P<what>{_WORDS})(?!\w){_NO_WHEN}",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(
    rf"(?P<start>^|[.;:!?,¿¡(] ?|(?<!\w)(?:y|que|porque|pero|si|cuando|aunque|todos|todas|donde) )"
    rf"(?P<what>{_WORDS})(?= (?:(?:contable|calendario|electoral|escolar) )?(?:(?:no|ya|se|nos|nunca|también|solo|todavía) )*"
    r"(?!(?:de|que|entre|sobre|para|bajo|base|antes|donde|durante|siguiente|entrante|mediante|ante|desde|viene|vienen|presente|restante|corriente|reciente|hace|once|doce|trece|catorce|quince|siete|nueve|veinte|en)(?!\w))"
    r"(?:(?<=s )[^\W\d_]+(?:[aeoáéíó]n|son)|(?<!años )(?<!meses )(?<!días )(?<!semanas )(?<!semana )[^\W\d_]{2,}[aeóáé]|(?<=semana )(?:empieza|empezó|termina|terminó|arranca|arrancó|cierra|cerró|fue|es|será|era|tiene|alcanza|dura|pasó|pasa|trae|coincide|cambia|queda)|(?<=no )[^\W\d_]{2,}(?:[aeóáé]|[aeoáéó]n)|(?<=se )[^\W\d_]{2,}(?:[aeóáé]|[aeoáéó]n))(?!\w))",
    re.IGNORECASE,
)


def with_periods(text: str) -> str:
    """Return a Spanish text in which such nouns are translated already, with their articles."""
    text = _BESIDE.sub(_beside, _OBJECT.sub(_object, text))
    text = _WITH_ANOTHER.sub(lambda found: found["before"] + _said(found["what"]), text)
    return _SUBJECT.sub(lambda found: found["start"] + _said(found["what"]), text)


def _object(found: re.Match[str]) -> str:
    # *La cuenta el mes pasado*, *la suma los meses*: such verbs are nouns behind an article.
    if re.search(
        r"(?<!\w)(?:la|el|una?|las|los|del?|al|su|cada|es[ea]|est[ea]|sin|por|con) $", found.string[: found.start()]
    ):
        return found[0]
    return f"{found['verb']}{_said(found['what'])}{_more(found)}"


def _beside(found: re.Match[str]) -> str:
    return f"{found['before']}{_said(found['what'])}{_more(found)}"


def _more(found: re.Match[str]) -> str:
    if not found["more"]:
        return ""
    and_, what = found["more"].strip().split(" ", 1)
    return f" {and_} {_said(what)}"


def _said(what: str) -> str:
    made = _PERIODS[what.lower()]
    return f"⟦{made.capitalize() if what[0].isupper() else made}⟧"
