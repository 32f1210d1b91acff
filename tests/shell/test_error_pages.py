"""A refusal is a page of the site: in the reader's language, with a next step, and telling nothing."""

from html.parser import HTMLParser

import pytest
from flask import render_template
from sqlalchemy.exc import OperationalError

from forum.core import errorpages
from forum.core.errorpages import SIGNS
from tests.answers import without_token
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.cities import make_city


class Headings(HTMLParser):
    """Collects what a page has of each element."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.seen: list[str] = []
        self.attributes: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.seen.append(tag)
        self.attributes += [name for name, _value in attrs]


def test_what_is_hidden_and_what_is_absent_are_the_same_page_but_for_its_own_address(app, visitor):
    first = visitor.get("/t/secreto/1")
    second = visitor.get("/t/ninguno/2")
    assert first.status_code == second.status_code == 404
    assert without_token(first.text).replace("/t/secreto/1", "-") == without_token(second.text).replace(
        "/t/ninguno/2", "-"
    )


def test_the_404_page_offers_visitors_the_sign_in_form_with_the_way_back(app, visitor):
    page = visitor.get("/nada/aqui?lang=pt").text
    assert 'name="email"' in page
    assert 'name="password"' in page
    assert 'name="next" value="/nada/aqui?lang=pt"' in page


def test_the_404_page_offers_members_a_search_and_their_city(app, sign_in):
    member = make_user(city=make_city("Rosario"))
    page = sign_in(member).get("/nada").text
    assert 'name="password"' not in page
    assert 'role="search"' in page
    assert "Rosario" in page


@pytest.mark.parametrize("language", ["es", "pt"])
@pytest.mark.parametrize("status", sorted(SIGNS))
def test_each_error_has_a_page_with_one_heading_and_nothing_inline(app, status, language):
    with app.test_request_context(f"/algo?ui={language}"):
        page = render_template(f"errors/{status}.html", status=status, sentence="La razón.")
    found = Headings(page)
    assert found.seen.count("h1") == 1
    assert found.seen.count("main") == 1
    assert "style" not in found.seen
    assert not [name for name in found.attributes if name == "style" or name.startswith("on")]
    assert "La razón." in page
    assert SIGNS[status][language] in page


def test_an_error_page_speaks_the_language_of_the_address(app, visitor):
    assert '<html lang="pt-BR"' in visitor.get("/nada?ui=pt").text
    assert '<html lang="es"' in visitor.get("/nada?ui=es").text


def test_an_error_page_for_visitors_names_no_stage_city_or_count(app, visitor):
    make_city("Rosario", stage="evidence", shares=True)
    page = visitor.get("/nada").text
    assert "Rosario" not in page
    assert "Evidencia" not in page
    assert 'class="route"' not in page


def test_a_database_that_is_away_still_gives_a_page(app, monkeypatch):
    def away(*_arguments: object, **_named: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("away"))

    with app.test_request_context("/latest"):
        monkeypatch.setattr("forum.core.db.session.execute", away)
        answer = errorpages._page(503, "No ahora.")
    assert answer.status_code == 503
    assert "No ahora." in answer.get_data(as_text=True)


def test_json_is_answered_with_json(app, visitor):
    answer = visitor.get("/nada", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json["error"]["status"] == 404


def test_a_member_reads_an_error_in_their_own_language(app, sign_in):
    member = make_user(language="pt")
    assert act(member).ui_language == "pt"
    assert '<html lang="pt-BR"' in sign_in(member).get("/nada").text
