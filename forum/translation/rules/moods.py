"""Moods of Portuguese that Spanish no longer has: the future subjunctive after *se* is a present there, after *quando* a present subjunctive."""

import re
from typing import Final

from forum.translation.engines.protocol import FIRST_MARK
from forum.translation.engines.protocol import LAST_MARK
from forum.translation.inflection import words
from forum.translation.rules.persons import WE
from forum.translation.rules.persons import first_plural

#: Who does it, as it may stand between such a word and its verb.
_NOUN: Final = f"(?:[^\\W\\d_]+|[{chr(FIRST_MARK)}-{chr(LAST_MARK)}])"
_SUBJECT: Final = (
    r"((?:(?:vocês?|el[ea]s?|alguém|ninguém|todo (?:o )?mundo|tudo|nada|isso|todos|eu|nós|⟦[^⟧]*⟧)"
    rf"|(?:os?|as?|uma?|seus?|suas?|noss[oa]s?|ess[ea]s?|est[ea]s?|cada|algum|alguma|outr[oa]s?|qualquer) (?!que(?!\w)){_NOUN}"
    rf"(?: (?:de|do|da|dos|das) {_NOUN})?) )?((?:(?:não|já|também|ainda|só|se|me|nos|lhes?) )*)"
)
_IF: Final = re.compile(
    rf"(^|[.,;:!?(–—] ?|(?<!\w)(?:e|mas|que|ou|só|mesmo|porque) )(se) {_SUBJECT}([^\W\d_]+)(?!\w)", re.IGNORECASE
)
_WHEN: Final = re.compile(
    rf"(?<!\w)(quando|assim que|logo que|sempre que|enquanto|quem|onde|depois que|caso|o que|no que|do que|tudo que|quanto mais [^\W\d_]+|⟦cuanta más gente⟧) {_SUBJECT}([^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
#: Forms that are nothing else, wherever *se* stands.
_IF_ONLY: Final = re.compile(
    rf"((?<!\w))(se) {_SUBJECT}([^\W\d_]+(?:[aei]rmos|[aei]rem)|tiver|fizer|puder|quiser|houver|estiver|couber)(?!\w)",
    re.IGNORECASE,
)
#: *Só falta o prefeito assinar*: an infinitive with a subject of its own.
_INFINITIVE: Final = re.compile(
    rf"(?<!\w)(falta|para|antes de|apesar de|sem|espere|esperar|esperando|esperamos|pedir para|pediu para|pedimos para) (?=(?:vocês?|el[ea]s?|alguém|ninguém|todos|todo (?:o )?mundo|eu|nós|⟦|os? |as? |uma? |seus? |suas? |noss|ess[ea]s? |est[ea]s? |cada )){_SUBJECT}([^\W\d_]+)(?!\w)(?! ou (?:não|o|a)(?!\w))",
    re.IGNORECASE,
)
#: *Seria possível nos enviarem, fazer os chefes olharem*: only the form of many tells.
_INFINITIVE_OF_MANY: Final = re.compile(
    rf"(?<!\w)(fazer|possível|importante|necessário|bom|ótimo|melhor|fundamental|comum|normal|essencial|depois de|além de|em vez de) {_SUBJECT}([^\W\d_]+(?:[aei]rem|[aei]rmos))(?!\w)",
    re.IGNORECASE,
)
#: After these, *se* with an infinitive may be *himself*: only a subject tells.
_AND: Final = frozenset({"e", "ou", "que"})
#: Future subjunctives that follow no rule: third person, its present, its present subjunctive.
_FUTURES: Final = {
    line.split()[0]: (line.split()[1], line.split()[2])
    for line in """
    for é seja
    tiver tem tenha
    fizer faz faça
    puder pode possa
    quiser quer queira
    houver há haja
    vier vem venha
    estiver está esteja
    der dá dê
    disser diz diga
    souber sabe saiba
    couber cabe caiba
    trouxer traz traga
    puser põe ponha
    mantiver mantém mantenha
    obtiver obtém obtenha
    """.strip().splitlines()
}
#: Infinitives that stand after *se* or *quando* as what they are, and words that only end like one.
_NOT_THESE: Final = words(
    """
        se setor valor servidor lugar qualquer titular maior melhor menor gestor autor escolar celular popular familiar regular circular
        mulher dever auxiliar militar particular similar superior exterior anterior posterior interior inferior solar pilar exemplar
        complementar preliminar hospitalar disciplinar interdisciplinar multidisciplinar singular nuclear bar par ar mar dólar
        """
)


def in_moods_of_spanish(text: str) -> str:
    """Return a Portuguese text in which these moods are those that the engine knows."""
    text = _IF_ONLY.sub(_as_present, _IF.sub(_as_present, text))
    text = _INFINITIVE.sub(_as_clause, _WHEN.sub(_as_subjunctive, text))
    return _INFINITIVE_OF_MANY.sub(_as_clause, text)


def _as_present(found: re.Match[str]) -> str:
    before, word, subject, between, verb = (part or "" for part in found.groups())
    certain = bool(subject) or before.strip().lower() not in _AND
    made = _present(verb.lower(), certain=certain)
    if made is None:
        return found[0]
    conjunction = "⟦Si⟧" if word[:1].isupper() else "⟦si⟧"
    return f"{before}{conjunction} {subject}{between}{made}"


def _as_subjunctive(found: re.Match[str]) -> str:
    word, subject, between, verb = (part or "" for part in found.groups())
    made = _subjunctive(
        verb.lower(), certain=bool(subject) or word.lower() in {"quem", "assim que", "quando"} or "mais" in word.lower()
    )
    return found[0] if made is None else f"{word} {subject}{between}{made}"


def _as_clause(found: re.Match[str]) -> str:
    word, subject, between, verb = (part or "" for part in found.groups())
    made = _subjunctive(verb.lower(), certain=True) if subject or verb.endswith(("rem", "rmos")) else None
    return found[0] if made is None else f"{word} que {subject}{between}{made}"


def _present(verb: str, *, certain: bool) -> str | None:
    """Return the present that stands for a future subjunctive, or None when it is no such form."""
    singular, number = _third_person(verb)
    if singular in _FUTURES:
        present = _FUTURES[singular][0]
        if number == "we":
            return WE.get(present, None) or first_plural(present)
        return present if number == "one" else _many(present)
    if verb in _NOT_THESE or not singular.endswith(("ar", "er", "ir")) or len(singular) < 4:
        return None
    if number == "we":
        return singular[:-1] + "mos"
    if number == "many":
        return singular[:-2] + ("am" if singular.endswith("ar") else "em")
    if not certain:
        return None
    ending = "a" if singular.endswith("ar") else "i" if singular.endswith(("air", "uir")) else "e"
    return singular[:-2] + ending


def _subjunctive(verb: str, *, certain: bool) -> str | None:
    singular, number = _third_person(verb)
    if singular in _FUTURES:
        form = _FUTURES[singular][1]
    elif (
        verb in _NOT_THESE
        or not singular.endswith(("ar", "er", "ir"))
        or (len(singular) < 4 and singular not in _STEMS)
        or (number == "one" and not certain)
    ):
        return None
    else:
        form = _with_stem(singular[:-2], singular[-2:])
    if number == "we":
        return form + "mos" if not form.endswith("ê") else "demos"
    return form if number == "one" else ("deem" if form == "dê" else form + "m")


def _third_person(verb: str) -> tuple[str, str]:
    if verb.endswith("rmos"):
        return verb.removesuffix("mos"), "we"
    if verb.endswith("rem") and len(verb) > 4:
        return verb.removesuffix("em"), "many"
    return verb, "one"


#: Verbs whose subjunctive has another stem.
_STEMS: Final = dict(
    pair.split("=")
    for pair in [
        "pedir=peça",
        "medir=meça",
        "ouvir=ouça",
        "perder=perca",
        "sair=saia",
        "cair=caia",
        "dormir=durma",
        "servir=sirva",
        "seguir=siga",
        "conseguir=consiga",
        "preferir=prefira",
        "sentir=sinta",
        "repetir=repita",
        "ler=leia",
        "ver=veja",
        "crer=creia",
        "valer=valha",
        "cobrir=cubra",
        "descobrir=descubra",
        "incluir=inclua",
        "concluir=conclua",
        "construir=construa",
        "impedir=impeça",
        "despedir=despeça",
        "caber=caiba",
        "prevenir=previna",
        # What only infinitives with a subject of their own need.
        "ser=seja",
        "ter=tenha",
        "estar=esteja",
        "fazer=faça",
        "refazer=refaça",
        "poder=possa",
        "haver=haja",
        "dar=dê",
        "dizer=diga",
        "saber=saiba",
        "trazer=traga",
        "querer=queira",
        "manter=mantenha",
        "obter=obtenha",
    ]
)


def _with_stem(stem: str, ending: str) -> str:
    if stem + ending in _STEMS:
        return _STEMS[stem + ending]
    if ending == "ar":
        for end, becomes in (("c", "qu"), ("ç", "c"), ("g", "gu")):
            if stem.endswith(end):
                return stem.removesuffix(end) + becomes + "e"
        return stem + "e"
    for end, becomes in (("c", "ç"), ("g", "j"), ("gu", "g")):
        if stem.endswith(end):
            return stem.removesuffix(end) + becomes + "a"
    return stem + "a"


def _many(present: str) -> str:
    return {
        "é": "são", "tem": "têm", "faz": "fazem", "quer": "querem", "há": "há", "vem": "vêm", "está": "estão", "dá": "dão",
        "diz": "dizem", "traz": "trazem", "põe": "põem", "mantém": "mantêm", "obtém": "obtêm",
    }.get(present, present + "m")  # fmt: skip
