"""A copy of one's own data: everything that the forum holds of a person, and nothing that is not theirs to read."""

import hashlib
import json
import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from forum.accounts.commands.exporting import PER_PERSON
from forum.accounts.commands.people import move_to_city
from forum.accounts.commands.people import suspend
from forum.accounts.models import User
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Event
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_revision
from forum.discussion.models import Post
from forum.pages.commands import load_shipped_pages
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.owndata.life import BIO
from tests.owndata.life import EMAIL
from tests.owndata.life import NAME
from tests.owndata.life import WORDS
from tests.owndata.life import live
from tests.owndata.life import unzip


@pytest.fixture(autouse=True)
def folder(app, tmp_path):
    app.config["DATA_DIR"] = str(tmp_path)


def export(browser, kind="zip"):
    return browser.post("/settings/data/export", data={"kind": kind, "present": PASSWORD})


def data_of(browser):
    answer = export(browser, "json")
    assert answer.status_code == 200
    return json.loads(answer.data)


def test_the_archive_holds_a_page_the_data_the_texts_and_the_own_files(app, run_worker, sign_in):
    load_shipped_pages(SYSTEM)
    life = live(run_worker)
    answer = export(sign_in(life.user))
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=foro-zulmi.xel-")
    found = unzip(answer.data)
    assert {"index.html", "datos.json", "files/picture.webp"} <= set(found)
    assert any(name.endswith("-Zulmira_Xeltzin-acta.pdf") for name in found)
    data = json.loads(found["datos.json"])
    assert data["schema"] == "foro-own-data/1"
    assert all(file["in_archive"] for file in data["files"])
    sections = data["sections"]
    profile = sections["profile"][0]
    assert (profile["name"], profile["email"], profile["bio"]) == (NAME, EMAIL, BIO)
    filled = {name for name, rows in sections.items() if rows}
    assert filled >= {
        "profile",
        "earlier_handles",
        "consents",
        "sessions",
        "devices",
        "links",
        "sign_ups",
        "picture",
        "uploads",
        "topics",
        "posts",
        "mentions",
        "reading",
        "acts_on_you",
        "notifications",
        "applications",
        "letters",
    }
    texts = [row["text"] for row in sections["posts"]]
    assert any(WORDS in text for text in texts)


def test_the_page_reads_in_the_persons_language_and_loads_nothing(app, run_worker, sign_in):
    life = live(run_worker)
    text = export(sign_in(life.user), "html").data.decode()
    assert '<html lang="es">' in text

    class Loads(HTMLParser):
        found: list = []

        def handle_starttag(self, tag, attrs):
            if tag in {"script", "link", "img", "iframe", "object", "form"}:
                self.found.append((tag, attrs))

    Loads().feed(text)
    assert Loads.found == []
    assert WORDS in text
    portuguese = make_user("Fulana de Recife", language="pt")
    assert '<html lang="pt-BR">' in export(sign_in(portuguese), "html").data.decode()


def test_a_consent_is_proved_by_the_hash_of_the_words_that_were_shown(app, run_worker, sign_in):
    load_shipped_pages(SYSTEM)
    life = live(run_worker)
    found = unzip(export(sign_in(life.user)).data)
    consents = json.loads(found["datos.json"])["sections"]["consents"]
    assert {row["purpose"] for row in consents} == {"terms", "privacy", "shown_outside", "shown_publicly"}
    files = {hashlib.sha256(data).hexdigest() for name, data in found.items() if name.startswith("texts/")}
    for row in consents:
        assert row["given"] is True
        assert row["text_hash"] == hashlib.sha256(row["text"].encode()).hexdigest()
        assert row["text_hash"] in files
    assert any(row["url"] == "/pages/privacy/versions/1" for row in consents)


def test_a_consent_to_be_shown_is_withdrawn_with_one_button(app, run_worker, sign_in):
    life = live(run_worker)
    browser = sign_in(life.user)
    assert "/settings/data/consents/shown_outside/removal" in browser.get("/settings/data").get_data(as_text=True)
    for _ in range(2):
        assert browser.post("/settings/data/consents/shown_outside/removal").status_code == 303
    session.rollback()
    assert session.get_one(User, life.user.id).shown_outside is False
    consents = [row for row in data_of(browser)["sections"]["consents"] if row["purpose"] == "shown_outside"]
    assert [row["given"] for row in consents] == [False, True]
    assert browser.post("/settings/data/consents/terms/removal").status_code == 404


def test_no_password_and_no_key_is_in_a_copy(app, run_worker, sign_in):
    life = live(run_worker)
    text = export(sign_in(life.user), "json").data.decode()
    assert "argon2" not in text
    assert "hash" not in re.sub(r'"text_hash"', "", text)
    assert "token" not in text.replace("upload:", "")


def test_the_copy_needs_the_password_again(app, sign_in):
    browser = sign_in(make_user())
    answer = browser.post("/settings/data/export", data={"kind": "json", "present": "otra cosa del todo"})
    assert answer.status_code == 400
    assert b"profile" not in answer.data or answer.mimetype == "text/html"
    session.rollback()
    assert session.scalar(select(Event).where(Event.kind == "OwnDataExported")) is None


def test_that_a_copy_was_taken_is_written_down(app, sign_in):
    user = make_user()
    export(sign_in(user), "json")
    session.rollback()
    assert session.scalars(select(Event.actor_id).where(Event.kind == "OwnDataExported")).all() == [user.id]


def test_copies_are_limited(app, sign_in):
    browser = sign_in(make_user())
    statuses = [export(browser, "json").status_code for _ in range(PER_PERSON.number + 1)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


@pytest.mark.parametrize("state", ["pending", "suspended"])
def test_whoever_waits_or_is_suspended_has_their_copy_too(app, sign_in, state):
    user = make_user("Persona Aparte", state=state)
    browser = sign_in(user)
    assert browser.get("/settings/data").status_code == 200
    assert data_of(browser)["sections"]["profile"][0]["state"] == state


def test_visitors_have_no_data(app, client):
    assert client.get("/settings/data").status_code == 404
    assert client.post("/settings/data/export", data={"kind": "json"}).status_code == 404


def lose_a_room(how):
    """Write in a city's room, with a colleague; then lose it."""
    city = make_city("Villa Uno")
    user, colleague = make_user("Persona Movida", city=city), make_user("Colega Quieta", city=city)
    topic = make_topic(colleague, title="Zqtitulo secreto", body="Zqsecreto del colega", audience="city")
    quote = f'[quote="{colleague.handle}, post:1, topic:{topic.id}"]\nZqsecreto del colega\n[/quote]\n\nZqmio propio'
    post = make_reply(topic, user, body=quote)
    own = make_topic(user, title="Zqmititulo", body="Zqmitexto", audience="city")
    make_reply(own, colleague, body=f"Zqsecreto contestado a @{user.handle}")
    if how == "moved":
        move_to_city(SYSTEM, user.id, city_id=make_city("Villa Dos").id)
    elif how == "suspended":
        suspend(SYSTEM, user.id, reason="Zqrazon", until=None)
    return user, colleague, post


@pytest.mark.parametrize("how", ["moved", "suspended"])
@pytest.mark.parametrize("kind", ["json", "html"])
def test_who_lost_a_room_gets_their_own_words_and_nobody_elses(app, sign_in, run_worker, how, kind):
    user, _colleague, _post = lose_a_room(how)
    run_worker()
    text = export(sign_in(user), kind).data.decode()
    for own in ("Zqmio propio", "Zqmititulo", "Zqmitexto"):
        assert own in text, own
    for foreign in ("Zqtitulo secreto", "Zqsecreto", "Colega Quieta"):
        assert foreign not in text, foreign
    assert ("Zqrazon" in text) is (how == "suspended")


def test_who_is_in_the_room_gets_the_title_and_the_quote(app, sign_in):
    user, _colleague, _post = lose_a_room("")
    text = export(sign_in(user), "json").data.decode()
    assert "Zqtitulo secreto" in text
    assert "Zqsecreto del colega" in text


def test_a_text_that_others_changed_is_not_theirs_once_they_cannot_read_it(app, sign_in):
    user, _colleague, post = lose_a_room("moved")
    staff = make_staff()
    with clock.pretend(clock.now() + timedelta(minutes=20)):
        present = session.get_one(Post, post.id, populate_existing=True)
        edit_post(
            act(staff),
            post.id,
            body="Zqajeno de otra mano",
            language="es",
            base=fingerprint(present.body, present.language),
        )
    text = export(sign_in(user), "json").data.decode()
    assert "Zqajeno" not in text
    assert "Zqmio propio" in text


def test_an_earlier_text_that_was_hidden_stays_hidden(app, sign_in):
    user, staff = make_user("Quien Editó"), make_staff()
    post = make_reply(make_topic(user), user, body="Zqdato de una persona")
    with clock.pretend(clock.now() + timedelta(minutes=20)):
        present = session.get_one(Post, post.id, populate_existing=True)
        edit_post(
            act(user), post.id, body="Ya sin eso", language="es", base=fingerprint(present.body, present.language)
        )
    assert "Zqdato" in export(sign_in(user), "json").data.decode()
    hide_revision(act(staff), post.id, number=1)
    assert "Zqdato" not in export(sign_in(user), "json").data.decode()


def test_what_was_deleted_is_theirs_for_30_days(app, sign_in):
    user, staff = make_user("Quien Escribió"), make_staff()
    post = make_reply(make_topic(), user, body="Zqborrado")
    delete_post(act(staff), post.id, reason="Zqrazon")
    text = export(sign_in(user), "json").data.decode()
    assert "Zqborrado" in text
    assert "Zqrazon" in text
    with transaction():
        session.get_one(Post, post.id).state_at = clock.now() - timedelta(days=31)
    assert "Zqborrado" not in export(sign_in(user), "json").data.decode()
