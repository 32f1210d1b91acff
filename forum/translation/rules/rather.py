"""What is said in place of something denied: *não é de dinheiro, mas de tempo* is *no es de dinero, sino de tiempo*.

Portuguese says *mas* for both; Spanish has *pero* only where something else is told, with a verb of its own.
"""

import re
from typing import Final

_CONTRACTED: Final = {
    "do": "de",
    "da": "de",
    "dos": "de",
    "das": "de",
    "no": "em",
    "na": "em",
    "nos": "em",
    "nas": "em",
    "pelo": "por",
    "pela": "por",
    "pelos": "por",
    "pelas": "por",
    "ao": "a",
    "à": "a",
    "aos": "a",
    "às": "a",
}
_PREPOSITION: Final = r"(?:d[eo]|das?|dos|em|n[oa]s?|por|pel[oa]s?|para|com|sem|sobre|aos?|às?|entre|desde|até|contra)"
#: From *não* to *mas*, with nothing between that ends a sentence.
_DENIED: Final = re.compile(
    rf"(?<!\w)(?P<denied>não (?!(?:só|apenas|somente|obstante)(?!\w))[^.;:!?]{{2,90}}?,) mas (?P<first>{_PREPOSITION})(?= (?P<rest>[^.;:!?]+))",
    re.IGNORECASE,
)
#: *Não pedimos o projeto, mas a norma vigente*: an article, a noun, and what belongs to it up to the end.
_THING: Final = re.compile(
    r"(?<!\w)(?P<denied>não (?!(?:só|apenas|somente|obstante|há|existe|tem|temos|tenho|têm)(?!\w))[^.;:!?]{2,90}?,) mas(?= (?:o|a|os|as|um|uma|uns|umas) [^\W\d_]+"
    r"(?: (?:d[eoa]s?|em|n[oa]s?|para|com|por) (?:(?:o|a|os|as) )?[^\W\d_]+| [^\W\d_]+(?:ente|iv[oa]|a[lr]|ais|[ai]d[oa]|os[oa]|ic[oa]|ível|ável|an[oa]|ári[oa]|ori[oa])s?)?[.;!?])",
    re.IGNORECASE,
)
#: *A ideia não é controlar, mas aprender*.
_TO_DO: Final = re.compile(
    r"(?<!\w)(?P<denied>não (?:é|era|foi|seria|será|deve ser|se trata de|serve para|é preciso|queremos|quero|buscamos|precisamos)(?!\w)[^.;:!?,]{0,30}? ?[^\W\d_]{2,}[aei]r(?!\w)[^.;:!?,]{0,60},) mas(?= [^\W\d_]{2,}[aei]r(?!\w))",
    re.IGNORECASE,
)
#: Forms of verbs that are hardly anything else.
_FINITE: Final = re.compile(
    r"(?<!\w)(?:é|são|foi|foram|era|eram|está|estão|estava|tem|têm|tinha|há|vai|vão|pode|podem|deve|devem|fica|ficou|precisa|precisamos|"
    r"[^\W\d_]{2,}(?:amos|emos|imos|aram|eram|iram|avam|iam|ava|ou|eu|iu|ará|erá|irá|arão|erão|irão))(?!\w)",
    re.IGNORECASE,
)
_SUBORDINATE: Final = re.compile(r"(?<!\w)(?:que|quem|como|quando|se|onde|porque)(?!\w)", re.IGNORECASE)
_WORDS: Final = re.compile(r"[^\W\d_]+")
#: Without the same preposition on both sides, only a few words are surely no clause.
_FEW: Final = 4


def with_sino(text: str) -> str:
    """Return a Portuguese text in which such a *mas* is Spanish already."""
    text = _TO_DO.sub(r"\g<denied> ⟦sino⟧", _DENIED.sub(_rather, text))
    return _THING.sub(r"\g<denied> ⟦sino⟧", text)


def _rather(found: re.Match[str]) -> str:
    first = found["first"].lower()
    wanted = _CONTRACTED.get(first, first)
    same = any(_CONTRACTED.get(word, word) == wanted for word in _WORDS.findall(found["denied"].lower()))
    # What is told with a verb of its own is no *instead*; a verb behind *que* is not its own.
    told = _SUBORDINATE.split(found["rest"])[0]
    if _FINITE.search(told) or (not same and len(told.split()) > _FEW):
        return found[0]
    return f"{found['denied']} ⟦sino⟧ {found['first']}"
