"""The public pages: read by everybody in both languages, written by administrators, with their history."""

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.queries.access import current_versions
from forum.admin.commands import change_settings
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.events import Event
from forum.pages.catalogue import PAGES
from forum.pages.commands import edit_page
from forum.pages.commands import load_shipped_pages
from forum.pages.commands import shipped_text
from forum.pages.models import PageVersion
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city

SHOWN = [slug for slug in PAGES if slug != "join"]


@pytest.fixture
def pages(app):
    load_shipped_pages(SYSTEM)


@pytest.fixture
def editor(app, sign_in):
    return sign_in(make_staff(role="administrator"))


def _form(**changes):
    return {
        "title_es": "Normas",
        "title_pt": "Regras",
        "body_es": "Texto **nuevo**.",
        "body_pt": "Texto **novo**.",
        "based_on": "1",
        "act": "publish",
    } | changes


def _versions(slug):
    return session.scalar(select(func.count(PageVersion.id)).where(PageVersion.slug == slug))


@pytest.mark.parametrize("slug", SHOWN)
@pytest.mark.parametrize("language", ["es", "pt"])
def test_a_visitor_reads_each_page_in_each_language(pages, visitor, slug, language):
    page = visitor.get(f"/pages/{slug}?ui={language}")
    text = shipped_text(slug)

    assert page.status_code == 200
    assert f"<h1>{text.title_pt if language == 'pt' else text.title_es}</h1>" in page.text
    assert "X-Robots-Tag" not in page.headers


@pytest.mark.parametrize("slug", list(PAGES))
def test_a_shipped_text_has_the_same_parts_in_both_languages(slug):
    text = shipped_text(slug)
    for mark in ("\n## ", "\n- ", "\n| ", "{{", "](/"):
        assert text.body_es.count(mark) == text.body_pt.count(mark), mark
    assert text.title_es
    assert text.title_pt


def test_no_page_names_a_city_of_the_community(pages, visitor):
    cities = [make_city(name) for name in ("Rionegro", "Recife", "Godoy Cruz")]
    for slug in SHOWN:
        text = visitor.get(f"/pages/{slug}").text
        assert not any(city.name in text for city in cities)


def test_a_page_that_does_not_exist_is_not_found(pages, visitor):
    assert visitor.get("/pages/nada").status_code == 404
    assert visitor.get("/pages/nada/versions").status_code == 404
    assert visitor.get("/pages/terms/versions/99").status_code == 404


def test_the_page_about_joining_leads_to_its_form(pages, visitor):
    assert visitor.get("/pages/join").location == "/join"


def test_loading_again_changes_nothing(pages):
    assert load_shipped_pages(SYSTEM) == 0
    assert _versions("terms") == 1


def test_loading_again_keeps_what_an_administrator_wrote(pages, editor):
    editor.post("/admin/pages/rules", data=_form())
    load_shipped_pages(SYSTEM)

    assert "Texto <strong>nuevo</strong>" in editor.get("/pages/rules?ui=es").text


def test_a_new_version_is_shown_and_the_old_one_stays_readable(pages, editor, visitor):
    old = shipped_text("terms").title_es
    assert editor.post("/admin/pages/terms", data=_form(title_es="Términos renovados")).status_code == 303

    assert "Términos renovados" in visitor.get("/pages/terms?ui=es").text
    assert old in visitor.get("/pages/terms/versions/1?ui=es").text
    history = visitor.get("/pages/terms/versions").text.partition("<main")[2].partition("</main")[0]
    assert history.count('<li><a href="/pages/terms') == 2
    assert current_versions()["terms"] == 2
    assert session.scalar(select(Event.kind).order_by(Event.id.desc())) == "PageChanged"


def test_the_history_of_a_page_that_nobody_agreed_to_is_for_administrators(pages, editor, visitor):
    editor.post("/admin/pages/help", data=_form())

    assert visitor.get("/pages/help/versions").status_code == 404
    assert visitor.get("/pages/help/versions/1").status_code == 404
    assert editor.get("/pages/help/versions").status_code == 200


def test_who_wrote_a_version_is_told_to_administrators_only(pages, sign_in, visitor):
    person = make_staff("Nombre Redactor", role="administrator")
    browser = sign_in(person)
    browser.post("/admin/pages/terms", data=_form())

    assert "Nombre Redactor" in browser.get("/pages/terms/versions").text.partition("<main")[2]
    assert "Nombre Redactor" not in visitor.get("/pages/terms/versions").text
    assert "Nombre Redactor" not in sign_in(make_user()).get("/pages/terms/versions").text


def test_a_preview_shows_both_languages_and_publishes_nothing(pages, editor):
    page = editor.post("/admin/pages/rules", data=_form(act="preview"))

    assert page.status_code == 200
    assert "Texto <strong>nuevo</strong>" in page.text
    assert "Texto <strong>novo</strong>" in page.text
    assert "Texto **nuevo**." in page.text
    assert _versions("rules") == 1


def test_two_editors_lose_nothing(pages, editor, sign_in):
    other = sign_in(make_staff(role="administrator"))
    assert other.post("/admin/pages/rules", data=_form()).status_code == 303
    answer = editor.post("/admin/pages/rules", data=_form(body_es="La segunda persona escribió esto."))

    assert answer.status_code == 409
    assert "La segunda persona escribió esto." in answer.text
    assert _versions("rules") == 2


def test_a_text_that_changes_nothing_makes_no_version(pages, editor):
    text = shipped_text("rules")
    same = {name: getattr(text, name) for name in ("title_es", "title_pt", "body_es", "body_pt")}
    assert editor.post("/admin/pages/rules", data=_form(**same)).status_code == 303

    assert _versions("rules") == 1


@pytest.mark.parametrize(
    "change",
    [
        {"title_pt": ""},
        {"body_pt": ""},
        {"title_es": "x" * 161},
        {"body_es": "x" * 32_001},
        {"body_es": "[" * 9000},
        {"body_es": "a\x00b"},
        {"based_on": "uno"},
        {"based_on": "-1"},
        {"based_on": "99999999999999999999"},
    ],
)
def test_a_text_that_cannot_be_published_is_refused_and_kept_in_the_form(pages, editor, change):
    answer = editor.post("/admin/pages/rules", data=_form(**change))

    assert answer.status_code == 400
    assert _versions("rules") == 1


@pytest.mark.parametrize("path", ["/admin/pages", "/admin/pages/rules", "/admin/pages/nada"])
@pytest.mark.parametrize("who", ["visitor", "member", "lead", "moderator"])
def test_for_everybody_else_there_is_no_editor(pages, sign_in, visitor, path, who):
    browser = visitor
    if who != "visitor":
        browser = sign_in(make_staff() if who == "moderator" else make_user(role=who))

    assert browser.get(path).status_code == 404
    assert browser.post(path, data=_form()).status_code in {404, 405}
    assert _versions("rules") == 1


def test_the_command_itself_refuses_whoever_is_no_administrator(pages, app):
    with pytest.raises(NotFound):
        edit_page(act(make_staff()), "rules", text=shipped_text("about"), based_on=1)


def test_a_script_in_a_text_stays_text(pages, editor, visitor):
    editor.post("/admin/pages/about", data=_form(body_es="<script>alert(1)</script> [x](javascript:alert(1))"))
    page = visitor.get("/pages/about?ui=es").text

    assert "<script>alert" not in page
    assert "javascript:" not in page


def test_the_settings_fill_in_who_is_responsible(pages, visitor):
    assert "[" in visitor.get("/pages/privacy?ui=es").text.partition("<main")[2]
    change_settings(
        act(make_staff(role="administrator")),
        {
            "pages.data_officer": "Ana <b>Ruiz</b>, datos@ril.example",
            "pages.operator": "RIL & Cía",
            "pages.hosting": "Brasil",
        },
    )
    page = visitor.get("/pages/privacy?ui=es").text

    assert '<a href="mailto:datos@ril.example">datos@ril.example</a>' in page
    assert "Ana &lt;b&gt;Ruiz&lt;/b&gt;," in page
    assert "RIL &amp; Cía" in page


def test_a_word_in_braces_that_is_no_setting_stays_as_written(pages, editor, visitor):
    editor.post("/admin/pages/about", data=_form(body_es="{{secret_key}} y {{contact}}"))

    assert "{{secret_key}}" in visitor.get("/pages/about?ui=es").text


@pytest.mark.parametrize("slug", SHOWN)
def test_headings_follow_each_other_without_a_gap(pages, visitor, slug):
    main = visitor.get(f"/pages/{slug}").text.partition("<main")[2].partition("</main")[0]

    assert main.count("<h1") == 1
    assert "<h4" not in main or "<h3" in main
    assert "<h3" not in main or "<h2" in main


def test_a_page_costs_a_visitor_few_statements(pages, visitor, count_queries):
    visitor.get("/pages/help?ui=es")
    with count_queries() as statements:
        visitor.get("/pages/help?ui=es&x=1")

    assert len(statements) <= 4


def test_the_command_line_writes_missing_pages(app):
    assert "8 pages written" in app.test_cli_runner().invoke(args=["pages", "load"]).output
