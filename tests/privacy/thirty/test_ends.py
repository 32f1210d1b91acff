"""Classes 24, 26, 29: links opened by scanners, what outlives its end, and floods."""

import re

import pytest
from flask import Flask

from forum.accounts.commands.leaving import anonymise_person
from forum.accounts.commands.people import suspend
from forum.accounts.commands.recovery import request_reset
from forum.accounts.commands.sessions import request_sign_in_link
from forum.accounts.models import User
from forum.core.db import session
from forum.core.errors import TooMany
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.privacy.watching import traffic

NEW_PASSWORD = "otra plaza y un mercado nuevo"


def links_in(mails) -> list[str]:
    """Return the paths of all links in the letters that were sent."""
    texts = [f"{mail.text} {mail.html}" for mail in mails() if mail.text]
    return sorted({found for text in texts for found in re.findall(r"http://localhost(/[^\s\"<>)]*)", text)})


def test_24_a_scanner_that_opens_every_link_of_every_letter_does_nothing(app: Flask, client, run_worker, mails):
    person = make_user(city=make_city(), email="una@persona.example")
    request_reset(person.email, language="es", network="10.0.0.0/24")
    request_sign_in_link(person.email, language="es", network="10.0.0.0/24")
    client.post("/signup", data={"name": "Nueva", "email": "n@x.example", "password": NEW_PASSWORD, "city_text": "X"})
    topic = make_topic(person)
    make_reply(topic, make_user(), body=f"Para @{person.handle}")
    run_worker()
    links = links_in(mails)
    assert len([link for link in links if re.search(r"/login/(link|reset)/|/unsubscribe/", link)]) >= 3
    for _ in range(2):
        for link in links:
            for method in ("HEAD", "GET"):
                with traffic() as seen:
                    client.open(link, method=method)
                assert not seen.written, (method, link, seen.written[:1])
    # They work still, for whoever presses the button.
    link = next(link for link in links if "/login/link/" in link)
    assert client.post(link).status_code == 303


@pytest.mark.parametrize("end", ["signed out", "another password", "suspended", "anonymised"])
def test_26_no_cookie_and_no_link_outlives_its_end(app: Flask, sign_in, client, run_worker, mails, end):
    person, admin = make_user(city=make_city(), email="una@persona.example"), make_staff(role="administrator")
    old = sign_in(person)
    request_reset(person.email, language="es", network="10.0.0.0/24")
    request_sign_in_link(person.email, language="es", network="10.0.0.0/24")
    run_worker()
    reset = next(link for link in links_in(mails) if "/login/reset/" in link)
    link = next(link for link in links_in(mails) if "/login/link/" in link)
    assert old.get("/new").status_code == 200
    if end == "signed out":
        cookies = {cookie.key: cookie.value for cookie in old._cookies.values()}
        assert old.post("/logout").status_code == 303
        old = app.test_client()
        for name, value in cookies.items():
            old.set_cookie(name, value)
    elif end == "another password":
        form = {"present": PASSWORD, "password": NEW_PASSWORD}
        assert sign_in(person).post("/settings/account/password", data=form).status_code == 303
    elif end == "suspended":
        suspend(act(admin), person.id, reason="x", until=None)
    else:
        anonymise_person(act(admin), person.id, reason="por carta")
    assert old.get("/new").status_code == 404
    assert old.post("/new-topic", data={"title": "x"}).status_code == 404
    if end in {"another password", "anonymised"}:
        assert client.post(link).status_code != 303
        sent = client.post(reset, data={"password": "una tercera plaza y su feria"})
        assert sent.status_code != 303
    if end == "anonymised":
        row = session.get_one(User, person.id, populate_existing=True)
        assert (row.email or "") != "una@persona.example"
        assert client.post("/login", data={"email": "una@persona.example", "password": PASSWORD}).status_code != 303


def test_29_a_hundred_resets_to_one_address_are_three_letters(app: Flask, run_worker, mails):
    person = make_user(city=make_city(), email="una@persona.example")
    for number in range(100):
        try:
            request_reset(person.email, language="es", network=f"10.0.{number}.0/24")
        except TooMany:
            continue
    run_worker()
    sent = [mail for mail in mails() if mail.address == person.email or mail.user_id == person.id]
    assert 1 <= len(sent) <= 3


def test_29_a_post_that_names_five_hundred_is_refused_and_tells_nobody(app: Flask, sign_in, run_worker, mails):
    city = make_city()
    person = make_user(city=city)
    topic = make_topic(make_user(city=city))
    body = f"@{person.handle} " + " ".join(f"@nadie.{number}" for number in range(500))
    answer = sign_in(make_user(city=city)).post(f"/topics/{topic.id}/posts", data={"body": body, "language": "es"})
    assert answer.status_code == 422
    run_worker()
    assert not mails("notifications.notice")
