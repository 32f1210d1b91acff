"""What is still to come: *cuando tengamos* is *quando tivermos*, a tense that Spanish no longer has and the engine does not make."""

import re
from typing import Final

#: Verbs that are frequent after such words: what stands for them in Portuguese (the stem of the tense, then the
#: infinitive of ours, of which other forms follow), the present subjunctive and the present of Spanish, third person.
_VERBS: Final = """
    tiver tenga tiene tenemos
    for sea es somos
    houver haya hay -
    estiver esté está estamos
    puder pueda puede podemos
    quiser quiera quiere queremos
    fizer haga hace hacemos
    for vaya va vamos
    vier venga viene venimos
    der dé da damos
    souber sepa sabe sabemos
    disser diga dice decimos
    trouxer traiga trae traemos
    vir vea ve vemos
    sair salga sale salimos
    chegar llegue llega llegamos
    terminar termine termina terminamos
    publicar publique publica publicamos
    começar empiece empieza empezamos
    começar comience comienza comenzamos
    aprovar apruebe aprueba aprobamos
    fechar cierre cierra cerramos
    mudar cambie cambia cambiamos
    enviar envíe envía enviamos
    mandar mande manda mandamos
    responder responda responde respondemos
    receber reciba recibe recibimos
    assinar firme firma firmamos
    entregar entregue entrega entregamos
    pagar pague paga pagamos
    carregar cargue - cargamos
    revisar revise revisa revisamos
    ficar quede queda quedamos
    precisar necesite - -
    participar participe participa participamos
    apresentar presente - presentamos
    confirmar confirme confirma confirmamos
    usar use usa usamos
    contar cuente - contamos
    encontrar encuentre encuentra encontramos
    preencher llene llena llenamos
    procurar busque busca buscamos
    entrar entre - entramos
    ganhar gane gana ganamos
    cumprir cumpla cumple cumplimos
    pedir pida pide pedimos
    decidir decida decide decidimos
    escrever escriba escribe escribimos
    ler lea lee leemos
    abrir abra abre abrimos
    faltar falte falta faltamos
    perder pierda pierde perdemos
    seguir siga sigue seguimos
    conseguir logre logra logramos
    funcionar funcione funciona -
    servir sirva sirve servimos
    vencer venza vence -
    passar pase pasa pasamos
    assumir asuma asume asumimos
    chamar llame llama llamamos
"""


def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Return what stands for subjunctives, and for presents after *si*."""
    to_come: dict[str, str] = {}
    conditions: dict[str, str] = {}
    for line in _VERBS.strip().splitlines():
        future, subjunctive, present, we = line.split()
        many = "saírem" if future == "sair" else future + "em"
        # *Cuando tengamos*: the stress of the singular goes, and with it what it did to the vowel.
        for form, becomes in (
            (subjunctive, future),
            (_plain(subjunctive) + "n" if subjunctive != "esté" else "estén", many),
            (_we(subjunctive, we), future + "mos"),
        ):
            to_come.setdefault(form, becomes)
        if present != "-":
            conditions.setdefault(present, future)
            if present not in {"es", "hay"}:
                conditions.setdefault(present + "n", many)
        if we != "-":
            conditions.setdefault(we, future + "mos")
    return to_come, {"son": "forem", **conditions}


def _plain(subjunctive: str) -> str:
    return "de" if subjunctive == "dé" else subjunctive


def _we(subjunctive: str, present: str) -> str:
    """Return the form of *we* of a subjunctive, with the stem of its present."""
    if present == "-":
        return _plain(subjunctive) + "mos"
    # Stems that change under stress: *pueda, podamos*.
    special = {
        "pueda": "podamos",
        "quiera": "queramos",
        "esté": "estemos",
        "empiece": "empecemos",
        "comience": "comencemos",
    }
    special |= {
        "apruebe": "aprobemos",
        "cierre": "cerremos",
        "envíe": "enviemos",
        "cuente": "contemos",
        "pierda": "perdamos",
    }
    return special.get(subjunctive, {"encuentre": "encontremos"}.get(subjunctive, _plain(subjunctive) + "mos"))


_TO_COME_FORMS, _CONDITIONS = _forms()
_BETWEEN: Final = r"(?: (?:no|ya|se|nos|l[oa]s?|les?|me|te|⟦te⟧|también|solo|todavía|⟦ainda⟧))*"
#: A subject between such a word and its verb.
_SUBJECT: Final = r"(?: (?:(?:el|la|los|las|un|una|su|sus|nuestr[oa]s?|algún|alguna|cada|otr[oa]s?|est[ea]|es[ea]) [^\W\d_]+|todos|todo|alguien|algun[oa]|nadie|ningun[oa]|usted(?:es)?|ell[oa]s?|él))?"
_TO_COME: Final = re.compile(
    rf"(?<!\w)(?<!siempre y )((?:cuando|en cuanto|ni bien|apenas|una vez que|quien(?:es)?|mientras|(?:el|la|los|las|lo) que|cuanto más [^\W\d_]+){_SUBJECT}{_BETWEEN} )({'|'.join(_TO_COME_FORMS)})(?!\w)(?!(?<=haya) [^\W\d_]+(?:[aií]do|sto|cho|rto)(?!\w))(?!(?<=hayan) [^\W\d_]+(?:[aií]do|sto|cho|rto)(?!\w))",
    re.IGNORECASE,
)
#: *Si* that is no *whether*: where a sentence or a clause begins.
_IF: Final = re.compile(
    rf"((?:^|[.,;:!?¿¡(–—] ?|(?<!\w)(?:y|pero|porque) )si{_SUBJECT}{_BETWEEN} )({'|'.join(_CONDITIONS)})(?!\w)(?! (?:a [^\W\d_]+[aei]r|que ver)(?!\w))",
    re.IGNORECASE,
)

#: What is so all the same, and what may be: *aunque está firmado* is *embora esteja assinado*.
_CONCEDED: Final = dict(
    pair.split("=")
    for pair in """
    es=seja son=sejam era=fosse eran=fossem está=esteja están=estejam estamos=estejamos estaba=estivesse estaban=estivessem
    tiene=tenha tienen=tenham tenemos=tenhamos tenía=tivesse tenían=tivessem hay=haja había=houvesse puede=possa pueden=possam
    hace=faça hacen=façam quiere=queira quieren=queiram sabe=saiba saben=saibam va=vá van=vão existe=exista existen=existam
    falta=falte faltan=faltem parece=pareça parecen=pareçam sirve=sirva funciona=funcione cuesta=custe necesita=precise
    fue=tenha+sido fueron=tenham+sido estuvo=tenha+estado tuvo=tenha+tido hizo=tenha+feito quedó=tenha+ficado
    """.strip().split()
)
_ALTHOUGH: Final = re.compile(
    rf"(?<!\w)(?P<word>aunque|si bien|por si)(?P<between>{_SUBJECT}{_BETWEEN} )(?P<verb>{'|'.join(_CONCEDED)})(?!\w)",
    re.IGNORECASE,
)


def in_future_subjunctive(text: str) -> str:
    """Return a Spanish text in which these verbs are Portuguese already, as literals that go past the engine."""
    text = _ALTHOUGH.sub(_conceded, text)
    text = _TO_COME.sub(lambda found: f"{found[1]}⟦{_TO_COME_FORMS[found[2].lower()]}⟧", text)
    return _IF.sub(lambda found: f"{found[1]}⟦{_CONDITIONS[found[2].lower()]}⟧", text)


def _conceded(found: re.Match[str]) -> str:
    word = "caso" if found["word"].lower() == "por si" else "embora"
    word = word.capitalize() if found["word"][0].isupper() else word
    return f"⟦{word}⟧{found['between']}⟦{_CONCEDED[found['verb'].lower()].replace('+', ' ')}⟧"
