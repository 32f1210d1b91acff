"""Moods of Portuguese that Spanish no longer has: the future subjunctive after *se* is a present there, after *quando* a present subjunctive."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import words
from forum.translation.rules.conjugating import FUTURES
from forum.translation.rules.conjugating import NOT_THESE
from forum.translation.rules.conjugating import first_person
from forum.translation.rules.conjugating import present
from forum.translation.rules.conjugating import subjunctive
from forum.translation.rules.conjugating import third_person

#: Who does it, as it may stand between such a word and its verb.
_NOUN: Final = f"(?:[^\\W\\d_]+|{ANY_MARK})"
_QUALITY: Final = (
    r"(?:nov[oa]|velh[oa]|municipal|municipais|estadual|federal|responsável|atual|anterior|seguinte|antig[oa]|inteir[oa]|local|locais|públic[oa]|técnic[oa]|social|eletrônic[oa]|"
    r"digital|final|geral|vencedor|vencedora|fiscal|mesm[oa]|escolar|jurídic[oa])s?"
)
_SUBJECT: Final = (
    r"((?:(?:vocês?|el[ea]s?|alguém|ninguém|todo (?:o )?mundo|tudo|nada|isso|isto|algo|alguma coisa|ambos|ambas|todos|todas|eu|nós|(?-i:[A-ZÁÉÍÓÚ][a-záéíóúâêôãõç]+)|⟦[^⟧]*⟧)"
    rf"|(?:os?|as?|uma?|seus?|suas?|noss[oa]s?|ess[ea]s?|est[ea]s?|cada|algum|alguma|outr[oa]s?|qualquer) (?:(?:(?:nov|própri|próxim|mesm|primeir|segund|últim|futur|outr|noss|antig|atua)(?:[oa]s?|l|is)|su[ao]s?|meu|minha) )?(?!que(?!\w)){_NOUN}"
    rf"(?: (?:de|do|da|dos|das) {_NOUN}){{0,2}}(?: {_QUALITY})?(?: (?:e|ou) (?:os?|as?) {_NOUN})?) )?((?:(?:não|já|também|ainda|só|se|me|nos|lhes?|(?<=alguém )[oa]s?|(?<=você )[oa]s?|(?<=não )[oa]s?|(?<=quem )[oa]s?|(?<=ninguém )[oa]s?) )*)"
)
_IF: Final = re.compile(
    rf"(^|[.,;:!?(–—] ?|(?<!\w)(?:e|mas|que|ou|só|mesmo|porque) )(se) {_SUBJECT}([^\W\d_]+)(?!\w)", re.IGNORECASE
)
_WHEN: Final = re.compile(
    rf"(?<!\w)(quando|assim que|logo que|sempre que|enquanto|quem|onde|depois que|caso|aquel[ea] que|o que|no que|do que|tudo que|quanto mais [^\W\d_]+|⟦cuanta más gente⟧) {_SUBJECT}([^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
#: Forms that are nothing else, wherever *se* stands.
_IF_ONLY: Final = re.compile(
    rf"((?<!\w))(se) {_SUBJECT}([^\W\d_]+(?:[aei]rmos|[aei]rem)|for|forem|der|derem|vier|vierem|tiver|fizer|puder|quiser|houver|estiver|couber|trouxer|souber|disser|puser|mantiver|obtiver)(?!\w)",
    re.IGNORECASE,
)
#: *Avisem se o fornecedor assinar*: whose subject stands between.
_IF_SOMEBODY: Final = re.compile(
    rf"((?<![\w-]))(se) (?=(?:vocês?|el[ea]s?|alguém|ninguém|algo |isso |isto |tudo |todos |todas |os? |as? |uma? |seus? |suas? |noss|ess[ea]s? |est[ea]s? |algum|cada |qualquer |outr|nenhum)){_SUBJECT}([^\W\d_]+[aei]r)(?!\w)",
    re.IGNORECASE,
)
#: *Se o primeiro ciclo da avaliação for ruim*: what is nothing else may stand further off.
_IF_FAR: Final = re.compile(
    r"(?<!\w)(se) ((?:os?|as?|uma?|seus?|suas?|noss[oa]s?|algum|alguma|cada|ess[ea]s?|est[ea]s?) (?:(?!(?:que|se|para|e) )[^\W\d_]+ ){1,6})"
    r"((?:(?:não|já|também|ainda|só) )*)(for|forem|tiver|tiverem|fizer|fizerem|puder|puderem|houver|estiver|estiverem|vier|vierem|quiser|quiserem)(?!\w)",
    re.IGNORECASE,
)
#: *Só falta o prefeito assinar*: an infinitive with a subject of its own.
#: *Não há meio de eles responderem*.
_OF: Final = r"(?:meio|jeito|maneira|forma|chance|risco|possibilidade|medo|perigo|hora|momento|fato|problema|receio|vantagem|direito|dever|caso) de"
_INFINITIVE: Final = re.compile(
    rf"(?<!\w)(falta|até|para|antes de|apesar de|sem|{_OF}|espere|esperar|esperando|esperamos|pedir para|pediu para|pedimos para) (?=(?:vocês?|el[ea]s?|alguém|ninguém|todos|todo (?:o )?mundo|eu|nós|⟦|os? |as? |uma? |seus? |suas? |noss|ess[ea]s? |est[ea]s? |cada )){_SUBJECT}([^\W\d_]+)(?!\w)(?! ou (?:não|o|a)(?!\w))",
    re.IGNORECASE,
)
#: *Seria possível nos enviarem, fazer os chefes olharem*: only the form of many tells.
_INFINITIVE_OF_MANY: Final = re.compile(
    rf"(?<!\w)(fazer|até|possível|importante|necessário|bom|ótimo|melhor|fundamental|comum|normal|essencial|pediu para|pediram para|pede para|pedem para|depois de|além de|em vez de|{_OF}) {_SUBJECT}([^\W\d_]+(?:[aei]rem|[aei]rmos))(?!\w)",
    re.IGNORECASE,
)
#: *Quando vocês forem limpar*: to go, not to be.
_GO: Final = re.compile(
    rf"(?P<before>(?<!\w)(?P<word>se|quando|quem|assim que|sempre que|onde) {_SUBJECT})(?P<verb>for|forem|formos)(?= (?!ser |par |qualquer)[^\W\d_]{{2,}}[aeio]r(?!\w))",
    re.IGNORECASE,
)
_GOING: Final = {
    "for": ("⟦va⟧ a", "⟦vaya⟧ a"),
    "forem": ("⟦van⟧ a", "⟦vayan⟧ a"),
    "formos": ("⟦vamos⟧ a", "⟦vayamos⟧ a"),
}
#: *Não ter com quem deixar, saber a quem pedir*: an infinitive.
_WHOM: Final = re.compile(
    r"(?<!\w)(?:nem|t[eê]m|ter|temos|tenho|tinham?|h[áa]|haver|sab\w+|sei|saib\w+|decid\w+|defin\w+|discut\w+|cab\w+|compet\w+) (?:com|a|para|por|de|em) $",
    re.IGNORECASE,
)
#: *Sabemos quem procurar, definir o que medir*: an infinitive that asks.
_ASKS: Final = re.compile(
    r"(?<!\w)(?:sab\w+|sei|saib\w+|defin\w+|decid\w+|discut\w+|escolh\w+|pergunt\w+|explic\w+|mostr\w+|diz\w*|dig[ao]\w*|indic\w+|entend\w+|ver|pens\w+|lembr\w+|dúvidas? (?:sobre|de|é)|ideia de|pergunta é) (?:(?:a|de|com|em|por|para) )?$",
    re.IGNORECASE,
)
#: *Quem procurar na prefeitura*, said alone: somebody is sought.
_SOUGHT: Final = frozenset(
    {"procurar", "contatar", "chamar", "consultar", "avisar", "ouvir", "convidar", "acionar", "envolver", "contratar"}
)
#: After these, *se* with an infinitive may be *himself*: only a subject tells.
_AND: Final = frozenset({"e", "ou", "que"})
#: *Depois de ouvirmos*: whose subject is that of the sentence.
_SAME_PERSON: Final = frozenset({"depois de", "além de", "em vez de"})
#: *Quem plantar e cuidar*: a second thing that has to come.
_AND_THEN: Final = re.compile(
    r"(?<!\w)(?P<before>(?:quem|quando) (?:não )?(?P<first>[^\W\d_]+[aei]r)(?: [^\s.,;:?!]+){0,6}? e (?:não )?)(?P<verb>[^\W\d_]{3,}[aei]r)(?!\w)",
    re.IGNORECASE,
)
_MODAL: Final = words(
    "querer poder quiser puder for vier ir precisar conseguir dever tentar pretender decidir ajudar aceitar preferir gostar vai quer requer"
)


def in_moods_of_spanish(text: str) -> str:
    """Return a Portuguese text in which these moods are those that the engine knows."""
    text = _GO.sub(_as_going, _AND_THEN.sub(_as_second, text))
    text = _IF_SOMEBODY.sub(_as_present, _IF_ONLY.sub(_as_present, _IF.sub(_as_present, text)))
    text = _IF_FAR.sub(_as_present_far, text)
    text = _INFINITIVE.sub(_as_clause, _WHEN.sub(_as_subjunctive, text))
    return _INFINITIVE_OF_MANY.sub(_as_clause, text)


def _as_second(found: re.Match[str]) -> str:
    if found["first"].lower() in _MODAL or third_person(found["first"].lower())[0] in NOT_THESE:
        return found[0]
    made = subjunctive(found["verb"].lower(), certain=True)
    return found[0] if made is None else found["before"] + made


def _as_going(found: re.Match[str]) -> str:
    present, subjunctive = _GOING[found["verb"].lower()]
    return found["before"] + (present if found["word"].lower() == "se" else subjunctive)


def _as_present(found: re.Match[str]) -> str:
    before, word, subject, between, verb = (part or "" for part in found.groups())
    certain = bool(subject) or before.strip().lower() not in _AND
    made = first_person(verb.lower()) if subject.strip().lower() == "eu" else present(verb.lower(), certain=certain)
    if made is None:
        return found[0]
    conjunction = "⟦Si⟧" if word[:1].isupper() else "⟦si⟧"
    return f"{before}{conjunction} {subject}{between}{made}"


def _as_present_far(found: re.Match[str]) -> str:
    word, subject, between, verb = found.groups()
    made = present(verb.lower(), certain=True)
    return f"{'⟦Si⟧' if word[0].isupper() else '⟦si⟧'} {subject}{between}{made}"


def _as_subjunctive(found: re.Match[str]) -> str:
    word, subject, between, verb = (part or "" for part in found.groups())
    if word.lower() == "quem" and not subject and _WHOM.search(found.string[: found.start()]):
        return found[0]
    asks = _ASKS.search(found.string, 0, found.start()) or (word.lower() == "quem" and verb.lower() in _SOUGHT)
    if asks and not subject and verb.lower() not in FUTURES:
        return found[0]
    certain = word.lower() in {"quem", "assim que", "quando", "enquanto"} or "mais" in word.lower()
    made = subjunctive(verb.lower(), certain=bool(subject) or certain)
    return found[0] if made is None else f"{word} {subject}{between}{made}"


def _as_clause(found: re.Match[str]) -> str:
    word, subject, between, verb = (part or "" for part in found.groups())
    if not subject and verb.endswith("rmos") and word.lower() in _SAME_PERSON:
        return f"{word} {between}{verb.removesuffix('mos')}"
    made = subjunctive(verb.lower(), certain=True) if subject or verb.endswith(("rem", "rmos")) else None
    return found[0] if made is None else f"{word} que {subject}{between}{made}"
