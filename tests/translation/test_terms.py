"""A row of the glossary taken apart, and its plurals."""

import pytest

from forum.translation.inflection import gender_of
from forum.translation.inflection import plural
from forum.translation.rows import Row
from forum.translation.rows import lexicon
from forum.translation.rows import shipped_rows
from forum.translation.terms import terms_of


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("tablero (de control)", ["tablero", "tablero de control"]),
        ("desafío / reto", ["desafío", "reto"]),
        ("presidente/a municipal", ["presidente municipal", "presidenta municipal"]),
        ("alcalde/sa", ["alcalde", "alcaldesa"]),
        ("moderador(a)", ["moderador", "moderadora"]),
        ("evidência(s)", ["evidência", "evidências"]),
        ("inteligencia artificial (IA)", ["inteligencia artificial", "IA"]),
        ("cartel (CR)", ["cartel"]),
        ("vos (tenés, podés, elegí)", ["vos"]),
        ("vaga / cargo; praça", ["vaga", "cargo", "praça"]),
    ],
)
def test_a_side_says_its_terms(written: str, terms: list[str]) -> None:
    assert [term.text for term in terms_of(written, "es", "noun", None).terms] == terms


def test_countries_are_no_words() -> None:
    (term,) = terms_of("propina (CO/MX)", "es", "noun", "f").terms
    assert (term.text, term.countries) == ("propina", ("CO", "MX"))


@pytest.mark.parametrize("written", ["respaldo (1)", "vaga / cargo; praça"])
def test_a_side_that_numbers_or_divides_its_senses_is_ambiguous(written: str) -> None:
    assert terms_of(written, "es", "noun", None).ambiguous


def test_optional_words_go_with_optional_words() -> None:
    row = Row("tablero (de control)", "painel (de indicadores)")
    partners = {term.text: partner.text for term in row.side("es").terms if (partner := row.partner(term))}
    assert partners == {"tablero": "painel", "tablero de control": "painel de indicadores"}


def test_alternatives_of_equal_number_are_pairs_and_else_the_first_counts() -> None:
    pairs = Row("alcalde / alcaldesa", "prefeito / prefeita")
    assert [pairs.partner(term).text for term in pairs.side("es").terms] == ["prefeito", "prefeita"]  # type: ignore[union-attr]
    one = Row("desafío / reto", "desafio")
    assert [one.partner(term).text for term in one.side("es").terms] == ["desafio", "desafio"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("es", "tablero de control", "tableros de control"),
        ("es", "estándar", "estándares"),
        ("es", "licitación pública", "licitaciones públicas"),
        ("es", "presupuesto participativo", "presupuestos participativos"),
        ("es", "orden de compra", "órdenes de compra"),
        ("es", "crisis", "crisis"),
        ("pt", "painel de indicadores", "painéis de indicadores"),
        ("pt", "edital", "editais"),
        ("pt", "licitação", "licitações"),
        ("pt", "órgão", "órgãos"),
        ("pt", "e-mail", "e-mails"),
        ("pt", "ônibus", "ônibus"),
        ("pt", "indicador de desempenho", "indicadores de desempenho"),
        ("pt", "política pública", "políticas públicas"),
        ("pt", "servidor municipal", "servidores municipais"),
        ("pt", "nível", "níveis"),
        ("pt", "IPTU", "IPTU"),
    ],
)
def test_terms_have_plurals(language: str, one: str, many: str) -> None:
    assert plural(one, language) == many  # type: ignore[arg-type]


def test_every_gender_of_the_shipped_glossary_is_said_or_right() -> None:
    assert gender_of("ventanilla única", "es") == "f"
    for row in shipped_rows():
        for side in (row.side("es"), row.side("pt")):
            assert side.terms, row
            if row.kind == "noun":
                assert all(term.gender in {"m", "f"} for term in side.terms)


@pytest.mark.parametrize("rows", [shipped_rows(), lexicon()], ids=["glossary", "lexicon"])
def test_no_pair_of_words_stands_twice(rows):
    pairs = [(row.es, row.pt) for row in rows]
    assert sorted({pair for pair in pairs if pairs.count(pair) > 1}) == []
