"""Departments bear no article in Spanish, *lo decide Hacienda*, and theirs in Portuguese: *a Fazenda*."""

import re
from typing import Final

#: The article and the name of each in Portuguese.
_NAMES: Final = {
    "Hacienda": ("a", "Fazenda"),
    "Tesorería": ("a", "Tesouraria"),
    "Contaduría": ("a", "Contabilidade"),
    "Contraloría": ("a", "Controladoria"),
    "Auditoría": ("a", "Auditoria"),
    "Catastro": ("o", "Cadastro Imobiliário"),
    "Rentas": ("a", "Receita"),
    "Compras": ("o", "setor de Compras"),
    "Personal": ("o", "RH"),
    "Legales": ("o", "Jurídico"),
    "Legal": ("o", "Jurídico"),
    "Jurídica": ("o", "Jurídico"),
    "Sistemas": ("a", "TI"),
    "Informática": ("a", "Informática"),
    "Prensa": ("a", "Comunicação"),
    "Comunicación": ("a", "Comunicação"),
    "Planeación": ("o", "Planejamento"),
    "Planificación": ("o", "Planejamento"),
    "Salud": ("a", "Saúde"),
    "Educación": ("a", "Educação"),
    "Cultura": ("a", "Cultura"),
    "Tránsito": ("o", "Trânsito"),
}
_AFTER: Final = {
    ("en", "a"): "na",
    ("en", "o"): "no",
    ("por", "a"): "pela",
    ("por", "o"): "pelo",
    ("a", "a"): "à",
    ("a", "o"): "ao",
    ("con", "a"): "com a",
    ("con", "o"): "com o",
    ("desde", "a"): "a partir da",
    ("desde", "o"): "a partir do",
}
#: A longer name follows: *Obras Públicas, Salud y Educación del municipio*.
_MORE: Final = r"(?! (?:del?|[A-ZÁÉÍÓÚ][^\W\d_]*|pública|municipal|general|provincial|nacional)(?!\w))"
_DOES: Final = (
    r"(?= (?:(?:no|nos|les?|se|ya|siempre|nunca|también|lo|la) )?"
    r"[a-záéíóú]{2,}(?:a|e|ó|an|en|aron|ieron|ía|ían|aba|aban|rá|rán)(?!\w))"
)
_ALL: Final = "|".join(_NAMES)
_GOVERNED: Final = re.compile(
    rf"(?<![\w⟦])(?P<word>[Ee]n|[Pp]or|[Aa]|[Cc]on|[Dd]esde) (?P<name>{_ALL})(?!\w){_MORE}(?![^⟦⟧]*⟧)"
)
_SUBJECT: Final = re.compile(
    rf"(?P<word>^|(?<=[.;:?!¿¡] )|(?<=[¿¡])|(?<!\w)(?:que|si|porque|pero|cuando|donde|y|es|fija) )"
    rf"(?P<name>{_ALL})(?!\w){_MORE}{_DOES}(?![^⟦⟧]*⟧)"
)
#: *Para que lo revise Hacienda*: who does it stands behind.
_BEHIND: Final = re.compile(
    rf"(?<!\w)(?P<word>(?:que |quien |cuando |si )?l[oa]s? (?:firm|revis|mir|aprueb|aprob|autoriz|defin|decid|valid|public|pid|manej|corrij|pag)[a-záéíóú]+ )"
    rf"(?P<name>{_ALL})(?!\w){_MORE}(?![^⟦⟧]*⟧)"
)


def with_articles(text: str) -> str:
    """Return a Spanish text in which departments stand as they do in Portuguese, with their article."""
    return _BEHIND.sub(_subject, _SUBJECT.sub(_subject, _GOVERNED.sub(_governed, text)))


def _governed(found: re.Match[str]) -> str:
    article, name = _NAMES[found["name"]]
    made = _AFTER[found["word"].lower(), article]
    return f"⟦{made.capitalize() if found['word'][0].isupper() else made} {name}⟧"


def _subject(found: re.Match[str]) -> str:
    article, name = _NAMES[found["name"]]
    begins = not found["word"]
    return f"{found['word']}⟦{article.upper() if begins else article} {name}⟧"
