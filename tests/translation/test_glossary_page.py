"""Everybody looks words up in the glossary, in either language, and takes it along as a table."""

import csv
import io

import pytest

from forum.core.actor import SYSTEM
from forum.translation.commands.glossary import load_shipped_glossary
from forum.translation.rows import COLUMNS
from forum.translation.rows import shipped_rows
from tests.moderation.desk import text


@pytest.fixture
def reader(app, client):
    """Give the browser of a visitor, of a forum with the glossary that comes with it."""
    load_shipped_glossary(SYSTEM)
    return client


def test_a_visitor_reads_all_terms_in_pairs(reader):
    page = text(reader, "/glossary")
    assert page.count('<th scope="row">') == len(shipped_rows())
    assert '<span lang="pt-BR">edital' in page


@pytest.mark.parametrize("word", ["edital", "pliego", "PLIEGO", "pliégo"])
def test_a_word_of_either_language_finds_its_pair_whatever_its_accents(reader, word):
    page = text(reader, f"/glossary?q={word}")
    assert 0 < page.count('<th scope="row">') < 10
    assert "pliego" in page
    assert "edital" in page


def test_a_reader_of_portuguese_reads_their_own_word_first(reader):
    page = reader.get("/glossary?q=pliego", headers={"Accept-Language": "pt-BR"}).get_data(as_text=True)
    assert '<th scope="row">edital' in page
    assert '<span lang="es">pliego' in page


def test_a_word_is_not_found_within_another(reader):
    page = text(reader, "/glossary?q=veedor")
    assert "proveedor" not in page


def test_a_word_that_is_not_there_is_said_not_to_be(reader):
    page = text(reader, "/glossary?q=zzzz")
    assert "No hay ningún término así" in page
    assert '<th scope="row">' not in page


def test_what_is_looked_up_is_text_and_of_bounded_length(reader):
    page = text(reader, "/glossary?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page
    assert reader.get(f"/glossary?q={'x' * 81}").status_code == 400


def test_the_table_has_every_row_and_no_formula(reader):
    answer = reader.get("/glossary.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["es"] for row in rows] == [row.es for row in shipped_rows()]
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t")]
