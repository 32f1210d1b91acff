"""Forms of Portuguese verbs for their future subjunctive: the present, and the present subjunctive."""

import re
from typing import Final

from forum.translation.inflection import words
from forum.translation.rules.persons import WE
from forum.translation.rules.persons import first_plural

#: Future subjunctives that follow no rule: third person, its present, its present subjunctive.
FUTURES: Final = {
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
    contiver contém contenha
    retiver retém retenha
    opuser opõe oponha
    propuser propõe proponha
    expuser expõe exponha
    dispuser dispõe disponha
    impuser impõe imponha
    refizer refaz refaça
    intervier intervém intervenha
    """.strip().splitlines()
}
_I: Final = dict(
    pair.split("=")
    for pair in [
        "for=sou",
        "tiver=tenho",
        "fizer=faço",
        "puder=posso",
        "quiser=quero",
        "vier=venho",
        "estiver=estou",
        "der=dou",
        "disser=digo",
        "souber=sei",
        "trouxer=trago",
        "puser=ponho",
    ]
)
#: Infinitives that stand after *se* or *quando* as what they are, and words that only end like one.
NOT_THESE: Final = words(
    """
        se setor valor servidor lugar qualquer titular maior melhor menor gestor autor escolar celular popular familiar regular circular
        mulher dever auxiliar militar particular similar superior exterior anterior posterior interior inferior solar pilar exemplar
        quer requer sequer complementar preliminar hospitalar disciplinar interdisciplinar multidisciplinar singular
        nuclear bar par ar mar dólar
        """
)


def first_person(verb: str) -> str | None:
    """Return the present of *I* for a future subjunctive: *se eu estiver* is *si estoy*."""
    if verb in _I:
        return _I[verb]
    form = subjunctive(verb, certain=True)
    if form is None:
        return None
    return verb[:-2] + "o" if verb.endswith("ar") else form[:-1] + "o"


def present(verb: str, *, certain: bool) -> str | None:
    """Return the present that stands for a future subjunctive, or None when it is no such form."""
    singular, number = third_person(verb)
    if singular in FUTURES:
        present = FUTURES[singular][0]
        if number == "we":
            return WE.get(present, None) or first_plural(present)
        return present if number == "one" else _many(present)
    if certain and singular in {"ler", "ver"} and number == "one":
        return singular[0] + "ê"
    if verb in NOT_THESE or not singular.endswith(("ar", "er", "ir")) or len(singular) < 4:
        return None
    if number == "we":
        return singular[:-1] + "mos"
    if singular in _PRESENTS and (number == "many" or certain):
        return _PRESENTS[singular] + ("m" if number == "many" else "")
    if singular.endswith("ear"):
        return singular[:-2] + ("iam" if number == "many" else "ia") if number == "many" or certain else None
    if number == "many":
        return singular[:-2] + ("am" if singular.endswith("ar") else "em")
    if not certain:
        return None
    ending = "a" if singular.endswith("ar") else "i" if re.search(r"(?:a|(?<!g)(?<!q)u)ir$", singular) else "e"
    return singular[:-2] + ending


def subjunctive(verb: str, *, certain: bool) -> str | None:
    """Return the present subjunctive that stands for a future one, or None when it is no such form."""
    singular, number = third_person(verb)
    if singular in FUTURES:
        form = FUTURES[singular][1]
    elif (
        verb in NOT_THESE
        or not singular.endswith(("ar", "er", "ir"))
        or (len(singular) < 4 and singular not in _STEMS)
        or (number == "one" and not certain)
    ):
        return None
    else:
        form = _with_stem(singular[:-2], singular[-2:])
    if number == "we":
        return form.replace("ú", "u").replace("í", "i") + "mos" if not form.endswith("ê") else "demos"
    return form if number == "one" else ("deem" if form == "dê" else form + "m")


def third_person(verb: str) -> tuple[str, str]:
    """Return the form of one person, and whose it was: `one`, `we` or `many`."""
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
        "conferir=confira",
        "sugerir=sugira",
        "transferir=transfira",
        "aderir=adira",
        "refletir=reflita",
        "competir=compita",
        "investir=invista",
        "advertir=advirta",
        "inserir=insira",
        "interferir=interfira",
        "requerer=requeira",
        "reunir=reúna",
        "proibir=proíba",
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
        # *Nomear, nomeie*.
        return stem + ("ie" if stem.endswith("e") else "e")
    for end, becomes in (("c", "ç"), ("g", "j"), ("gu", "g")):
        if stem.endswith(end):
            return stem.removesuffix(end) + becomes + "a"
    return stem + "a"


#: Verbs whose present has another vowel.
_PRESENTS: Final = {
    "reunir": "reúne",
    "proibir": "proíbe",
    "subir": "sobe",
    "sumir": "some",
    "consumir": "consome",
    "fugir": "foge",
}


def _many(present: str) -> str:
    return {
        "é": "são", "tem": "têm", "faz": "fazem", "quer": "querem", "há": "há", "vem": "vêm", "está": "estão", "dá": "dão",
        "diz": "dizem", "traz": "trazem", "põe": "põem", "mantém": "mantêm", "obtém": "obtêm",
    }.get(present, present + "m")  # fmt: skip
