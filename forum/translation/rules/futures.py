"""What is still to come: *cuando tengamos* is *quando tivermos*, a tense that Spanish no longer has and the engine does not make."""

import re
from pathlib import Path
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.rules.capitals import begun
from forum.translation.rules.participles import participle_of_past

#: See the head of the file.
_VERBS: Final = tuple(
    tuple(line.split())
    for line in (Path(__file__).parent / "future-verbs.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)


#: *Cuando los nombres coincidan*: nothing that *you* do.
_NOUNS: Final = frozenset({"nombres", "controles", "valores", "menciones", "direcciones", "condiciones", "relaciones"})


def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Return what stands for subjunctives, and for presents after *si*."""
    to_come: dict[str, str] = {}
    conditions: dict[str, str] = {}
    for future, subjunctive, present, we in _VERBS:
        # *Incluírem, saírem*, but *seguirem*.
        many = f"{future[:-2]}írem" if re.search(r"(?:(?<![gq])u|a)ir$", future) else future + "em"
        # *Cuando tengamos*: the stress of the singular goes, and with it what it did to the vowel.
        for form, becomes in (
            (subjunctive, future),
            (_plain(subjunctive) + "n" if subjunctive != "esté" else "estén", many),
            (_we(subjunctive, we), future + "mos"),
        ):
            to_come.setdefault(form, becomes)
        # *Cuando puedas, si tienes*: in Brazil *tú* is *você*.
        if subjunctive + "s" not in _NOUNS:
            to_come.setdefault(subjunctive + "s", future)
        if present not in {"-", "hay", "es"}:
            conditions.setdefault(present + "s", future)
        if present != "-":
            conditions.setdefault(present, future)
            if present not in {"es", "hay"}:
                conditions.setdefault(present + "n", many)
        if we != "-":
            conditions.setdefault(we, future + "mos")
        if (mine := _mine(subjunctive, present)) and mine not in _NO_CONDITIONS:
            conditions.setdefault(mine, f"eu {future}")
    return to_come, {"son": "forem", **conditions}


#: First persons that are nouns or adverbs rather, or more than one verb's.
_NO_CONDITIONS: Final = frozenset(
    {"como", "solo", "sobre", "bajo", "medio", "creo", "veo", "cuento", "caso", "cargo", "marco", "digo"}
)


def _mine(subjunctive: str, present: str) -> str:
    """Return the present of *I*: *tengo* has the stem of *tenga*, *cierro* that of *cierra*; nothing where neither tells."""
    if subjunctive.endswith("a") and len(subjunctive) > len("sea"):
        return subjunctive.removesuffix("a") + "o"
    if present != "-" and present.endswith("a") and len(present) > len("va"):
        return present.removesuffix("a") + "o"
    return ""


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
    return special.get(
        subjunctive,
        {
            "encuentre": "encontremos",
            "vuelva": "volvamos",
            "piense": "pensemos",
            "atienda": "atendamos",
            "resuelva": "resolvamos",
        }.get(subjunctive, _plain(subjunctive) + "mos"),
    )


_TO_COME_FORMS, _CONDITIONS = _forms()
_BETWEEN: Final = r"(?: (?:no|ya|se|nos|l[oa]s?|les?|me|te|⟦te⟧|⟦[Vv]ocê⟧|⟦se⟧|también|solo|todavía|⟦ainda⟧))*"
#: A subject between such a word and its verb.
_SUBJECT: Final = rf"(?: (?:(?:el|la|los|las|un|una|su|sus|nuestr[oa]s?|algún|alguna|cada|otr[oa]s?|est[ea]|es[ea]) (?:(?:nuev|mism|otr|propi|próxim|actual|primer)[oa]?s? )?(?:[^\W\d_]+|{ANY_MARK})(?: de(?:l| la| los| las)? [^\W\d_]+| [^\W\d_]{{3,}}(?:ri|ic|iv|ad|id)[oa]s?| [^\W\d_]{{3,}}al(?:es)?)?|{ANY_MARK}|(?:alguno|alguna|cualquiera|uno|una) de (?:ustedes|nosotros|ellos|ellas)|todos|todo|alguien|algun[oa]|nadie|ningun[oa]|usted(?:es)?|ell[oa]s?|él|(?-i:[A-ZÁÉÍÓÚ][a-záéíóúñ]+(?: (?:y )?[A-ZÁÉÍÓÚ][a-záéíóúñ]+)?)))?"
_TO_COME: Final = re.compile(
    rf"(?<!\w)(?<!siempre y )(?<!aun )((?:cuando|en cuanto|tan pronto como|cada vez que|a medida que|en el momento en que|donde|el día (?:en )?que|hasta donde|⟦quanto antes⟧|cuanto antes|n[io] bien|apenas|una vez que|(?<!\bhay )(?<!\bhaya )(?<!\btiene )(?<!\btienen )(?<!\btenemos )(?<!\btenía )(?<!\btenían )(?<!\btenga )(?<!\bbuscan )(?<!\bhabía )(?<!\bhubo )(?<!\btengo )(?<!\bbusco )(?<!\bbuscamos )(?<!\bfalta )(?<!\bcada )quien(?:es)?|mientras|(?:al|el|la|los|las|lo) que|(?:^|(?<=[.;:,] ))(?:el|la|los|las) [^\W\d_]+ que|(?:cuant[oa]s?|mientras) (?:más|menos) [^\W\d_]+){_SUBJECT}{_BETWEEN} )({'|'.join(_TO_COME_FORMS)})(?!\w)(?!(?<=crea)(?! que| en| necesari| convenient|[.,;]))",
    re.IGNORECASE,
)
#: *Una captura en la que se vea la fecha*: what it has to show, not what it will.
_INDEFINITE: Final = re.compile(
    r"(?<!\w)(?:un|una|unos|unas|algún|alguna|algunos|algunas) [^.,;:?!]{2,60} (?:en|de|con|por|para|a|sobre) $",
    re.IGNORECASE,
)
#: *Conviene que sea alguien de afuera quien revise la lista*.
_CLEFT: Final = re.compile(r"(?<!\w)(?:sea|sean|fuera|será|sería|es|son|fue) [^.;:?!]{2,80}$", re.IGNORECASE)
#: *Si* that is no *whether*: where a sentence or a clause begins.
_IF: Final = re.compile(
    rf"((?:^|[.,;:!?¿¡(–—] ?|(?<!\w)(?:y|pero|porque|[^\W\d_]*preocup[^\W\d_]+|pasa nada|problema|[^\W\d_]*[áéíóú][^\W\d_]*[ae]n?(?:me|nos)) )si{_SUBJECT}{_BETWEEN} )({'|'.join(_CONDITIONS)})(?!\w)(?! (?:a [^\W\d_]+[aei]r(?:l[oa]s?|les?|nos|me|se)?|que ver)(?!\w))",
    re.IGNORECASE,
)
#: *Van a apoyar si mostramos resultados*: what will be is so on a condition, unless it is a question that is answered.
_IF_LATER: Final = re.compile(
    rf"((?<!\w)(?:(?:va|van|vas|vamos|voy) a [^\W\d_]+[aei]r|[^\W\d_]{{2,}}(?:rán?|remos))(?!\w)[^.,;:?!¿]*? si{_SUBJECT}{_BETWEEN} )({'|'.join(_CONDITIONS)})(?!\w)(?! (?:a [^\W\d_]+[aei]r|que ver| o no)(?!\w))",
    re.IGNORECASE,
)
_WHETHER: Final = re.compile(
    r"(?<!\w)(?:sab|ve|pregunt|consult|decid|defin|revis|evalu|averigu|comprob|confirm|verific|analiz|discut|dec|di|inform|mir|investig|explic|avis|mostr|indic|estudi|conoc|"
    r"entend|escrib|comunic|inform|cont|prob|control|cheque|vot)[aei]?r(?:án?|emos|l[oae]s?|nos|me|se)?(?!\w)",
    re.IGNORECASE,
)

#: What is so all the same, and what may be: *aunque está firmado* is *embora esteja assinado*.
_CONCEDED: Final = dict(
    pair.split("=")
    for pair in """
    es=seja son=sejam era=fosse eran=fossem está=esteja están=estejam estamos=estejamos estaba=estivesse estaban=estivessem
    tiene=tenha tienen=tenham tenemos=tenhamos tenía=tivesse tenían=tivessem hay=haja había=houvesse habían=tivessem puede=possa pueden=possam
    hace=faça hacen=façam quiere=queira quieren=queiram sabe=saiba saben=saibam va=vá van=vão existe=exista existen=existam
    cae=caia caen=caiam llega=chegue llegan=cheguem pide=peça piden=peçam pierde=perca pierden=percam pasa=aconteça
    falta=falte faltan=faltem parece=pareça parecen=pareçam sirve=sirva funciona=funcione cuesta=custe necesita=precise necesitan=precisem funcionan=funcionem sirven=sirvam
    fue=tenha+sido fueron=tenham+sido estuvo=tenha+estado tuvo=tenha+tido hizo=tenha+feito quedó=tenha+ficado hubo=tenha+havido conviene=convenha
    """.strip().split()
)
_ALTHOUGH: Final = re.compile(
    rf"(?<!\w)(?P<word>aunque|si bien|tal vez|quizás?|a lo mejor)(?P<between>{_SUBJECT}{_BETWEEN} )(?P<verb>{'|'.join(_CONCEDED)})(?!\w)",
    re.IGNORECASE,
)
#: What was done, and what is done regularly: *aunque el gobernador prometió, aunque el decreto obliga*.
_AT_FIRST: Final = r"(?: (?:al principio|al comienzo|al inicio|en un principio|a veces|en parte|antes|hoy))?"
_ALTHOUGH_DONE: Final = re.compile(
    rf"(?<!\w)(?P<word>aunque|si bien|tal vez|quizás?|a lo mejor)(?P<between>{_AT_FIRST}{_SUBJECT}{_BETWEEN} )(?P<stem>[^\W\d_]{{2,}}?)(?P<ending>ió|ieron|ó|aron|jo|jeron)(?!\w)",
    re.IGNORECASE,
)
#: Present subjunctives of *he* and *we*, by their presents.
SUBJUNCTIVES: Final = {
    **{present: subjunctive for _, subjunctive, present, _ in _VERBS if present != "-"},
    **{we: _we(subjunctive, we) for _, subjunctive, _, we in _VERBS if we != "-"},
    "obliga": "obligue",
    "establece": "establezca",
    "indica": "indique",
    "prevé": "prevea",
    "muestra": "muestre",
    "depende": "dependa",
    "ayuda": "ayude",
    "contempla": "contemple",
    "figura": "figure",
}
_ALTHOUGH_DOES: Final = re.compile(
    rf"(?<!\w)(?P<word>aunque|si bien|tal vez|quizás?|a lo mejor)(?P<between>{_SUBJECT}{_BETWEEN} )(?P<verb>{'|'.join(SUBJUNCTIVES)})(?P<many>n?)(?!\w)",
    re.IGNORECASE,
)
#: What may be so or not: *aunque cambie el jefe* is *ainda que mude*.
_EVEN_IF: Final = re.compile(
    rf"(?<!\w)(?P<word>aunque)(?! sea(?!\w))(?P<between>{_SUBJECT}{_BETWEEN} (?:{'|'.join(_TO_COME_FORMS)}|[^\W\d_]{{2,}}(?:ara|iera|jera|yera)n?))(?!\w)",
    re.IGNORECASE,
)
#: *Pedimos* is what we do and what we did: what else is told in its sentence says which.
_WE_DID: Final = re.compile(r"(?!estamos|vamos|damos|venimos|decimos)(?P<stem>[^\W\d_]{2,})(?P<vowel>[ai])mos")
_TOLD: Final = re.compile(
    r"(?<!\w)(?:[^\W\d_]{2,}(?:ó|aron|ieron|aba|aban)|(?:hab|ten|pod|quer|sab|dec|hac|deb|inclu|cumpl|serv|exist|segu|ven|respond)ían?"
    r"|hizo|vino|pudo|tuvo|fue|dijo|puso|supo|quiso|hubo|estuvo|trajo|dio|vio)(?!\w)",
    re.IGNORECASE,
)
#: Pasts that follow no rule, which keep their form.
_NO_PAST: Final = frozenset(
    {"fu", "hub", "hiz", "pud", "quis", "tuv", "estuv", "vin", "dij", "traj", "pus", "sup", "d", "v"}
)
_DONE: Final = re.compile(r" (?:ya )?⟦?[^\W\d_]+(?:[aií]do|sto|cho|rto)(?!\w)")


#: *Apúrense, porque si no nos quedamos afuera*: nothing follows that would be so if not, as in *que si no se anota es difícil*.
_OR_ELSE: Final = re.compile(
    r"(?<!\w)(porque|pues|ya que|que) si no(?= [^.,;:?!]+(?:[.;!]|$))"
    r"(?! (?!(?:el|la|los|las|una?|todo) )(?:[^\s.,;:?!]+ ){2,}(?<!\by )(?<!\bque )(?:es|son|hay|será|serán|sería|era)(?!\w))",
    re.IGNORECASE,
)
_THE_MANY: Final = re.compile(r"(?<!\w)l[oa]s $", re.IGNORECASE)
_VERB_AFTER: Final = re.compile(r" (?:(?:no|ya|se|nos|les?) )*[^\W\d_]+(?:[aeo]n|án|ón)(?<! en)(?!\w)")
#: *Hasta que no salga* is *enquanto não sair*.
_UNTIL: Final = re.compile(r"(?<!\w)hasta (?:que|tanto) no(?!\w)", re.IGNORECASE)


def in_future_subjunctive(text: str) -> str:
    """Return a Spanish text in which these verbs are Portuguese already, as literals that go past the engine."""
    text = _OR_ELSE.sub(r"\1 ⟦senão⟧", text)
    text = _UNTIL.sub(lambda found: "Mientras no" if found[0][0] == "H" else "mientras no", text)
    text = _ALTHOUGH_DONE.sub(_conceded_done, _ALTHOUGH.sub(_conceded, text))
    text = _EVEN_IF.sub(_even_if, _ALTHOUGH_DOES.sub(_conceded_does, text))
    text = _IF_LATER.sub(_if_later, _TO_COME.sub(_to_come, text))
    return _IF.sub(_on_condition, text)


def _on_condition(found: re.Match[str]) -> str:
    before, verb = found[1], _CONDITIONS[found[2].lower()]
    if verb.startswith("eu "):
        # Nothing else tells that it is *I*: *se eu não encontrar*.
        head, word, between = before.rpartition("si ")
        if not word:
            head, word, between = before.rpartition("Si ")
        return f"{head}{word}⟦eu⟧ {between}⟦{verb.removeprefix('eu ')}⟧"
    return f"{before}⟦{verb}⟧"


def _if_later(found: re.Match[str]) -> str:
    # *Si los números traen guiones*: what the verb says of its object is for the engine to see.
    if _WHETHER.search(found[1]) or found[2].lower() in {"trae", "traen"}:
        return found[0]
    return _on_condition(found)


def _to_come(found: re.Match[str]) -> str:
    told = found.string[: found.start()]
    if _INDEFINITE.search(told) or (found[1].lower().startswith("quien") and _CLEFT.search(told)):
        return found[0]
    # *Cuando los avances faltan*: the verb comes after it.
    if found[2].endswith("es") and _THE_MANY.search(found[1]) and _VERB_AFTER.match(found.string, found.end()):
        return found[0]
    before, verb = found[1], _TO_COME_FORMS[found[2].lower()]
    if verb.startswith("houve") and _DONE.match(found.string, found.end()):
        verb = verb.replace("houve", "tive")
        # *Lo que no se haya publicado* is nothing that publishes itself.
        if before.lower().startswith("lo que") and " se " in before:
            return f"{before.replace(' se ', ' ')}⟦{verb} sido⟧"
    return f"{before}⟦{verb}⟧"


#: *Aunque la compra sea chica, aunque la firma falte*: a noun and its verb.
_A_NOUN: Final = re.compile(r" (?:la|las|los)(?: [^\W\d_]+[oa]s?)? $", re.IGNORECASE)
_ITS_VERB: Final = re.compile(
    r" (?:(?:no|ya|se|nos|les?|también|todavía|⟦ainda⟧) )*(?:sean?|son|es|fuer[ao]n?|fue|esté?n?|está[ns]?|teng[a]n?|tiene[ns]?|hay[a]n?|salg[a]n?|"
    r"(?!(?:para|hasta|entre|sobre|desde|una|otra|esta|esa|nuestra|cada|nada|toda|mucha|poca|alguna|ninguna|el|ella|de|que|se|le|me|te)(?!\w))[^\W\d_]{2,}[ae]n?)(?=[ ,.;]|$)",
    re.IGNORECASE,
)


def _is_noun(found: re.Match[str]) -> bool:
    """Tell whether what looks like a verb behind *la* is a noun, whose own verb follows."""
    return bool(_A_NOUN.search(found["between"]) and _ITS_VERB.match(found.string, found.end()))


def _although(word: str) -> str:
    made = "embora" if word.lower() in {"aunque", "si bien"} else "talvez"
    return f"⟦{made.capitalize() if word[0].isupper() else made}⟧"


def _even_if(found: re.Match[str]) -> str:
    return f"{begun(found['word'], '⟦ainda que⟧')}{found['between']}"


def _conceded_does(found: re.Match[str]) -> str:
    if _is_noun(found):
        return found[0]
    verb = found["verb"].lower()
    we_did = _WE_DID.fullmatch(verb)
    if we_did and _TOLD.search(found.string, found.end()):
        participle = participle_of_past(we_did["stem"], "ó" if we_did["vowel"] == "a" else "ió")
        return f"{_although(found['word'])}{found['between']}hayamos {participle}"
    return f"{_although(found['word'])}{found['between']}{SUBJUNCTIVES[verb]}{found['many']}"


def _conceded_done(found: re.Match[str]) -> str:
    stem, ending = found["stem"].lower(), found["ending"].lower()
    if stem in _NO_PAST:
        return found[0]
    have = "hayan" if ending.endswith("ron") else "haya"
    participle = participle_of_past(stem, ending)
    return f"{_although(found['word'])}{found['between']}{have} {participle}"


def _conceded(found: re.Match[str]) -> str:
    if _is_noun(found):
        return found[0]
    verb = _CONCEDED[found["verb"].lower()].replace("+", " ")
    if verb == "houvesse" and _DONE.match(found.string, found.end()):
        # *Aunque la había aprobado*: not what there was, but what had been done.
        verb = "tivesse"
    return f"{_although(found['word'])}{found['between']}⟦{verb}⟧"
