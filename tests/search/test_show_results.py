"""What people find, what they do not, and that nothing they type breaks the page."""

import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from forum.certification.queries import get_stage
from forum.discussion.commands.details import edit_topic
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.removal import hide_post
from forum.discussion.queries.details import details_of
from forum.search.commands import reindex
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.search.finding import find
from tests.search.finding import results


@pytest.fixture
def reader(app, sign_in):
    return sign_in(make_user())


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("El inventario de datos", "inventarios"),
        ("La gobernación del municipio", "gobernacion"),
        ("Informações sobre orçamento", "informacoes"),
        ("Publicação aberta", "publicacao"),
        ("Publicación abierta", "PUBLICACIÓN"),
        ("Ações da prefeitura", "ação"),
        ("Año fiscal", "ano"),
        ("Situación fiscal", "situacio\u0301n"),
        ("Datos del 2027", "2027"),
        ("Indicadores municipais", "municipal"),
        ("Serviço responsavel", "responsáveis"),
    ],
)
def test_accents_endings_and_capitals_do_not_matter_in_either_language(reader, run_worker, written, typed):
    topic = make_topic(title=written)
    run_worker()

    assert find(reader, typed) == [f"/t/{topic.slug}/{topic.id}/1"]


def test_replies_are_found_by_their_own_words_and_lead_to_their_number(reader, run_worker):
    topic = make_topic(title="Una pregunta")
    make_reply(topic, body="Usamos una planilla compartida.")
    run_worker()

    assert find(reader, "planillas") == [f"/t/{topic.slug}/{topic.id}/2"]


def test_all_words_must_be_in_the_post_and_are_marked_in_title_and_excerpt(reader, run_worker):
    make_topic(title="Inventario de datos", body="Sin dueño claro.")
    make_topic(title="Inventario de bienes", body="Otra cosa.")
    run_worker()

    page = reader.get("/search?q=inventarios+dueño").get_data(as_text=True)

    assert "<mark>Inventario</mark> de datos" in page
    assert "Sin <mark>dueño</mark> claro." in page
    assert "bienes" not in page


def test_what_people_wrote_is_escaped_in_hits_and_in_the_heading(reader, run_worker):
    make_topic(title="<b>catastro</b>", body="`<script>alert(1)</script>` catastro")
    run_worker()

    page = reader.get("/search?q=%3Cimg%3E+catastro").get_data(as_text=True)
    found = reader.get("/search?q=catastro").get_data(as_text=True)

    assert "«&lt;img&gt; catastro»" in page
    assert "&lt;b&gt;<mark>catastro</mark>&lt;/b&gt;" in found
    assert "<script>alert" not in found


def test_filters_by_language_kind_status_stage_and_city_narrow_the_results(reader, run_worker):
    here, there = make_city("Rionegro", slug="rionegro"), make_city("Recife", slug="recife", country="Brasil")
    one = make_topic(make_user(city=here), title="Catastro uno", stage="evidence", language="es")
    two = make_topic(make_user(city=there), title="Catastro dois", stage="validation", language="pt", kind="experience")
    make_reply(two, make_user(city=here), body="También tenemos catastro.", language="es")
    run_worker()
    first, second = f"/t/{one.slug}/{one.id}/1", f"/t/{two.slug}/{two.id}/1"

    assert find(reader, "catastro", lang="pt") == [second]
    assert find(reader, "catastro", kind="question") == [first]
    assert find(reader, "catastro", status="open") == [first]
    assert find(reader, "catastro", stage="evidence") == [first]
    assert find(reader, "catastro", city="recife") == [second]
    assert find(reader, "catastro", city="rionegro", stage="validation") == [f"/t/{two.slug}/{two.id}/2"]
    assert len(find(reader, "catastro", lang="all", kind="", status="", stage="", city="")) == 3


def test_pages_go_on_by_key_without_a_gap_or_a_repetition_and_back_again(reader, run_worker):
    author = make_user()
    topic = make_topic(author, title="Tema largo")
    for number in range(45):
        make_reply(topic, author, body=f"Catastro{' catastro' * (number % 3)} parte {number}")
    run_worker()

    seen, address, pages = [], "/search?q=catastro", []
    while address:
        html = reader.get(address).get_data(as_text=True)
        pages.append(results(reader.get(address)))
        seen += pages[-1]
        following = re.search(r'href="([^"]+)" rel="next"', html)
        address = following.group(1).replace("&amp;", "&") if following else None
    back = re.search(r'href="([^"]+)" rel="prev"', html).group(1).replace("&amp;", "&")

    assert [len(page) for page in pages] == [20, 20, 5]
    assert len(set(seen)) == 45
    assert results(reader.get(back)) == pages[1]


@pytest.mark.parametrize(
    "typed",
    [
        '"', "'", "a AND", "AND OR NOT", "foo:bar", "-x", "c++", "NEAR(a b)", "title_stems:secreto", "*", "ab*", "^a",
        "a & | ! (b", "{a b} : c", "%", "_", "\\", "a\\'b", "''''", ":*", "<->", "a <2> b", "\u200b", "日本語 テスト",
        "𞤀𞤣𞤤", "ﬁ ² ⅷ ª", "i̇ İ ı", "1e5 0x10 1_000 3.14", "http://a.b/c?d=e", "a@b.example", "á" * 100, "-- ;drop table",
        "\t a \t", "x" * 200, "( " * 100, "ab " * 60,
    ],
)  # fmt: skip
def test_no_sign_is_query_syntax_and_none_breaks_the_page(reader, run_worker, typed):
    make_topic(title="Un tema secreto", body="c++ y foo bar")
    run_worker()

    assert reader.get(f"/search?q={quote(typed)}").status_code == 200


@given(typed=st.text(max_size=60))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_text_is_answered_with_a_page_or_a_refusal_never_an_error(reader, typed):
    status = reader.get("/search", query_string={"q": typed.encode("utf-8", "surrogatepass")}).status_code

    assert status in {200, 400}


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=a%00b",  "q=" + "x" * 201, "q=a&lang=xx", "q=a&kind=nothing", "q=a&status=%27",
        "q=a&stage=nowhere", "q=a&city=atlantis", "q=a&after=zzz", "q=a&before=WzFd", "q=a&after=WyJhIiwxXQ",
        "q=a&after=" + "W" * 400,
    ],
)  # fmt: skip
def test_a_bad_address_is_refused_with_a_sentence(reader, query):
    page = reader.get(f"/search?{query}")

    assert page.status_code == 400
    assert "Traceback" not in page.get_data(as_text=True)


def test_each_state_says_what_to_do_next(reader, run_worker):
    make_topic(title="Catastro")
    run_worker()

    nothing = reader.get("/search?q=zzzz").get_data(as_text=True)
    signs = reader.get("/search?q=%22%22").get_data(as_text=True)
    filtered = reader.get("/search?q=catastro&stage=validation").get_data(as_text=True)

    assert 'href="/new-topic"' in nothing or 'href="#"' in nothing
    assert signs != nothing
    assert results(reader.get("/search")) == []
    assert 'class="btn btn--primary" href="/search?q=catastro"' in filtered


def test_moved_and_renamed_topics_are_found_where_and_as_they_are_now(reader, run_worker):
    topic = make_topic(title="Catastro", stage="evidence")
    run_worker()

    before = details_of(topic)
    wanted = replace(before, title="Padrón", stage_id=get_stage("validation").id)
    edit_topic(act(make_staff()), topic.id, wanted=wanted, base=before.fingerprint())
    run_worker()

    assert find(reader, "catastro") == []
    assert find(reader, "padron", stage="evidence") == []
    assert len(find(reader, "padron", stage="validation")) == 1


def test_an_edited_post_is_found_by_its_new_words_only(reader, run_worker):
    author = make_user()
    topic = make_topic(author)
    post = make_reply(topic, author, body="Un catastro")
    run_worker()

    edit_post(act(author), post.id, body="Un padrón", language="es", base=fingerprint(post.body, "es"))
    run_worker()

    assert find(reader, "catastro") == []
    assert len(find(reader, "padrón")) == 1


def test_quoted_words_are_found_where_they_were_written(reader, run_worker):
    author = make_user("Lucía Prieto")
    first = make_topic(author, title="Uno", body="El catastro multifinalitario.")
    second = make_topic(author, title="Dos", body="Nada.")
    make_reply(
        second, body=f'[quote="{author.handle}, post:1, topic:{first.id}"]\nEl catastro.\n[/quote]\n\nDe acuerdo.'
    )
    run_worker()

    assert find(reader, "catastro") == [f"/t/{first.slug}/{first.id}/1"]
    assert len(find(reader, "acuerdo")) == 1


def test_reindexing_finds_the_same_as_before_however_often(reader, run_worker, app):
    make_topic(title="Catastro")
    gone = make_reply(make_topic(title="Otro"), body="catastro")
    run_worker()
    hide_post(act(make_staff()), gone.id, reason="Prueba")
    before = find(reader, "catastro")

    assert reindex() == reindex() == 3
    result = app.test_cli_runner().invoke(args=["search", "reindex"])

    assert result.exit_code == 0, result.output
    assert "3 posts indexed" in result.output
    assert find(reader, "catastro") == before
    assert len(before) == 1


@pytest.mark.parametrize("language", ["es", "pt"])
def test_the_page_is_whole_in_both_languages_within_its_budget_of_statements(
    app, sign_in, run_worker, count_queries, language
):
    for number in range(5):
        make_topic(title=f"Catastro {number}")
    run_worker()
    browser = sign_in(make_user(language=language))
    browser.get("/search?q=catastro")

    with count_queries() as seen:
        page = browser.get("/search?q=catastro")

    assert page.status_code == 200
    assert f'<html lang="{"pt-BR" if language == "pt" else "es"}"' in page.get_data(as_text=True)
    assert len([s for s in seen if s.lstrip().upper().startswith(("SELECT", "WITH"))]) <= 6
