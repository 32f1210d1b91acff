"""What stands before a verb that goes past the engine goes along with it, or the engine draws it to another word."""

import re
from typing import Final

from forum.core.languages import Language
from forum.translation.engines.protocol import ANY_MARK
from forum.translation.rules.capitals import begun

#: *Va a ⟦protocolar⟧ el proyecto*: the engine draws the article to the preposition.
_GOING: Final = re.compile(r"(?<!\w)(voy|vas?|vamos|van|iba[ns]?|íbamos) a ⟦([^⟦⟧ ]+[aeioáéíóêô]r)⟧", re.IGNORECASE)
_GOVERNED: Final = re.compile(r"(?<!\w)(de|al?|por|en) ⟦([^⟦⟧ ]+[aeioáéíóêô]r)(?= ?[^⟦⟧]*⟧)", re.IGNORECASE)
_BEFORE_ARTICLE: Final = re.compile(r"(?<!\w)(de|a|por|en) ⟦([^⟦⟧]+)⟧(?= (?:el|la|los|las)(?!\w))", re.IGNORECASE)
#: *En ◊ los vecinos votaron*: the engine draws the article to the preposition, *nos 2023 moradores*.
_BEFORE_FIXED: Final = re.compile(
    rf"(?<![\w⟧-])(de|a|por|en)(?= {ANY_MARK}(?: y {ANY_MARK})? (?:el|la|los|las) [^\W\d_])(?=[^⟦⟧]*(?:⟦|$))",
    re.IGNORECASE,
)
#: By their endings, verbs; some words end like them.
_PRONOUN: Final = re.compile(
    r"(?<![\w⟧-])(me|nos|te|se|les?) ⟦(?=(?!ontem|ordem|porém|ainda|agora|sempre|hoje|muita|pouca)[^\W\d_]{2,}(?:[aei]ram|[aei]mos|ou|eu|iu|ava|avam|iam|am|em|a|e|[aeiô]r|[ae]sse|[ae]ssem|[aei]ndo)(?!\w)[^⟦⟧]*⟧)",
    re.IGNORECASE,
)
#: *Ninguém se machucou*: without its verb the engine takes it for *if*.
_HIMSELF: Final = re.compile(
    r"(?<!\w)(ninguém|quem|que|não|já|também|el[ea]s?|todos|todas|tudo|alguém|sempre|nunca|vocês?|nem|ainda|só|aqui|hoje|mal|quase|depois|pessoal|mundo|agora|logo|(?:os?|as?|uma?|nossos?|nossas?|muit[oa]s|alguns|algumas) [^\W\d_]+) se(?= ⟦[^\W\d_]+⟧)",
    re.IGNORECASE,
)
#: *Vou ⟦leer⟧*: Spanish goes *to* do something.
_WILL: Final = re.compile(
    r"(?<!\w)(vou|vai|vamos|vão|ia|iam|íamos) ⟦(?=[^⟦⟧ ]+[aei]r(?:l[oa]s?|me|nos|se|les?)?[ ⟧])", re.IGNORECASE
)
#: *⟦Vale la pena⟧ começar*: what stands before the infinitive goes past the engine, which takes it for a subjunctive then.
#: A preposition says infinitive, and goes again afterwards.
_HIDDEN: Final = "\u2060"
#: Keeps the engine from taking two words together, and is gone afterwards.
COMMA: Final = f",{_HIDDEN}"
_BARE: Final = re.compile(
    r"(?<!quien)(?<!quién)(?<!quienes)(?<!cuando)(?<!si)(?<!donde)(?<!mientras)(?<!lo que)(?<!para que)(?<!de que)(?<!en que)(?<!hasta que)(?<!ustedes)(?<!ellos)(?<!nosotros)(?<!aquí)(?<!acá)(?<!allí)(?<!allá)"
    r"(?<=[^\W\d_])⟧ (?=[^\W\d_]+[aei]r(?!\w))",
    re.IGNORECASE,
)
_SHOWN: Final = re.compile(f"(?<!\\w)de {_HIDDEN} ?|,{_HIDDEN}")
#: What may stand between *los* and a noun, or after it alone.
_NO_VERB: Final = (
    r"(?:que|de|cada|mil|once|doce|trece|catorce|quince|siete|nueve|veinte|dieci[^\W\d_]+|veinti[^\W\d_]+|[^\W\d_]+(?:enta|einta)|entre|sobre|ante|"
    r"hace|antes|ahora|sede|quinta|dependiente|presente|vigente|fuera|extra|clave|líder|sea|otra|cuya|de|durante|suficiente|siguiente|para)(?!\w)"
)
#: *Los recibieron*: the engine says *receberam-nos*, which is *us* as well.
_THEM: Final = re.compile(
    r"(?<![\w⟧-])(?<!\bse )(?<!\bme )(?<!\bte )(?<!\bnos )(?<!\bde )(?<!\ben )(?<!\ba )(?<!\bpor )(?P<it>l[oa]s?) "
    r"(?=(?!tan|bien|cien|quien|gran|orden|imagen|joven|sin|virgen|margen|desorden|examen|origen|resumen|volumen)"
    rf"(?:[^\W\d_]+(?:aron|ieron|yeron|jeron|aban|ían|arán|erán|irán|ieran|aran)|(?<=s )[^\W\d_]{{2,}}[ae]n|(?<=s )(?!{_NO_VERB})[^\W\d_]{{2,}}[aeéó]|(?<=lo )[^\W\d_]{{2,}}[ae]n|van|dan|ven|han|leen|hayan)(?!\w))(?=[^⟦⟧]*(?:⟦|$))",
    re.IGNORECASE,
)
#: *Se ⟦costuma⟧ pensar*, where a sentence begins: it would be *if*.
_BEGINNING: Final = re.compile(r"(?:^|(?<=[.;!?] ))Se ⟦([^\W\d_]+(?:a|e|ou|eu|iu|am|em))(?=[ ⟧])")
#: *A ⟦os idosos⟧* is *aos idosos*.
_CONTRACTED: Final = re.compile(r"(?<!\w)(a|en|por) ⟦(os|as) (?=[^\W\d_]{3,}s[ ⟧])", re.IGNORECASE)
_INTO: Final = {"a": "a", "en": "n", "por": "pel"}
_BECOMES: Final = {"al": "ao", "en": "em", "le": "lhe", "les": "lhes"}
#: *Van a entregarnos el acta*: the engine loses the pronoun, and the capital.
_GOING_TO_TELL: Final = re.compile(
    r"(?<!\w)(voy|vas?|vamos|van|iba[ns]?|íbamos) a ([^\W\d_]+[aeií]r)(me|te|nos|les?)(?!\w)", re.IGNORECASE
)
#: *Avísenme del cambio, quieren invitarnos a la reunión*: before a preposition and its article the engine loses the
#: pronoun behind a verb. A comma holds it, and goes again afterwards.
_BEHIND: Final = re.compile(
    r"(?<!\w)(?!(?:a?parte|descarte|suerte|muerte|fuerte|puerte|deporte|[^\W\d_]*vierte|acierte|[^\W\d_]*firme|duerme|enferme|alarme|(?:des)?arme|gendarme|inerte|liderme|"
    r"[^\W\d_]*(?:bi|t|d|ud|fi|vi)ernos|oferte|alerte|inserte|concierte|despierte|cárceles|túneles|ángeles|escándalos?|miércoles|ejércele)(?!\w))"
    rf"(?:[^\W\d_]*[aeií]r(?:me|te|nos|les?(?! (?:al|a (?:la|los|las|su|sus|mi|mis|cada|otr[oa]s?|tod[oa]s))(?!\w)))|[^\W\d_]+[áé]ndo(?:me|te|nos|se|les?(?! (?:al|a (?:la|los|las|su|sus|mi|mis|cada|otr[oa]s?|tod[oa]s))(?!\w))|l[oa]s?)|[^\W\d_]*[áéíóú][^\W\d_]*[ae]n?(?:me|nos|se|les?(?! (?:al|a (?:la|los|las|su|sus|mi|mis|cada|otr[oa]s?|tod[oa]s))(?!\w))|l[oa]s?))"
    rf"(?=(?: (?:⟦[^⟦⟧]*⟧|{ANY_MARK}))* (?:del|al|(?:de|a|en|por|con|para|sobre|desde|hasta) (?:el|la|los|las|una?|un[oa]s|su|sus|mi|mis|tus?|est[ea]|est[oa]s|es[ea]|es[oa]s|nuestr[oa]s?|cada|otr[oa]s?|tod[oa]s?))(?!\w))"
    r"(?=[^⟦⟧]*(?:⟦|$))",
    re.IGNORECASE,
)
#: *El enlace del ◊manual◊*: before the mark of a link, or of what is emphasized, the engine loses the article.
_LINKED: Final = re.compile(
    rf"(?<![\w⟦])(?P<of>d|a|)(?P<the>el|l)(?= {ANY_MARK}+⟦?(?P<noun>[^\W\d_]+))(?=[^⟦⟧]*(?:⟦|$))", re.IGNORECASE
)
#: Feminine, whatever their article says.
_FEMININE_WITH_EL: Final = {"acta", "agua", "área", "aula", "arma"}
_GOES: Final = {
    "voy": "vou",
    "va": "vai",
    "vas": "vai",
    "vamos": "vamos",
    "van": "vão",
    "iba": "ia",
    "ibas": "ia",
    "iban": "iam",
    "íbamos": "íamos",
}


def with_what_governs(text: str, source: Language) -> str:
    """Return a text in which such words go past the engine with their verb."""
    if source == "pt":
        text = _WILL.sub(r"\1 ⟦a ", _HIMSELF.sub(r"\1 ⟦se⟧", text))
        return _BARE.sub(f"⟧ de ⟦{_HIDDEN}⟧ ", text)
    text = _THEM.sub(
        lambda found: f"⟦{found['it'][1:].capitalize() if found['it'][0] == 'L' else found['it'][1:]}⟧ ", text
    )
    text = _LINKED.sub(_before_link, text)
    text = _BEGINNING.sub(lambda found: f"⟦{found[1].capitalize()}-se", text)
    text = _GOING_TO_TELL.sub(_goes, text)
    text = _BEHIND.sub(rf"\g<0>,{_HIDDEN}", text)
    text = _GOING.sub(r"\1 ⟦\2⟧", text)
    text = _GOVERNED.sub(lambda found: f"⟦{_becomes(found[1])} {found[2]}", text)
    text = _BEFORE_ARTICLE.sub(lambda found: f"⟦{_becomes(found[1])} {found[2]}⟧", text)
    text = _CONTRACTED.sub(lambda found: begun(found[1], f"⟦{_into(found[1].lower(), found[2].lower())} "), text)
    text = _BEFORE_FIXED.sub(lambda found: f"⟦{_becomes(found[1])}⟧", text)
    return _PRONOUN.sub(lambda found: f"⟦{_becomes(found[1])} ", text)


def without_help(text: str) -> str:
    """Return a text without the prepositions that said infinitive, and the commas that held a pronoun."""
    return _SHOWN.sub("", text)


def _into(preposition: str, article: str) -> str:
    return "às" if (preposition, article) == ("a", "as") else _INTO[preposition] + article


def _before_link(found: re.Match[str]) -> str:
    preposition = {"d": "de ", "a": "a "}.get(found["of"].lower(), "")
    if not preposition and found["the"].lower() == "l":
        return found[0]
    made = preposition + ("la" if found["noun"].lower() in _FEMININE_WITH_EL else "el")
    return begun(found[0], made)


def _goes(found: re.Match[str]) -> str:
    goes = _GOES[found[1].lower()]
    goes = goes.capitalize() if found[1][0].isupper() else goes
    return f"⟦{goes} {_becomes(found[3])}⟧ {found[2]}"


def _becomes(word: str) -> str:
    made = _BECOMES.get(word.lower(), word.lower())
    return made.capitalize() if word[0].isupper() else made
