"""Blocked addresses and domains: no account is made with them, and links to blocked domains wait for RIL."""

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.blocking import block
from forum.accounts.models import Blocked
from forum.accounts.models import SignUp
from forum.accounts.models import User
from forum.conduct.models import HeldPost
from forum.core.db import session
from forum.core.events import EventDetail
from forum.discussion.models import Post
from tests.accounts.helpers import letters_to
from tests.accounts.helpers import link_in
from tests.accounts.helpers import sign_up
from tests.conduct.desk import text
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic

NO = "No se puede crear una cuenta con esta dirección"


@pytest.fixture
def ril(app):
    return make_staff()


def number_of(thing):
    session.rollback()
    return session.scalar(select(func.count()).select_from(thing))


@pytest.mark.parametrize(
    ("kind", "value", "email"),
    [
        ("address", "Malo@Correo.example", "malo@correo.example"),
        ("domain", "correo.example", "otro@correo.example"),
        ("domain", "@Correo.Example", "otro@bajo.correo.example"),
    ],
)
def test_nobody_signs_up_with_a_blocked_address_and_is_told_no_more_than_that(ril, client, kind, value, email):
    block(act(ril), kind=kind, value=value, note="Mandó publicidad")
    answer = sign_up(client, email)
    assert answer.status_code >= 400
    assert NO in answer.text
    assert "publicidad" not in answer.text
    assert number_of(SignUp) == 0


@pytest.mark.parametrize("email", ["otro@nocorreo.example", "correo.example@otra.example"])
def test_who_only_looks_alike_signs_up(ril, client, email):
    block(act(ril), kind="domain", value="correo.example")
    block(act(ril), kind="link", value="otra.example")
    assert sign_up(client, email).status_code == 303


def test_an_address_that_is_blocked_while_its_letter_is_on_the_way_becomes_no_account(ril, client, run_worker):
    sign_up(client, "malo@correo.example")
    run_worker()
    link = link_in(letters_to("malo@correo.example")[-1])
    block(act(ril), kind="domain", value="correo.example")
    answer = client.post(link, data={"password": PASSWORD})
    assert 400 <= answer.status_code < 500
    session.rollback()
    assert session.scalar(select(User.id).where(User.email_folded == "malo@correo.example")) is None


def test_nobody_changes_to_a_blocked_address(ril, sign_in):
    block(act(ril), kind="domain", value="correo.example")
    form = {"new-email": "malo@correo.example", "new-present": PASSWORD}
    answer = sign_in(make_user()).post("/settings/account/address", data=form)
    assert 400 <= answer.status_code < 500
    assert NO in answer.text


def test_who_has_an_account_keeps_it(ril, client):
    user = make_user(email="ana@correo.example")
    block(act(ril), kind="domain", value="correo.example")
    assert client.post("/login", data={"email": user.email, "password": PASSWORD}).status_code == 303


def test_a_text_with_a_link_to_a_blocked_domain_waits(ril, sign_in):
    block(act(ril), kind="link", value="estafa.example")
    topic = make_topic(make_user())
    browser = sign_in(make_user())
    texts = (
        "Miren https://estafa.example/oferta",
        "Miren [esto](http://www.ESTAFA.example)",
        "Miren www.estafa.example",
        "Miren https://ana:x@sub.estafa.example:8080/",
        "Miren https://otra.example/?u=estafa.example y estafa.example.org",
        "Miren https://noestafa.example/",
    )
    for words in texts:
        browser.post(f"/topics/{topic.id}/posts", data={"body": words, "language": "es"})
    session.rollback()
    held = session.scalars(select(HeldPost)).all()
    assert [row.body for row in held] == list(texts[:4])
    assert {row.reason for row in held} == {"domain"}
    assert number_of(Post) == 3


@pytest.mark.parametrize(
    "link",
    [
        "[x](https://est&#97;fa.example/x)",
        "[x](https://est%61fa.example/x)",
        "https://ｅstafa.example",
        "https://estafa。example",
        "https://esta\u00adfa.example",
        "https://a.b.c.d.e.f.g.h.i.j.k.l.estafa.example",
        "[x](mailto:yo@estafa.example)",
    ],
)
def test_a_link_that_a_browser_takes_for_the_blocked_domain_waits_too(ril, sign_in, link):
    block(act(ril), kind="link", value="estafa.example")
    topic = make_topic(make_user())
    sign_in(make_user()).post(f"/topics/{topic.id}/posts", data={"body": f"Miren {link}", "language": "es"})
    session.rollback()
    assert session.scalars(select(HeldPost.reason)).all() == ["domain"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("address", "no es"),
        ("address", ""),
        ("domain", "sin punto"),
        ("domain", "a" * 254),
        ("domain", "-x.example"),
        ("domain", "x.example\x00"),
        ("link", "https://"),
        ("other", "correo.example"),
        ("domain", "rionegro.gov.co"),
    ],
)
def test_what_is_no_address_or_domain_or_is_a_city_s_is_refused(ril, sign_in, kind, value):
    make_city("Rionegro", domains=["rionegro.gov.co"])
    answer = sign_in(ril).post("/moderation/blocked", data={"kind": kind, "value": value})
    assert answer.status_code == 422
    assert number_of(Blocked) == 0


def test_it_is_blocked_once_and_no_more_when_it_is_removed(ril, sign_in, client):
    browser = sign_in(ril)
    form = {"kind": "domain", "value": "correo.example", "note": "Publicidad"}
    assert browser.post("/moderation/blocked", data=form).status_code == 303
    assert browser.post("/moderation/blocked", data=form).status_code == 409
    assert "Publicidad" in text(browser, "/moderation/blocked")
    number = session.scalars(select(Blocked.id)).one()
    assert browser.post(f"/moderation/blocked/{number}/removal").status_code == 303
    assert browser.post(f"/moderation/blocked/{number}/removal").status_code == 404
    assert sign_up(client, "otro@correo.example").status_code == 303


def test_whose_address_is_blocked_stands_in_no_log(ril, sign_in):
    block(act(ril), kind="address", value="malo@correo.example")
    assert "malo@" not in text(sign_in(ril), "/moderation/log")
    assert session.scalars(select(EventDetail)).all() == []


@pytest.mark.parametrize("who", ["visitor", "member", "lead"])
def test_only_ril_blocks(client, sign_in, ril, who):
    number = block(act(ril), kind="domain", value="correo.example").id
    browser = client if who == "visitor" else sign_in(make_user(role=who))
    assert browser.get("/moderation/blocked").status_code == 404
    assert browser.post("/moderation/blocked", data={"kind": "domain", "value": "x.example"}).status_code == 404
    assert browser.post(f"/moderation/blocked/{number}/removal").status_code == 404
