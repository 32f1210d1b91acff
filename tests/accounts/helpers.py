"""What the tests of accounts do over and over, the way a person does it."""

import re
from collections.abc import Callable
from threading import Barrier
from threading import Thread
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.login import session_cookie
from forum.accounts.models import User
from forum.cities.models import City
from forum.core.db import session
from forum.core.mail import OutgoingMail
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act

ANA = "ana@rionegro.gov.co"
MARCELA = "marcela@cuenca.gob.ec"


def user_of(email: str) -> User | None:
    """Return the account of an address, as the database has it now."""
    session.rollback()
    session.expire_all()
    return session.scalar(select(User).where(User.email_folded == email))


def letters_to(address: str) -> list[OutgoingMail]:
    """Return the letters that were sent to an address, oldest first."""
    session.rollback()
    query = select(OutgoingMail).where(OutgoingMail.address == address, OutgoingMail.state == "sent")
    return list(session.scalars(query.order_by(OutgoingMail.id)))


def link_in(letter: OutgoingMail) -> str:
    """Return the path of the link with a token in a letter."""
    found = re.search(r"http://localhost(/\S+)", letter.text or "")
    assert found, letter.text
    return found.group(1)


def log_in(client: FlaskClient, email: str, password: str = PASSWORD, **more: Any) -> Any:
    """Sign in by the form."""
    return client.post("/login", data={"email": email, "password": password, **more})


def sign_up(client: FlaskClient, email: str, **more: Any) -> Any:
    """Fill in the sign-up form."""
    values = {
        "name": "Marcela Toral",
        "email": email,
        "password": PASSWORD,
        "city_text": "Cuenca, Ecuador",
        "reason": "Planificación",
        "agreed": "y",
    }
    return client.post("/signup", data={name: value for name, value in (values | more).items() if value is not None})


def masked(page: str, *words: str) -> str:
    """Return a page without its form token and the given words, to compare it with another one."""
    page = re.sub(r'name="csrf_token" value="[^"]*"', "", page)
    for word in words:
        page = page.replace(word, "…")
    return page


def is_signed_in(client: FlaskClient) -> bool:
    """Tell whether a browser is signed in: its own settings open."""
    return bool(client.get("/settings/devices").status_code == 200)


def token_of(client: FlaskClient) -> str | None:
    """Return the session's token that a browser holds."""
    cookie = client.get_cookie(session_cookie())
    return cookie.value if cookie else None


def at_the_same_time(app: Flask, number: int, act: Callable[[int], Any]) -> list[Any]:
    """Do something in threads that start together; return what each returned."""
    gate = Barrier(number)
    results: list[Any] = [None] * number

    def run(place: int) -> None:
        with app.app_context():
            gate.wait()
            results[place] = act(place)
            session.remove()

    threads = [Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    session.rollback()
    session.expire_all()
    return results


def fill_in(browser: FlaskClient, link: str, email: str = ANA, **more: Any) -> Any:
    """Fill in the form of an invitation."""
    values = {"name": "Ana Prieto", "email": email, "password": PASSWORD, "agreed": "y"}
    return browser.post(link, data=values | more)


def invite(lead: User, city: City, **more: Any) -> str:
    """Make an invitation as a lead does; return the path of its link."""
    _row, token = create_invitation(act(lead), city.id, days=7, **more)
    return f"/invitations/{token}"


def mailed(lead: User, city: City, run_worker: Callable[[], None], email: str = ANA, **more: Any) -> str:
    """Invite an address; return the path of the link in the letter."""
    create_invitation(act(lead), city.id, days=7, email=email, **more)
    run_worker()
    return link_in(letters_to(email)[-1])
