"""What is asked within a sentence: *nadie entendió qué quería* is *ninguém entendeu o que queria*, but *qué documentos faltan* keeps its *que*."""

import re
from typing import Final

#: Presents and subjunctives that stand after such a word; nouns may have the endings of other verbs.
_VERBS: Final = (
    r"es|son|hay|haya|va|van|tienen?|tengan?|hacen?|hagan?|dicen?|digan?|quieren?|quieran?|siguen?|siga|faltan?|falte|ocurre|sucede|significan?|significaba|ve|mide|midió|usa|publica|hace|falta|"
    r"implican?|opinan?|opinen|piensan?|piensen|deben?|deba|pueden?|pueda|cambian?|cambie|incluyen?|incluya|miden|mide|piden?|pida|"
    r"entienden?|entendemos|entendamos|contiene[n]?|abarcan?|representan?|esperan?|esperamos|exigen?|aportan?|buscan?|buscamos|queremos|"
    r"hacemos|tenemos|medimos|podemos|debemos|pedimos|hicimos|dijimos|pusimos|quisimos|pudimos|tuvimos|hizo|dijo|fue|fueron|era|eran|será|sería|"
    r"había|habían|hubo|tenía|tenían|hacía|hacían|quería|querían|decía|decían|debía|debían|podía|podían|pedía|pedían|sabía|sabían|seguía|faltaba|"
    r"cuentan|cuenta(?! [^\W\d_]+(?:[aeí]r|[aei]mos|[ae]n|aron|ieron|ó)(?!\w))|ven|vemos|vieron|vimos|usan|usamos|funciona|funcionó|sirve|conviene|conviniera|corresponde|compran?|deciden?|eligen|publican?|comen|pagan?"
)
_CLITICS: Final = r"(?:(?:no|se|les?|nos|me|te|ya|l[oa]s?|más) ){0,3}"
_ASKED: Final = re.compile(
    rf"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], ))(?<!\bde )(?<!\ben )(?<!\bcon )(?<!\bpor )(?<!\bpara )(?<!\ba )(?<!\bsobre )(?<!\bhasta )(?<!\bdesde )(?<!\bsegún )qué"
    rf"(?= {_CLITICS}(?:{_VERBS}|[^\W\d_]{{2,}}(?:aron|ieron|yeron|aban|ábamos|iste|aste)|[^\W\d_]{{2,}}(?<!pas)(?<!necesit)ó)(?!\w))",
    re.IGNORECASE,
)
#: Nouns that end as infinitives do: *quién cerró qué banner*.
_NOUNS: Final = (
    "lugar|hogar|taller|mujer|líder|alquiler|carácter|chofer|chófer|banner|flyer|póster|clúster|máster|router|escáner|tráiler|folder|fólder|"
    "newsletter|container|pilar|bar|mar|par|dólar|radar|celular|ejemplar|titular|auxiliar|familiar|militar"
)
#: *Discutimos qué hacer*.
_TO_DO: Final = re.compile(
    rf"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], ))(?<!\bde )(?<!\ben )(?<!\bcon )(?<!\bpor )(?<!\bpara )(?<!\ba )(?<!\bque )qué(?= {_CLITICS}(?!(?:{_NOUNS})(?!\w))[^\W\d_]+[aeií]r(?:l[eoa]s?|se|nos)?(?!\w))"
)
_DEPENDS: Final = re.compile(
    rf"(?<!\w)(depend[^\W\d_]+ de|más allá de|acerca de) qué(?= {_CLITICS}(?:{_VERBS})(?!\w))", re.IGNORECASE
)


def with_what(text: str) -> str:
    """Return a Spanish text in which what is asked, and is no word about a noun, is *lo que*."""
    text = _DEPENDS.sub(r"\1 lo que", text)
    return _TO_DO.sub("⟦o que⟧", _ASKED.sub("lo que", text))
