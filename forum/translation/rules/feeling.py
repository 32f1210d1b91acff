"""Who something happens to is the subject in Brazil: *nos interesa el tema* is *temos interesse no tema*.

What only somebody has nothing to do with loses its pronoun: *nos faltan datos* is *faltam dados*.
"""

import re
from typing import Final

from forum.translation.rules.capitals import begun

#: By the Spanish pronoun: place of the form in the lists below.
_PLACES: Final = {"me": 0, "nos": 1, "te": 2, "le": 2, "les": 3}
#: In the order of those places.
_FORMS: Final = {
    "achar": ("acho achamos acha acham", "achei achamos achou acharam", "achava achávamos achava achavam"),
    "gostar": ("gosto gostamos gosta gostam", "gostei gostamos gostou gostaram", "gostava gostávamos gostava gostavam"),
    "ter": ("tenho temos tem têm", "tive tivemos teve tiveram", "tinha tínhamos tinha tinham"),
    "saber": ("sei sabemos sabe sabem", "soube soubemos soube souberam", "sabia sabíamos sabia sabiam"),
    "ficar": ("fico ficamos fica ficam", "fiquei ficamos ficou ficaram", "ficava ficávamos ficava ficavam"),
    "adorar": ("adoro adoramos adora adoram", "adorei adoramos adorou adoraram", "adorava adorávamos adorava adoravam"),
    "receber": (
        "recebo recebemos recebe recebem",
        "recebi recebemos recebeu receberam",
        "recebia recebíamos recebia recebiam",
    ),
    "preocupar": (
        "me+preocupo nos+preocupamos se+preocupa se+preocupam",
        "me+preocupei nos+preocupamos se+preocupou se+preocuparam",
        "me+preocupava nos+preocupávamos se+preocupava se+preocupavam",
    ),
}
#: *Teríamos interesse em ver a ficha, a diretora gostaria que saísse*.
_WOULD: Final = {
    "ter": ["teria", "teríamos", "teria", "teriam"],
    "gostar": ["gostaria", "gostaríamos", "gostaria", "gostariam"],
    "adorar": ["adoraria", "adoraríamos", "adoraria", "adorariam"],
}
_WHOM: Final = ("a mim", "a nós", "a você", "a vocês")

_PRONOUN: Final = r"(?P<whom>me|nos|te|les|le)"
#: *A las ciudades chicas les parece*: they are the subject.
_WHO: Final = (
    r"(?:(?P<start>^|(?<=[.;:,¿¡(] )|(?<=[¿¡(])|(?<!\w)(?:y|que|pero|porque|si) )"
    r"(?P<who>al |a (?=(?:la|los|las|un|una|mi|su|nuestr[oa]s?|tod[oa]s|much[oa]s|algun[oa]s|vari[oa]s|cada|otr[oa]s|vos|ti|usted|ustedes|él|ell[oa]s?) ))"
    r"(?P<name>[^\s.,;:()]+(?: [^\s.,;:()]+){0,4}?) )?"
)
#: *Lo cual me preocupa más*: what is felt is said already.
_NOT_THAT: Final = "".join(f"(?<!{said} )" for said in ("lo cual", "lo que", "⟦o que⟧", "eso", "esto"))
_NO: Final = r"(?P<no>(?:no|ya|también|tampoco|siempre|nunca|todavía|solo|aún) )?"
_NOUN: Final = r"(?! más (?:el|la|los|las|lo)(?!\w))(?= (?:el|la|los|las|un|una|su|sus|ese|esa|esos|esas|este|esta|esto|eso|lo|más|menos|mucho|mucha|otro|otra|nuestr[oa]s?|algún|alguna)(?!\w))"
_INFINITIVE: Final = r"(?= [^\W\d_]+[aei]r(?:l[oa]s?|les?|nos|se)?(?!\w))"
_NOUN_OR_INFINITIVE: Final = rf"(?:{_NOUN}|{_INFINITIVE})"

_PRESENT, _PAST, _IMPERFECT, _CONDITIONAL = range(4)


def _turn(stem: str, endings: tuple[str, ...], follows: str) -> re.Pattern[str]:
    tenses = "|".join(f"(?P<t{number}>{ending})" for number, ending in enumerate(endings) if ending)
    return re.compile(rf"{_WHO}(?<![\w⟦]){_NOT_THAT}{_NO}{_PRONOUN} {stem}(?:{tenses})(?!\w){follows}", re.IGNORECASE)


_AR: Final = ("an?", "ó|aron", "aban?", "arían?")
_COST: Final = ("uestan?", "ostó|ostaron", "ostaban?", "ostarían?")
_ER: Final = ("en?", "ió|ieron", "ían?", "erían?")
#: What is felt, the verb that says it, and what stands between it and what it is about.
_TURNS: Final = (
    (_turn("parec", _ER, r"(?= que(?!\w))"), "achar", "", ""),
    (
        _turn(
            "parec",
            _ER,
            r"(?= (?:muy |bastante |un poco |demasiado |más |poco )?[^\W\d_]+(?:[oa]s?|es?|l|les)(?!\w))(?! (?:que|a|el|la|los|las|un|una|bien que)(?!\w))",
        ),
        "achar",
        "",
        "",
    ),
    (
        _turn(
            "result",
            _AR,
            r"(?= (?:muy |bastante |un poco |demasiado |más |poco |tan )?(?:útil|útiles|natural|naturales|extrañ[oa]s?|rar[oa]s?|interesantes?|difícil|difíciles|fácil|fáciles|complicad[oa]s?|cómod[oa]s?|pesad[oa]s?|clar[oa]s?|simples?|sencill[oa]s?|confus[oa]s?|familiar|familiares|pobres?|cort[oa]s?|largu?[oa]s?|car[oa]s?|barat[oa]s?)(?!\w))",
        ),
        "achar",
        "",
        "",
    ),
    (_turn("interes", _AR, _INFINITIVE), "ter", "interesse em", ""),
    (_turn("interes", _AR, _NOUN), "ter", "interesse", " en"),
    (_turn("preocup", _AR, _NOUN), "preocupar", "", " con"),
    (_turn("molest", _AR, _NOUN), "gostar", "", " de"),
    (_turn("ca", ("en?", "yó|yeron", "ían?", ""), r" bien" + _NOUN), "gostar", "", " de"),
    (_turn("d", ("an?", "io|ieron", "aban?", ""), r" verg[üu]enza" + _INFINITIVE), "ter", "vergonha de", ""),
    (_turn("d", ("an?", "io|ieron", "aban?", ""), r" miedo" + _INFINITIVE), "ter", "medo de", ""),
    (
        _turn("d", ("an?", "io|ieron", "aban?", ""), r" (?:pereza|fiaca|flojera)" + _INFINITIVE),
        "ter",
        "preguiça de",
        "",
    ),
    (_turn("const", _AR, r"(?= que(?!\w))"), "saber", "", ""),
    # *Nos llegó una carta*; *me llegó el lunes* tells when.
    (
        _turn(
            "lleg",
            ("an?", "ó|aron", "aban?", ""),
            rf"{_NOUN}(?! [^\W\d_]+ (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|mes|año|día|semana|hora|momento|turno|tarde|noche|mañana|oportunidad|fin|agua)(?!\w))",
        ),
        "receber",
        "",
        "",
    ),
    (_turn("encant", _AR, rf"(?:{_NOUN_OR_INFINITIVE}|(?= que(?!\w)))"), "adorar", "", ""),
    # *A las áreas chicas les cuesta medir*.
    (_turn("c", _COST, _INFINITIVE), "ter", "dificuldade para", ""),
    (
        _turn("c", tuple(f"(?:{ending}) much(?:o|ísimo)" for ending in _COST), _INFINITIVE),
        "ter",
        "muita dificuldade para",
        "",
    ),
    (_turn("gust", _AR, _NOUN), "gostar", "", " de"),
    (_turn("gust", _AR, _INFINITIVE), "gostar", "de", ""),
    (_turn("gust", _AR, r"(?= (?:nada |mucho |poco )?que(?!\w))"), "gostar", "", ""),
    (_turn("toc", ("an?", "ó|aron", "aban?", ""), _NOUN), "ficar", "", " con"),
)
#: Those that say *not* of what the Spanish verb says.
_NOT: Final = frozenset({_TURNS[6][0]})
#: Those that rows and the engine know, but where who feels it is named.
_NAMED: Final = frozenset(
    turn[0]
    for turn in _TURNS
    if (turn[1] in {"adorar", "gostar"} or "dificuldade" in turn[2])
    and turn[0] not in _NOT
    and " bien" not in turn[0].pattern
)
#: What happens by itself: the pronoun of who tells of it falls away.
_BY_ITSELF: Final = re.compile(
    r"(?<![\w⟦])(?<!\b[Ss]e )(?P<no>(?:no|ya|también|todavía|aún|solo|siempre) )?(?:me|nos)"
    r" (?P<verb>(?:falt(?:a|an|ó|aron|aba|aban|ará|arán)|sobr(?:a|an|ó|aron|aba|aban)|sal(?:e|en|ió|ieron) (?:bien|mal|car[oa]s?|barat[oa]s?)|"
    r"(?:dio|da|dieron|daba) (?:much[oa] )?trabajo|rind(?:e|ió)|rend(?:ía))(?!\w))",
    re.IGNORECASE,
)
_OUR_SHARE: Final = re.compile(
    rf"(?<![\w⟦]){_NO}{_PRONOUN} correspond(?:e|(?P<past>ió))(?!\w){_INFINITIVE}", re.IGNORECASE
)
#: *A los equipos les corresponde*: whose share it is stands before already.
_SAID_BEFORE: Final = re.compile(r"(?:^|[.;:,¿¡(] ?|(?<!\w)(?:y|que|pero|porque) )al? [^.;:,()]{2,50} $", re.IGNORECASE)
#: *A mí me gustó*: once is enough.
_TWICE: Final = re.compile(
    r"(?<!\w)a (?:mí (?P<more1>(?:no|también|tampoco|ya|siempre|nunca|sí) )?(?P<me>me)|nosotr[oa]s (?P<more2>(?:no|también|tampoco|ya|siempre|nunca|sí) )?(?P<us>nos))(?!\w)",
    re.IGNORECASE,
)
#: *Los resultados no nos gustaron*: what is liked stands first.
_LIKED_FIRST: Final = re.compile(
    r"(?P<start>^|[.;:] |(?<!\w)(?:pero|porque|que) )(?P<what>(?:el|la|los|las|su|sus|es[ea]|est[ea]) (?!(?:que|de|del)(?!\w))[^\W\d_]+(?: de(?:l| la| los| las)? [^\W\d_]+)?) "
    r"(?P<no>(?:(?:no|ya|también|siempre) )*)(?P<whom>me|nos) gust(?P<tense>an?|ó|aron|aban?)(?P<more> (?:mucho|poco|nada))?(?=[.,;]|$)",
    re.IGNORECASE,
)
_SEEMS: Final = re.compile(
    r"(?<!\w)se (?:me|nos|les?) (?P<verb>hac(?:e|ía)|hizo)(?= (?:muy |más |bastante |un poco )?(?:difícil|fácil|imposible|complicado|largo|eterno|pesado|cuesta arriba)(?!\w))",
    re.IGNORECASE,
)
_IS: Final = {"hace": "é", "hacía": "era", "hizo": "foi"}


def with_who_feels(text: str) -> str:
    """Return a Spanish text in which whoever something happens to is said as Brazil says it."""
    text = _TWICE.sub(_once, text)
    text = _LIKED_FIRST.sub(_liked, text)
    for pattern, verb, said, before in _TURNS:
        text = pattern.sub(lambda found, verb=verb, said=said, before=before: _felt(found, verb, said, before), text)  # type: ignore[misc]
    text = _SEEMS.sub(lambda found: begun(found[0], f"⟦{_IS[found['verb'].lower()]}⟧"), text)
    text = _OUR_SHARE.sub(_share, text)
    return _BY_ITSELF.sub(_alone, text)


def _once(found: re.Match[str]) -> str:
    more = found["more1"] or found["more2"] or ""
    return begun(found[0], f"{more.lower()}{(found['me'] or found['us']).lower()}")


def _felt(found: re.Match[str], verb: str, said: str, before: str) -> str:
    if (found.re in _NAMED and not found["who"]) or (verb == "receber" and _told_whom(found)):
        return found[0]
    tense = next(number for number in range(4) if f"t{number}" in found.re.groupindex and found[f"t{number}"])
    place = _PLACES[found["whom"].lower()]
    if tense == _CONDITIONAL:
        if verb not in _WOULD:
            return found[0]
        form = _WOULD[verb][place]
    else:
        form = _FORMS[verb][tense].split()[place].replace("+", " ")
    no = found["no"] or ""
    if found.re in _NOT:
        if no.strip().lower() == "no":
            return found[0]
        no += "no "
    made = f"⟦{form}{' ' + said if said else ''}⟧{before}"
    if found["who"]:
        if found["name"].lower() == "ti":
            return found["start"] + begun(found["who"], f"usted {no}{made}")
        name = f"{'el ' if found['who'].strip().lower() == 'al' else ''}{found['name']}"
        return found["start"] + begun(found["who"], f"{name} {no}{made}")
    return begun(found[0], f"{no}{made}")


def _liked(found: re.Match[str]) -> str:
    """Return *no gostamos de los resultados*."""
    tense = _IMPERFECT if found["tense"].startswith("aba") else _PAST if found["tense"] in {"ó", "aron"} else _PRESENT
    form = _FORMS["gostar"][tense].split()[_PLACES[found["whom"].lower()]]
    what = found["what"][0].lower() + found["what"][1:]
    return found["start"] + begun(found["what"], f"{found['no'].lower()}⟦{form}⟧{found['more'] or ''} de {what}")


def _told_whom(found: re.Match[str]) -> bool:
    """Tell whether who receives it stands before, where it cannot be made the subject: *al que le llega, a unos les llega*."""
    name: str = found["name"] or ""
    return name.startswith("que") or (not name and _SAID_BEFORE.search(found.string[: found.start()]) is not None)


def _share(found: re.Match[str]) -> str:
    said_before = _SAID_BEFORE.search(found.string[: found.start()])
    whom = "" if said_before else f" {_WHOM[_PLACES[found['whom'].lower()]]}"
    return begun(found[0], f"{found['no'] or ''}⟦{'coube' if found['past'] else 'cabe'}{whom}⟧")


def _alone(found: re.Match[str]) -> str:
    return begun(found[0], f"{(found['no'] or '').lower()}{found['verb']}")
