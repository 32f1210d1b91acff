"""Names of people and places in Brazil: the first lose their article, both go past the engine, which would translate *Cida* or *Contagem*."""

import re
from pathlib import Path
from typing import Final

from forum.translation.engines.protocol import ANY_MARK

_FILE: Final = Path(__file__).parent / "names-of-brazil.txt"
_GIVEN: Final = frozenset(
    name for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#") for name in line.split()
)
#: *Da* is *de*, and *a* before a name that somebody governs stays what it is.
_ARTICLES: Final = {
    "o": "", "a": "", "do": "de ", "da": "de ", "ao": "⟦a⟧ ", "à": "⟦a⟧ ", "pelo": "por ", "pela": "por ", "no": "em ", "na": "em ",
}  # fmt: skip
_NAME: Final = r"[A-ZÁÂÃÉÊÍÓÔÚÇ][a-záâãàéêíóôõúüçñ]+"
_SURNAME: Final = r"d(?:[aeo]|[ao]s) (?:Silva|Silveira|Souza|Sousa|Santos|Oliveira|Lima|Jesus|Melo|Almeida|Castro|Moraes|Costa|Cruz|Freitas|Carvalho|Andrade|Rocha|Luz|Nascimento|Reis)"
_OFFICE: Final = r"(?:Prefeit|Secret|Diretor|Câmara|Municipal|Ouvidor|Controlador|Procurador)"
#: *O Jonas da Saúde* is of the department, *a Ana da Silva* is called so.
_WITH_ARTICLE: Final = re.compile(
    rf"(?<![\w⟦])(?P<article>[oa]|d[oa]|ao|à|pel[oa]|n[oa]|[OA]|D[oa]|Ao|À|Pel[oa]|N[oa]) (?P<name>{_NAME})(?P<more>(?: (?:{_SURNAME}|(?!{_OFFICE}){_NAME})){{0,2}})(?![\w-])(?![^⟦⟧]*⟧)"
)
#: *Cida se aposenta*: behind a name the engine takes it for *if*.
_HIMSELF: Final = re.compile(
    rf"(?P<before>(?:⟦{_NAME}[^⟦⟧]*⟧|(?<=[\w,;] ){_NAME}|{ANY_MARK})(?: (?:não|já|também|ainda|nunca|só|sempre))*) se(?= (?!lembr)[^\W\d_]+(?:a|e|am|em|ou|eu|iu|aram|eram|iram|ava|ia|avam|iam|ará|erá|irá)(?!\w))"
)
#: *Avisem o Pedro se mudar*.
_TOLD: Final = re.compile(
    r"(?<!\w)(?:avis|pergunt|dig|diz|cont|confirm|inform|vej|verific|confer|confir|sab|sei|check|consult)[^\W\d_]*(?: [^\s.,;:?!]+){0,3}\s*$",
    re.IGNORECASE,
)
#: *Convidamos a Cida*: in Spanish *a Cida*.
_WHOM: Final = re.compile(
    rf"(?<!\w)(?P<verb>(?i:convid|avis|cham|procur|consult|conhec|ajud|ouv|encontr|elogi|eleg|contrat|nome|indic|demit|substitu|esper|acompanh|parabeniz|cumpriment|visit|convenc|entrevist|marc|inclu|conheç|busc|reeleg|receb|vi|viu|vimos|viram)[^\W\d_]*) [oa] (?P<name>{_NAME})(?!\w)"
)
#: Cities whose names are words.
_CITIES: Final = (
    r"Contagem|Vitória|Serra|Franca|Palmas|Canoas|Lages|Barreiras|Campos|Patos|Caruaru|Cascavel|Ilhéus|Pelotas|Limeira|Americana|Bagé|"
    r"Barueri|Marabá|Sobral|Mossoró|Volta Redonda|Ponta Grossa|Porto Velho|Rio Branco|Boa Vista|Campo Grande|Campina Grande|Nova Iguaçu|"
    r"Novo Hamburgo|Passo Fundo|Santos|Olinda|Betim|Jaboatão|Camaçari|Feira de Santana|Vitória da Conquista|Montes Claros|Sete Lagoas|"
    r"Governador Valadares|Juiz de Fora|Cabo Frio|Duque de Caxias|Belford Roxo|Praia Grande|Ribeirão Preto|Foz do Iguaçu|Ouro Preto|"
    r"Várzea Grande|Águas Lindas|Cachoeirinha|Cachoeiro|Viamão|Poços de Caldas|Ribeirão das Neves|Pouso Alegre|Vila Velha|Bento Gonçalves|Rio Grande|Santa Luzia|São José dos Campos|São José do Rio Preto|Fortaleza|Salvador|Porto Alegre|Belo Horizonte|Rio de Janeiro"
)
_CITY: Final = re.compile(
    rf"(?<!\w)(?P<before>de|em|para|por|e|com|como|a|⟦a⟧) (?P<city>{_CITIES})(?![\w-])(?![^⟦⟧]*⟧)"
)
#: *Natal* is Christmas as well.
_NATAL: Final = re.compile(
    r"(?<!\w)(?P<before>(?i:em|prefeitura de|prefeit[oa] de|cidade de|município de|câmara de|equipe de|colegas? de|sou de|somos de|exemplo de|caso de|moradores de|e a de|e o de)) Natal(?![\w-])"
)


def with_names_of_brazil(text: str) -> str:
    """Return a Portuguese text in which such names go past the engine."""
    text = _HIMSELF.sub(_himself, _WITH_ARTICLE.sub(_person, _WHOM.sub(_whom, text)))
    return _NATAL.sub(r"\g<before> ⟦Natal⟧", _CITY.sub(r"\g<before> ⟦\g<city>⟧", text))


def _whom(found: re.Match[str]) -> str:
    return f"{found['verb']} à {found['name']}" if found["name"] in _GIVEN else found[0]


def _himself(found: re.Match[str]) -> str:
    return found[0] if _TOLD.search(found.string[: found.start()]) else f"{found['before']} ⟦se⟧"


def _person(found: re.Match[str]) -> str:
    if found["name"] not in _GIVEN:
        return found[0]
    article = _ARTICLES[found["article"].lower()]
    if found["article"][0].isupper():
        article = article.replace("⟦a", "⟦A") if "⟦" in article else article.capitalize()
    return f"{article}⟦{found['name']}{found['more']}⟧"
