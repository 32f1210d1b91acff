"""Prepared replies: kept by RIL in both languages, put into a reply with their variables filled in."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func
from sqlalchemy import select

from forum.cities.commands import allow_public_names
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.pagination import PAGE_SIZE
from forum.discussion.beside import PreparedReply
from forum.discussion.commands import preparing
from forum.discussion.commands.preparing import PreparedText
from forum.discussion.commands.preparing import add_prepared
from forum.discussion.commands.preparing import edit_prepared
from forum.discussion.commands.preparing import remove_prepared
from forum.discussion.queries.prepared import prepared_page
from forum.discussion.variables import VARIABLES
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

TEXT = PreparedText(
    "Bienvenida",
    "Hola, {name}, de {city}. Sobre «{topic}», en {stage}: aquí va. {moderator}",
    "Oi, {name}, de {city}. Sobre «{topic}», em {stage}: aqui vai. {moderator}",
)
FORM = {"name": TEXT.name, "text_es": TEXT.text_es, "text_pt": TEXT.text_pt, "based_on": "0"}


def box(answer):
    return BeautifulSoup(answer.text, "html.parser").select_one("textarea[name=body]").text.removeprefix("\n").strip()


def insert(browser, topic, prepared_id, **more):
    data = {"prepare": "1", "prepared": prepared_id, "body": "", "language": "es"} | more
    return browser.post(f"/topics/{topic.id}/posts", data=data)


@pytest.fixture
def staff(app):
    return make_staff("Marta Ril")


@pytest.fixture
def prepared(staff):
    return add_prepared(act(staff), TEXT)


def test_ril_adds_changes_and_removes_a_reply_and_the_log_keeps_what_it_said(app, sign_in, staff):
    browser = sign_in(staff)
    assert browser.get("/moderation/replies").status_code == 200
    assert browser.post("/moderation/replies", data=FORM).status_code == 303
    row = session.scalars(select(PreparedReply)).one()
    assert (row.name, row.text_es, row.text_pt) == (TEXT.name, TEXT.text_es, TEXT.text_pt)
    assert "Bienvenida" in browser.get("/moderation/replies").text
    address = f"/moderation/replies/{row.id}"
    assert box_of(browser.get(f"{address}/edit"), "text_pt") == TEXT.text_pt

    changed = FORM | {"name": "Saludo", "based_on": "1"}
    assert browser.post(address, data=changed).status_code == 303
    stale = browser.post(address, data=FORM | {"name": "Otro", "based_on": "1"})
    assert stale.status_code == 409
    assert "Otro" in stale.text
    assert browser.post(f"{address}/removal").status_code == 303
    assert browser.get(f"{address}/edit").status_code == browser.post(f"{address}/removal").status_code == 404

    log = session.execute(
        select(Event.kind, EventDetail.before)
        .join(EventDetail, EventDetail.event_id == Event.id)
        .where(Event.subject_kind == "prepared")
        .order_by(Event.id)
    ).all()
    assert [row.kind for row in log] == ["PreparedReplyAdded", "PreparedReplyChanged", "PreparedReplyRemoved"]
    assert log[1].before["text_es"] == TEXT.text_es
    assert log[2].before["title"] == "Saludo"
    page = browser.get("/moderation/log")
    assert page.text.count("Respuesta preparada") >= 3


def box_of(answer, name):
    found = BeautifulSoup(answer.text, "html.parser").select_one(f"[name={name}]")
    return found.text.strip() if found.name == "textarea" else found["value"]


@pytest.mark.parametrize("role", ["visitor", "pending", "member", "lead"])
def test_nobody_else_learns_that_there_are_prepared_replies(app, client, sign_in, prepared, role):
    people = {"pending": {"state": "pending"}, "member": {}, "lead": {"role": "lead"}}
    browser = client if role == "visitor" else sign_in(make_user(**people[role]))
    elsewhere = browser.get("/nothing-here").status_code
    for address in ("/moderation/replies", "/moderation/replies/new", f"/moderation/replies/{prepared.id}/edit"):
        assert browser.get(address).status_code in {elsewhere, 302, 303}, address
    for address in (
        "/moderation/replies",
        f"/moderation/replies/{prepared.id}",
        f"/moderation/replies/{prepared.id}/removal",
    ):
        assert browser.post(address, data=FORM).status_code in {elsewhere, 302, 303}, address
    assert session.scalar(select(func.count(PreparedReply.id))) == 1
    if role in {"member", "lead"}:
        topic = make_topic()
        assert "data-prepare" not in browser.get(f"/t/{topic.slug}/{topic.id}").text
        assert insert(browser, topic, prepared.id).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"text_es": ""}, "text_es"),
        ({"text_pt": "  "}, "text_pt"),
        ({"text_es": "x " * 16_000}, "text_es"),
        ({"text_pt": "nul \x00"}, "text_pt"),
        ({"text_es": "Hola, {nombre}"}, "text_es"),
        ({"text_pt": "Oi, {name"}, "text_pt"),
        ({"text_es": "Hola } ahí"}, "text_es"),
        ({"text_es": "{{name}}"}, "text_es"),
        ({"text_es": "{name.__class__}"}, "text_es"),
        ({"text_es": "[" * 3_000}, "text_es"),
    ],
)
def test_a_reply_that_cannot_be_kept_is_refused_at_its_field_and_stays_in_the_form(app, sign_in, staff, changes, field):
    answer = sign_in(staff).post("/moderation/replies", data=FORM | changes)

    assert 400 <= answer.status_code < 500
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.select_one(f"[name={field}]")["aria-invalid"] == "true"
    assert session.scalar(select(func.count(PreparedReply.id))) == 0


def test_commands_refuse_what_a_form_cannot_send_and_whoever_is_not_of_ril(app, staff, prepared):
    member = act(make_user())
    for refused in (
        lambda: add_prepared(member, TEXT),
        lambda: edit_prepared(member, prepared.id, text=TEXT, based_on=1),
        lambda: remove_prepared(member, prepared.id),
        lambda: prepared_page(member),
        lambda: remove_prepared(act(staff), 999_999),
    ):
        with pytest.raises(NotFound):
            refused()
    for text in (PreparedText("", "a", "b"), PreparedText("n", "", "b"), PreparedText("n", "a", "x" * 4_001)):
        with pytest.raises(Invalid):
            add_prepared(act(staff), text)


def test_there_are_only_so_many(app, staff, prepared, monkeypatch):
    monkeypatch.setattr(preparing, "MOST", 1)
    with pytest.raises(Conflict):
        add_prepared(act(staff), TEXT)


def test_the_list_has_pages_by_key(app, sign_in, staff):
    for number in range(PAGE_SIZE + 1):
        add_prepared(act(staff), PreparedText(f"Respuesta-{number:02}", "a", "b"))
    browser = sign_in(staff)
    first = BeautifulSoup(browser.get("/moderation/replies").text, "html.parser")
    assert f"Respuesta-{PAGE_SIZE}" in first.text
    assert "Respuesta-00" not in first.text
    older = first.select_one("a[href*='after=']")["href"]
    assert "Respuesta-00" in browser.get(older if older.startswith("/") else f"/moderation/replies{older}").text
    assert browser.get("/moderation/replies?after=zzz").status_code == 400


@pytest.mark.parametrize("language", ["es", "pt"])
def test_the_form_explains_every_variable(app, sign_in, language):
    page = sign_in(make_staff(language=language)).get("/moderation/replies/new").text
    assert all(f"{{{name}}}" in page for name in VARIABLES)
    assert "tu ciudad" in page
    assert "sua cidade" in page


def test_the_text_comes_in_the_language_of_the_topic_after_what_is_written(app, sign_in, staff, prepared):
    topic = make_topic(make_user("Ana Paz", city=make_city("Rionegro")), title="Uma pergunta", language="pt")
    browser = sign_in(staff)
    page = BeautifulSoup(browser.get(f"/t/{topic.slug}/{topic.id}").text, "html.parser")
    assert page.select_one("#prepared_language option[selected]")["value"] == "pt"
    assert page.select_one("button[data-prepare]")["formnovalidate"] == ""

    answer = insert(browser, topic, prepared.id, body="Antes.\n", prepared_language="pt")
    assert answer.status_code == 200
    words = "Oi, Ana Paz, de Rionegro. Sobre «Uma pergunta», em Preparar evidências: aqui vai. Marta Ril"
    written = box(answer)
    assert written.startswith("Antes.\n\nOi, Ana Paz, de Rionegro. Sobre «Uma pergunta», em ")
    assert written.endswith(words[-22:])
    assert box(insert(browser, topic, prepared.id, prepared_language="es")).startswith("Hola, Ana Paz, de Rionegro.")
    assert topic.replies == 0


def test_who_was_quoted_last_is_addressed(app, sign_in, staff, prepared):
    topic = make_topic(make_user("Ana Paz"))
    post = make_reply(topic, make_user("Bea Luz", city=make_city("Recife")))
    quote = f'[quote="bea.luz, post:{post.number}, topic:{topic.id}"]\nAsí\n[/quote]'
    elsewhere = make_reply(make_topic(), make_user("Otra Persona"))
    foreign = f'[quote="otra, post:{elsewhere.number}, topic:{elsewhere.topic_id}"]\nAsí\n[/quote]'
    browser = sign_in(staff)

    assert "Hola, Bea Luz, de Recife." in box(insert(browser, topic, prepared.id, body=quote, prepared_language="es"))
    assert "Hola, Ana Paz, de" in box(insert(browser, topic, prepared.id, body=foreign, prepared_language="es"))


@pytest.mark.parametrize(
    ("audience", "agreed", "shown"), [("public", False, False), ("public", True, True), ("community", False, True)]
)
def test_name_and_city_are_what_everybody_reads_who_reads_the_topic(
    app, sign_in, staff, prepared, audience, agreed, shown
):
    city = make_city("Rionegro")
    if agreed:
        allow_public_names(act(staff), city.id)
    topic = make_topic(make_user("Ana Paz", city=city, shown_publicly=True), audience=audience)

    written = box(insert(sign_in(staff), topic, prepared.id, prepared_language="es"))
    assert ("Ana Paz" in written) == ("Rionegro" in written) == shown
    assert written.startswith("Hola, Ana Paz, de Rionegro." if shown else "Hola, colega, de tu ciudad.")


def test_of_somebody_of_ril_no_city_is_said(app, sign_in, staff, prepared):
    topic = make_topic(make_staff("Otro Ril"), audience="staff")
    assert box(insert(sign_in(staff), topic, prepared.id, prepared_language="pt")).startswith(
        "Oi, Otro Ril, de sua cidade."
    )


@pytest.mark.parametrize("prepared_id", ["", "999999", "x", "-1", "9" * 30])
def test_a_choice_that_is_none_loses_nothing(app, sign_in, staff, prepared_id):
    answer = insert(sign_in(staff), make_topic(), prepared_id, body="Mi texto")
    assert answer.status_code == 422
    assert box(answer) == "Mi texto"


@pytest.mark.parametrize("written", ["x" * 31_990, "y" * 32_001, "nul \x00"])
def test_a_text_that_is_or_would_be_too_long_or_cannot_be_kept_is_refused(app, sign_in, staff, prepared, written):
    answer = insert(sign_in(staff), make_topic(), prepared.id, body=written)
    assert answer.status_code == 422
    assert "Hola" not in box(answer)


def test_nothing_is_told_of_a_topic_that_is_not_there_and_a_language_that_is_none_is_refused(
    app, sign_in, staff, prepared
):
    browser = sign_in(staff)
    gone = browser.post("/topics/999999/posts", data={"prepare": "1", "prepared": prepared.id, "language": "es"})
    assert gone.status_code == 404
    assert insert(browser, make_topic(), prepared.id, prepared_language="xx").status_code == 422


def test_the_reply_box_costs_no_statement_more_for_prepared_replies(app, sign_in, staff, prepared, count_queries):
    topic, browser = make_topic(), sign_in(staff)
    browser.get(f"/t/{topic.slug}/{topic.id}")
    with count_queries() as seen:
        assert "Bienvenida" in browser.get(f"/t/{topic.slug}/{topic.id}").text
    assert not [text for text in seen if "prepared_reply" in text]
    add_prepared(act(staff), PreparedText("Otra más", "a", "b"))
    assert "Otra más" in browser.get(f"/t/{topic.slug}/{topic.id}").text
