"""Every letter of accounts in both languages, and those that are no longer owed."""

import re
from datetime import timedelta

import pytest

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.commands.people import restore
from forum.accounts.commands.people import suspend
from forum.accounts.commands.recovery import request_reset
from forum.accounts.commands.sessions import request_sign_in_link
from forum.accounts.models import User
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.mail import OutgoingMail
from forum.core.mail import find_composer
from forum.core.mail import queue_mail
from tests.accounts.helpers import letters_to
from tests.factories.accounts import make_user
from tests.factories.cities import make_city

KINDS = [
    "confirm_address",
    "sign_in_link",
    "reset_password",
    "change_address",
    "address_change_asked",
    "password_changed",
    "invitation",
    "somebody_waits",
    "admitted",
    "refused",
    "suspended",
    "restored",
]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_composer(app, kind):
    assert find_composer(f"accounts.{kind}") is not None


@pytest.mark.parametrize("language", ["es", "pt"])
def test_letters_have_a_subject_a_text_and_html_without_anything_from_elsewhere(app, run_worker, language):
    city = make_city("Rionegro")
    user = make_user("Ana Prieto", email="ana@rionegro.gov.co", city=city, language=language)
    create_invitation(SYSTEM, city.id, days=7, email="nueva@rionegro.gov.co", language=language)
    request_sign_in_link("ana@rionegro.gov.co", language="es", network="10.0.0.0/24")
    request_reset("ana@rionegro.gov.co", language="es", network="10.0.0.0/24")
    suspend(SYSTEM, user.id, reason="Razón <b>&</b>", until=clock.now() + timedelta(days=2))
    run_worker()
    letters = [*letters_to("ana@rionegro.gov.co"), *letters_to("nueva@rionegro.gov.co")]
    suspended = next(letter for letter in letters if letter.kind == "accounts.suspended")
    assert len(letters) == 4
    assert "Razón <b>&</b>" in (suspended.text or "")
    assert "Razón &lt;b&gt;&amp;&lt;/b&gt;" in (suspended.html or "")
    for letter in letters:
        assert letter.subject
        assert "\n" not in letter.subject
        assert f'<html lang="{"pt-BR" if language == "pt" else "es"}">' in (letter.html or "")
        addresses = re.findall(r'(?:href|src)="([^"]+)"', letter.html or "")
        assert addresses
        assert all(address.startswith("http://localhost/") for address in addresses)
        assert "{{" not in (letter.text or "") + (letter.html or "")


def test_a_suspension_lifted_in_the_meantime_is_not_told(app, run_worker):
    user = make_user(email="ana@rionegro.gov.co")
    suspend(SYSTEM, user.id, reason="Un error", until=None)
    restore(SYSTEM, user.id)
    run_worker()
    kinds = [row.kind for row in session.query(OutgoingMail) if row.state == "sent"]
    assert kinds == ["accounts.restored"]


def test_nobody_who_is_gone_gets_a_letter(app, run_worker):
    user = make_user(email="ana@rionegro.gov.co")
    with transaction():
        row = session.get_one(User, user.id)
        row.state, row.email, row.email_folded = "anonymised", None, None
        queue_mail("accounts.password_changed", user_id=user.id, language="es")
    run_worker()
    assert [row.state for row in session.query(OutgoingMail)] == ["dropped"]


def test_letters_with_a_token_are_marked_so_that_no_page_shows_them(app):
    city = make_city()
    make_user(email="ana@rionegro.gov.co")
    create_invitation(SYSTEM, city.id, days=7, email="nueva@rionegro.gov.co")
    request_sign_in_link("ana@rionegro.gov.co", language="es", network="x")
    request_reset("ana@rionegro.gov.co", language="es", network="x")
    assert {row.secret for row in session.query(OutgoingMail)} == {True}
