"""Persons of Brazil that an engine of Portugal's Portuguese takes for something else: *a gente* is *we*."""

import re
from typing import Final

from forum.translation.rules import tenses

_GENTE: Final = re.compile(
    r"(?<!\w)(?<!\bcom )a gente((?: (?:já|também|ainda|só|sempre|não|nunca|aqui|agora|nem|mal|quase|até|realmente|simplesmente|hoje|lá|depois|mesm[oa]|se|os|as|o|lhes?))*) ([^\W\d_]+)(?!\w)",
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
        "saiu=saímos",
        "caiu=caímos",
        "construi=construímos",
        "constrói=construímos",
        "transmite=transmitimos",
        "atribui=atribuímos",
        "mede=medimos",
        "repete=repetimos",
        "sobe=subimos",
        "despede=despedimos",
        "impede=impedimos",
        "transfere=transferimos",
        "confere=conferimos",
        "refere=referimos",
        "interfere=interferimos",
        "adere=aderimos",
        "compete=competimos",
        "reflete=refletimos",
        "reage=reagimos",
        "age=agimos",
        "dirige=dirigimos",
        "corrige=corrigimos",
        "foge=fugimos",
        "parte=partimos",
        "evolui=evoluímos",
        "contribui=contribuímos",
        "distribui=distribuímos",
        "substitui=substituímos",
        "possui=possuímos",
        "diminui=diminuímos",
        "resume=resumimos",
        "assume=assumimos",
        "consome=consumimos",
        "imprime=imprimimos",
        "admite=admitimos",
        "emite=emitimos",
        "demite=demitimos",
        "desiste=desistimos",
        "resiste=resistimos",
        "persiste=persistimos",
        "garante=garantimos",
        "prossegue=prosseguimos",
        "proíbe=proibimos",
        "traduz=traduzimos",
        "reduz=reduzimos",
        "conduz=conduzimos",
        "revê=revemos",
        "prevê=prevemos",
        "relê=relemos",
        "mantém=mantemos",
        "obtém=obtemos",
        "propõe=propomos",
        "dispõe=dispomos",
        "supõe=supomos",
        "expõe=expomos",
        "refaz=refazemos",
        "desfaz=desfazemos",
        "reviu=revimos",
        "previu=previmos",
        "manteve=mantivemos",
        "obteve=obtivemos",
        "propôs=propusemos",
        "refez=refizemos",
    ]
)

#: *O chefe ajudou a gente ontem*: to us it was done.
_TO_US: Final = re.compile(
    r"(?<=[\w⟧] )(?P<verb>(?!inclusive)(?:ajud|avis|cham|convid|deix|obrig|prejudic|surpreend|escut|atend|receb|procur|consult|cobr|pression|apoi|orient|trein|acompanh|visit|"
    r"inform|lembr|liber|aceit|entend|compreend|respeit|critic|elogi|engan|trat|lev|afet|benefici|desanim|anim|motiv|assust|preocup|envolv|inclu|exclu|proteg|substitu|"
    r"ensin|imped|pag|atrapalh|ajude|ouv|conhec|ameaç|alert|salv|tir|coloc)[^\W\d_]*) a gente"
    r"(?=[.,;:!?]|$| (?:ontem|hoje|amanhã|sempre|muito|mais|menos|bem|mal|cedo|tarde|antes|depois|agora|aqui|lá|de|da|do|das|dos|em|na|no|nas|nos|a|à|ao|para|pra|com|sem|por|pela|pelo|e|quando|sobre|desde|até|também)(?!\w)| [^\W\d_]+[ai]d[oa](?!\w))",
    re.IGNORECASE,
)
#: A second thing that the same persons did: *a gente montou a base e ficou em dúvida*.
_ALSO: Final = re.compile(
    r"(?P<before>(?<!\w)(?:e|mas)(?: (?:já|também|ainda|não|nunca|agora|depois|sempre|nem|só|até|logo))* )(?P<verb>[^\W\d_]+(?:ou|eu|iu)|fez|quer|quis|sabe|soube|viu|pôde|disse|percebe|usa|consegue|precisa|tenta|manda|publica|revisa|faz|deixa|começa|volta|segue|continua|leva|pede|envia|entrega|confere|põe|bota|chama|recebe|abre|fecha|fica(?= (?:com|de|sem|esper|olh))|perde|acaba|aprende|teve(?= que)|vai(?= [^\W\d_]+[aei]r(?!\w)))(?!\w)",
    re.IGNORECASE,
)
#: *Que a gente conheça os usuários e incorpore suas necessidades*: the mood tells a verb, what follows that it has an object.
_ALSO_MAY: Final = re.compile(
    r"(?P<before>(?<!\w)e (?:(?:não|também|já|depois) )?)(?P<verb>(?!para|sobre|entre|contra|durante|mesmo|toda|cada|desde|embora|agora|outra|nossa|fora|perante)[^\W\d_]{3,}[ae])(?= (?:os?|as?|suas?|seus?|noss[oa]s?|uma?|cada|tudo|isso)(?!\w))",
    re.IGNORECASE,
)
#: What happens without anybody: *e deu certo, e faltou tempo*.
_NOBODY: Final = re.compile(
    r"(?:deu|falt|sobr|bast|choveu|ocorreu|aconteceu|surgiu|doeu|valeu|seu|meu|ou|eu)(?!\w)|(?:falt|sobr|bast|cust)ou"
)
#: *E saiu outra*: who does it stands behind.
_COMES: Final = frozenset({"saiu", "veio", "apareceu", "chegou", "entrou", "caiu", "ficou"})
_ANOTHER: Final = re.compile(r" (?:outr[oa]s?|uma?|os?|as?|mais|alguém)(?!\w)", re.IGNORECASE)
#: *Se a gente tivesse um cadastro, não precisaria cruzar tudo*.
_WOULD: Final = re.compile(
    r"(?P<before>, (?:(?:não|já|também|só|nem) )*)(?P<verb>(?!s?eria|haveria|valeria|bastaria|daria)[^\W\d_]{2,}ria)(?!\w)",
    re.IGNORECASE,
)
_IF: Final = re.compile(r"(?<!\w)se $", re.IGNORECASE)
_SENTENCE_ENDS: Final = re.compile(r"[.;:!?…\n]| que ")


def in_first_person(text: str) -> str:
    """Return a Portuguese text in which *a gente* is *we*."""
    text = _TO_US.sub(r"nos \g<verb>", text)
    pieces: list[str] = []
    end = 0
    for found in _GENTE.finditer(text):
        if found.start() < end:
            continue
        stop = _SENTENCE_ENDS.search(text, found.end())
        close = stop.start() if stop else len(text)
        we = _as_we(found)
        rest = text[found.end() : close]
        if we != found[0]:
            also = (
                _ALSO_MAY if text[: found.start()].lower().endswith("que ") and found[2].endswith(("a", "e")) else _ALSO
            )
            rest = _GENTE.sub(_as_we, also.sub(_also_we, rest))
            if _IF.search(text, 0, found.start()):
                rest = _WOULD.sub(_also_we, rest)
        pieces += [text[end : found.start()], we, rest]
        end = close
    return "".join([*pieces, text[end:]])


def _also_we(found: re.Match[str]) -> str:
    verb = found["verb"]
    if verb.lower() in _COMES and _ANOTHER.match(found.string, found.end()):
        return found[0]
    return found[0] if _NOBODY.match(verb.lower()) else found["before"] + _we(verb)


def _as_we(found: re.Match[str]) -> str:
    between, verb = found[1].strip(), found[2]
    if verb.lower() in _PEOPLE:
        return found[0]
    # *A gente mesmo faz*: we ourselves.
    said = {"se": "nos", "mesmo": "⟦nosotros mismos⟧", "mesma": "⟦nosotras mismas⟧"}
    between = " ".join(said.get(word.lower(), word) for word in between.split())
    made = f"{between} {_we(verb)}".strip()
    start = 1 if made.startswith("⟦") else 0
    return made[:start] + made[start : start + 1].upper() + made[start + 1 :] if found[0][:1].isupper() else made


_STRONG: Final = re.compile(r"(?:fiz|tiv|pud|quis|soub|diss|^vi|^d|houv|troux|pus|estiv)$")


def _we(verb: str) -> str:
    """Return the form of *we*, in Spanish where Portuguese would no longer tell that it is past: *a gente resolveu*."""
    made = first_plural(verb)
    return f"⟦{tenses.WE_DID[made]}⟧" if verb.lower().endswith("eu") and made in tenses.WE_DID else made


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
