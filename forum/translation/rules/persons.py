"""Persons of Brazil that an engine of Portugal's Portuguese takes for something else: *a gente* is *we*."""

import re
from typing import Final

_GENTE: Final = re.compile(
    r"(?<!\w)(?<!\bcom )a gente((?: (?:já|também|ainda|só|sempre|não|nunca|aqui|agora|se|os|as|o|lhes?))*) ([^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
#: *A gente de*, *muita gente*: people.
_PEOPLE: Final = frozenset({"de", "do", "da", "que", "dos", "das", "com", "mais"})
WE: Final = dict(
    pair.split("=")
    for pair in [
        "vai=vamos",
        "tem=temos",
        "faz=fazemos",
        "está=estamos",
        "é=somos",
        "pode=podemos",
        "quer=queremos",
        "sabe=sabemos",
        "foi=fomos",
        "fez=fizemos",
        "teve=tivemos",
        "dá=damos",
        "vê=vemos",
        "lê=lemos",
        "crê=cremos",
        "põe=pomos",
        "vem=vimos",
        "diz=dizemos",
        "traz=trazemos",
        "deu=demos",
        "viu=vimos",
        "pôs=pusemos",
        "pôde=pudemos",
        "quis=quisemos",
        "soube=soubemos",
        "veio=viemos",
        "disse=dissemos",
        "trouxe=trouxemos",
        "esteve=estivemos",
        "era=éramos",
        "tinha=tínhamos",
        "vinha=vínhamos",
        "punha=púnhamos",
        "seja=sejamos",
        "tenha=tenhamos",
        "faça=façamos",
        "possa=possamos",
        "queira=queiramos",
        "saiba=saibamos",
        "vá=vamos",
        "esteja=estejamos",
        "haja=hajamos",
        "fosse=fôssemos",
        "for=formos",
        "tiver=tivermos",
        "fizer=fizermos",
        "puder=pudermos",
        "quiser=quisermos",
        "estiver=estivermos",
        "vier=viermos",
        "der=dermos",
        "decide=decidimos",
        "discute=discutimos",
        "abre=abrimos",
        "define=definimos",
        "segue=seguimos",
        "pede=pedimos",
        "inclui=incluímos",
        "consegue=conseguimos",
        "prefere=preferimos",
        "sugere=sugerimos",
        "exige=exigimos",
        "assiste=assistimos",
        "divide=dividimos",
        "permite=permitimos",
        "produz=produzimos",
        "conclui=concluímos",
        "descobre=descobrimos",
        "cumpre=cumprimos",
        "reúne=reunimos",
        "insiste=insistimos",
        "investe=investimos",
        "ouve=ouvimos",
        "sente=sentimos",
        "serve=servimos",
        "sai=saímos",
        "construi=construímos",
        "constrói=construímos",
        "transmite=transmitimos",
        "atribui=atribuímos",
    ]
)

#: A second thing that the same persons did: *a gente montou a base e ficou em dúvida*.
_ALSO: Final = re.compile(
    r"(?P<before>(?<!\w)(?:e|mas)(?: (?:já|também|ainda|não|nunca|agora|depois|sempre|nem))* )(?P<verb>[^\W\d_]+(?:ou|eu|iu)|fez|quer|quis|sabe|soube|viu|pôde|disse|usa|consegue|precisa|tenta|manda|publica|revisa|teve(?= que)|vai(?= [^\W\d_]+[aei]r(?!\w)))(?!\w)",
    re.IGNORECASE,
)
#: What happens without anybody: *e deu certo, e faltou tempo*.
_NOBODY: Final = re.compile(
    r"(?:deu|falt|sobr|bast|choveu|ocorreu|aconteceu|surgiu|doeu|valeu|seu|meu|ou|eu)(?!\w)|(?:falt|sobr|bast|cust)ou"
)
_SENTENCE_ENDS: Final = re.compile(r"[.;:!?…\n]| que ")


def in_first_person(text: str) -> str:
    """Return a Portuguese text in which *a gente* is *we*."""
    pieces: list[str] = []
    end = 0
    for found in _GENTE.finditer(text):
        if found.start() < end:
            continue
        stop = _SENTENCE_ENDS.search(text, found.end())
        close = stop.start() if stop else len(text)
        we = _as_we(found)
        rest = text[found.end() : close]
        pieces += [
            text[end : found.start()],
            we,
            rest if we == found[0] else _GENTE.sub(_as_we, _ALSO.sub(_also_we, rest)),
        ]
        end = close
    return "".join([*pieces, text[end:]])


def _also_we(found: re.Match[str]) -> str:
    verb = found["verb"]
    return found[0] if _NOBODY.match(verb.lower()) else found["before"] + first_plural(verb)


def _as_we(found: re.Match[str]) -> str:
    between, verb = found[1].strip(), found[2]
    if verb.lower() in _PEOPLE:
        return found[0]
    between = " ".join("nos" if word == "se" else word for word in between.split())
    made = f"{between} {first_plural(verb)}".strip()
    return made[:1].upper() + made[1:] if found[0][:1].isupper() else made


_STRONG: Final = re.compile(r"(?:fiz|tiv|pud|quis|soub|diss|^vi|^d|houv|troux|pus|estiv)$")


def first_plural(verb: str) -> str:
    """Return the form of *we* for one of the third person."""
    low = verb.lower()
    if low in WE:
        return WE[low]
    for ending, becomes in (
        ("ava", "ávamos"),
        ("asse", "ássemos"),
        ("esse", "êssemos"),
        ("isse", "íssemos"),
        ("ia", "íamos"),
    ):
        if low.endswith(ending):
            stem = low.removesuffix(ending)
            # *Fizesse, tivesse*: an open vowel.
            return stem + (becomes.replace("ê", "é") if _STRONG.search(stem) else becomes)
    for ending, becomes in (("ou", "amos"), ("eu", "emos"), ("iu", "imos"), ("a", "amos"), ("e", "emos")):
        if low.endswith(ending):
            return low.removesuffix(ending) + becomes
    return low + "mos" if low.endswith("r") else low
