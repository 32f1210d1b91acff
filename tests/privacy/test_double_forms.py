"""A form that is sent several times at the same moment does its work once, on both databases."""

import contextvars
import io
import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import text

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import open_session
from forum.accounts.login import session_cookie
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import User
from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from forum.translation.commands.editing import add_term
from forum.translation.commands.files import keep_file
from forum.translation.rows import Row
from forum.translation.rows import to_csv
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

AT_ONCE = 4
#: Counters, and what every sign-in adds.
ASIDE = {"rate_count", "data_version", "user_session", "known_device", "delivery", "event_detail", "alembic_version"}
Sent = tuple[int, str | None]


def token_of(user: User) -> str:
    with transaction():
        return open_session(user.id, Origin(address="10.0.0.1", network="10.0.0.0/24", device="Test")).token


def send_at_once(app: Flask, token: str, address: str, form: Callable[[int], dict[str, Any]]) -> list[Sent]:
    """Post a form from several browsers of one person at the same moment."""
    answers: list[Sent] = []
    barrier = threading.Barrier(AT_ONCE)
    cookie = session_cookie()
    session.remove()

    def send(number: int) -> None:
        browser = app.test_client()
        if token:
            browser.set_cookie(cookie, token)
        barrier.wait()
        answer = browser.post(address, data=form(number))
        answers.append((answer.status_code, answer.headers.get("Location")))

    threads = [threading.Thread(target=contextvars.Context().run, args=(send, n)) for n in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def rows() -> dict[str, int]:
    session.rollback()
    names = [name for name in db.metadata.tables if name not in ASIDE]
    return {name: session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}


def picture(_number: int) -> dict[str, Any]:
    out = io.BytesIO()
    Image.new("RGB", (40, 40)).save(out, "PNG")
    return {"picture": (io.BytesIO(out.getvalue()), "x.png")}


def whatever(**form: Any) -> Callable[[int], dict[str, Any]]:
    return lambda _number: dict(form)


PROFILE = {
    "name": "Otro Nombre",
    "handle": "otro.mango",
    "reads": ["es"],
    "ui_language": "es",
    "time_zone": "America/Bogota",
    "theme": "dark",
    "density": "compact",
    "shown_outside": "y",
}
TERM = {"es": "vereda", "pt": "passeio", "kind": "noun", "steers": "none"}


@pytest.fixture
def place(app: Flask) -> dict[str, Any]:
    """Make a city with people, a topic and things that wait; give ids and tokens only, no rows."""
    city, other_city = make_city(), make_city()
    admin, lead = make_staff(role="administrator"), make_user(city=city, role="lead")
    asker, replier, waiting = make_user(city=city), make_user(city=other_city), make_user(state="pending")
    topic = make_topic(asker)
    post = make_reply(topic, replier)
    invitation, _token = create_invitation(act(lead), city.id, days=5)
    _bound, token = create_invitation(act(lead), city.id, days=5, email="una@persona.example")
    tokens = {"admin": token_of(admin), "lead": token_of(lead), "asker": token_of(asker), "replier": token_of(replier)}
    return {
        "tokens": tokens | {"": ""},
        "city": city.id,
        "slug": city.slug,
        "other_city": other_city.id,
        "topic": topic.id,
        "post": post.id,
        "replier": replier.id,
        "asker": asker.id,
        "request": session.query(AdmissionRequest).filter_by(user_id=waiting.id).one().id,
        "invitation": invitation.id,
        "token": token,
        "term": add_term(act(admin), Row("acera", "calçada")),
        "file": keep_file(act(admin), to_csv([Row("banco", "banco")]).decode("utf-8-sig")),
    }


#: Who sends what where (names in braces are of `place`), and what there is of it afterwards.
FORMS: dict[str, tuple[str, str, Callable[[int], dict[str, Any]], dict[str, int]]] = {
    "reply": (
        "replier",
        "/topics/{topic}/posts",
        whatever(body="Una vez sola", language="es", request_id="a"),
        {"post": 1, "event": 1},
    ),
    "several replies": (
        "replier",
        "/topics/{topic}/posts",
        lambda n: {"body": f"Respuesta {n}", "language": "es", "request_id": f"a{n}"},
        {"post": AT_ONCE, "event": AT_ONCE},
    ),
    "answer": ("asker", "/topics/{topic}/answer", whatever(post_id=2), {"event": 1}),
    "closing": ("admin", "/topics/{topic}/closing", whatever(reason="x"), {"post": 1, "event": 1}),
    "hiding": ("admin", "/posts/{post}/hiding", whatever(reason="x"), {"event": 1}),
    "audience": ("admin", "/topics/{topic}/audience", whatever(audience="staff"), {"post": 1, "event": 1}),
    "report": (
        "asker",
        "/posts/{post}/reports",
        whatever(reason="spam"),
        {"report": 1, "event": 1, "outgoing_mail": 1},
    ),
    "picture": ("asker", "/settings/avatar", picture, {"avatar": 1, "event": AT_ONCE}),
    "profile": (
        "asker",
        "/settings/profile",
        whatever(**PROFILE),
        {"consent": 1, "reserved_handle": 1, "event": 2 * AT_ONCE + 1},
    ),
    "password": (
        "asker",
        "/settings/account/password",
        whatever(present=PASSWORD, password="otra plaza y un mercado nuevo"),
        {"event": 1, "outgoing_mail": 1},
    ),
    "suspension": ("admin", "/people/{replier}/suspension", whatever(reason="x"), {"event": 1, "outgoing_mail": 1}),
    "lead": ("admin", "/people/{replier}/lead", whatever(), {"event": 1}),
    "move": ("admin", "/people/{asker}/city", lambda _n: {"city_id": 2}, {"event": 1}),
    "role": ("admin", "/people/{replier}/role", whatever(role="moderator"), {"event": 1}),
    "stage": ("lead", "/cities/{city}/stage", whatever(stage="3", since="2024-05-05"), {"city_stage": 1, "event": 1}),
    "sharing": ("lead", "/cities/{city}/sharing", whatever(), {"event": 1}),
    "new city": (
        "admin",
        "/admin/cities",
        whatever(name="Nueva", country_code="CO", time_zone="America/Bogota", language="es"),
        {"city": 1, "event": 1},
    ),
    "invitation": (
        "lead",
        "/invitations/new",
        lambda _n: {"city_id": 1, "language": "es", "days": 5, "max_uses": 1, "email": "x@y.example"},
        {"invitation": 1, "event": 1, "outgoing_mail": 1},
    ),
    "withdrawal": ("lead", "/invitations/{invitation}/removal", whatever(), {"event": 1}),
    "redemption": (
        "",
        "/invitations/{token}",
        whatever(name="Una Persona", email="una@persona.example", password=PASSWORD, agreed="y"),
        {"user_account": 1, "invitation_use": 1, "consent": 2, "event": 2},
    ),
    "term": ("admin", "/glossary/terms", whatever(**TERM), {"glossary_entry": 1, "event": 1}),
    "changed term": (
        "admin",
        "/glossary/terms/{term}/edit",
        whatever(**TERM | {"pt": "calçada"}),
        {"glossary_entry": 1, "event": 1},
    ),
    "removed term": ("admin", "/glossary/terms/{term}/removal", whatever(), {"event": 1}),
    "glossary file": (
        "admin",
        "/glossary/files/{file}/confirmation",
        whatever(version=1),
        {"glossary_entry": 1, "event": 1},
    ),
    "page": (
        "admin",
        "/admin/pages/about",
        whatever(title_es="T", title_pt="T", body_es="x", body_pt="y", based_on="0"),
        {"page_version": 1, "event": 1},
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_several_times_at_once_does_its_work_once(app: Flask, place, name):
    who, address, form, expected = FORMS[name]
    before = rows()
    answers = send_at_once(app, place["tokens"][who], address.format(**place), form)
    after = rows()
    assert {table: after[table] - before[table] for table in after if after[table] != before[table]} == expected
    assert any(status < 400 for status, _where in answers), answers
    assert all(status < 500 for status, _where in answers), answers


def test_somebody_admitted_and_refused_at_the_same_moment_is_one_of_the_two(app: Flask, place):
    number = place["request"]
    admission = f"/people/waiting/{number}/admission"
    answers = send_at_once(app, place["tokens"]["admin"], admission, lambda _n: {f"a{number}-city_id": place["city"]})
    assert sorted(status for status, _where in answers) == [303] + [409] * (AT_ONCE - 1)


def test_two_administrators_who_dismiss_each_other_leave_one(app: Flask):
    first, second = make_staff(role="administrator"), make_staff(role="administrator")
    people = [(token_of(first), second.id), (token_of(second), first.id)]
    cookie = session_cookie()
    barrier = threading.Barrier(2)
    answers: list[int] = []
    session.remove()

    def dismiss(token: str, user_id: int) -> None:
        browser = app.test_client()
        browser.set_cookie(cookie, token)
        barrier.wait()
        answers.append(browser.post(f"/people/{user_id}/role", data={"role": "moderator"}).status_code)

    threads = [threading.Thread(target=contextvars.Context().run, args=(dismiss, *person)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(status < 500 for status in answers), answers
    assert session.query(User).filter_by(site_role="administrator").count() == 1
