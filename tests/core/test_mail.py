"""Mail is owed in the transaction, made when it is sent, sent over real SMTP, and forgotten afterwards."""

import socket
from datetime import timedelta
from email import message_from_bytes
from email.policy import default as modern

import pytest
import time_machine
from aiosmtpd.controller import Controller
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.core import clock
from forum.core import mail
from forum.core import postman
from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.mail import queue_mail

HTML = (
    "<html><head><style>p{color:#123456} @media (prefers-color-scheme: dark){p{color:#fff}}</style></head><p>Hola</p>"
)


class Inbox:
    """A mail server that keeps what it gets, or refuses it."""

    def __init__(self):
        self.letters = []
        self.answers = []
        #: What to look at while a letter comes in.
        self.watch = None
        self.watched = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd calls it so
        if self.watch is not None:
            self.watched.append(self.watch())
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=modern)))
        return answer


@pytest.fixture
def inbox(app):
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=0, ready_timeout=10)
    server.port = _free_port()
    server.start()
    app.config.update(SMTP_URL=f"smtp://127.0.0.1:{server.port}", DEMO_OUTBOX=False, URL="https://foro.example.org")
    yield inbox
    server.stop()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(autouse=True)
def composers():
    before = dict(mail._COMPOSERS)

    @composer("test.hello")
    def hello(row):
        if row.params.get("gone"):
            return None
        return Letter(
            address=row.address,
            language=row.language,
            subject=row.params.get("subject", "¿Qué tal, São Paulo?"),
            text="Hola\nToken: " + row.params.get("token", "-") + "\n",
            html=HTML,
            headers={"List-Unsubscribe": "<https://foro.example.org/x>"},
        )

    @composer("test.broken")
    def broken(_row):
        raise RuntimeError("secret words of a member")

    yield
    mail._COMPOSERS.clear()
    mail._COMPOSERS.update(before)


def owe(kind="test.hello", **more):
    with transaction():
        return queue_mail(kind, language="pt", address="ana@example.org", **more).id


def row(mail_id):
    session.rollback()
    return session.get_one(OutgoingMail, mail_id)


def test_mail_is_owed_inside_a_transaction_only(app):
    with pytest.raises(RuntimeError):
        queue_mail("test.hello", language="es", address="a@example.org")


def test_a_kind_that_nobody_composes_is_a_mistake(app):
    with pytest.raises(KeyError), transaction():
        queue_mail("test.unknown", language="es", address="a@example.org")


def test_a_rolled_back_command_owes_nothing(app):
    with pytest.raises(ValueError, match="x"), transaction():
        queue_mail("test.hello", language="es", address="a@example.org")
        raise ValueError("x")
    session.rollback()
    assert session.scalars(select(OutgoingMail)).all() == []


def test_a_letter_is_sent_once_with_text_and_html(inbox):
    owe()
    postman.send_due()
    postman.send_due()
    ((recipients, letter),) = inbox.letters
    assert recipients == ["ana@example.org"]
    assert letter["Subject"] == "¿Qué tal, São Paulo?"
    assert letter["Content-Language"] == "pt-BR"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe"] == "<https://foro.example.org/x>"
    assert letter["Message-ID"].endswith("@foro.example.org>")
    assert letter["Date"]
    plain, html = letter.iter_parts()
    assert plain.get_content().startswith("Hola")
    assert 'style="color: #123456' in html.get_content(), "mail programs ignore style sheets"
    assert "prefers-color-scheme" in html.get_content()


def test_what_was_sent_is_forgotten(inbox):
    sent = row(owe(params={"token": "s3cr3t"}, secret=True))
    postman.send_due()
    sent = row(sent.id)
    assert sent.state == "sent"
    assert (sent.params, sent.subject, sent.text, sent.html) == ({}, None, None, None)
    assert "s3cr3t" in inbox.letters[0][1].as_string()


def test_a_letter_that_is_no_longer_owed_is_dropped(inbox):
    dropped = owe(params={"gone": True})
    postman.send_due()
    assert inbox.letters == []
    assert row(dropped).state == "dropped"
    assert row(dropped).params == {}


def test_a_refused_letter_is_tried_again_with_the_same_id(inbox):
    inbox.answers = ["451 try later", "451 still not"]
    waiting = owe()
    start = clock.now()
    with time_machine.travel(start, tick=False) as time:
        postman.send_due()
        assert (row(waiting).state, row(waiting).attempts) == ("due", 1)
        first = row(waiting).due_at
        postman.send_due()
        assert row(waiting).attempts == 1, "not due yet"
        time.move_to(first + timedelta(seconds=1))
        postman.send_due()
        second = row(waiting).due_at
        assert second - clock.now() > first - start
        time.move_to(second + timedelta(seconds=1))
        postman.send_due()
    assert row(waiting).state == "sent"
    assert len(inbox.letters) == 1


def test_a_letter_that_is_always_refused_is_given_up(inbox):
    inbox.answers = ["550 no such person"] * 50
    waiting = owe()
    with time_machine.travel(clock.now(), tick=False) as time:
        for _ in range(postman.MAX_ATTEMPTS):
            postman.send_due()
            time.shift(timedelta(hours=3))
        postman.send_due()
    found = row(waiting)
    assert (found.state, found.attempts) == ("failed", postman.MAX_ATTEMPTS)
    assert len(inbox.answers) == 50 - postman.MAX_ATTEMPTS


def test_one_bad_letter_does_not_hold_up_the_others(inbox):
    bad = owe("test.broken")
    owe()
    postman.send_due()
    assert len(inbox.letters) == 1
    assert row(bad).last_error == "RuntimeError"


def test_a_mail_server_that_is_away_loses_nothing(app):
    app.config.update(SMTP_URL=f"smtp://127.0.0.1:{_free_port()}", DEMO_OUTBOX=False)
    waiting = owe()
    postman.send_due()
    assert row(waiting).state == "due"
    assert row(waiting).last_error == "ConnectionRefusedError"


def test_a_letter_claimed_by_a_worker_that_died_is_sent_after_its_lease(inbox):
    claimed = owe()
    with transaction():
        found = session.get_one(OutgoingMail, claimed)
        found.state, found.attempts, found.due_at = "sending", 1, clock.now() + postman.LEASE
    postman.send_due()
    assert inbox.letters == []
    with time_machine.travel(clock.now() + postman.LEASE + timedelta(seconds=1)):
        postman.send_due()
    assert len(inbox.letters) == 1
    assert row(claimed).state == "sent"


class Killed(BaseException):
    """What no composer's error is: the end of the process."""


def test_a_letter_that_kills_its_worker_each_time_is_given_up(inbox):
    @composer("test.poison")
    def poison(_row):
        tries.append(1)
        raise Killed

    tries = []
    deadly = owe("test.poison")
    with time_machine.travel(clock.now(), tick=False) as time:
        for _ in range(postman.MAX_ATTEMPTS):
            with pytest.raises(Killed):
                postman.send_due()
            time.shift(postman.LEASE + timedelta(seconds=1))
        owe()
        postman.send_due()
    assert len(tries) == postman.MAX_ATTEMPTS
    assert (row(deadly).state, row(deadly).last_error) == ("failed", postman.UNFINISHED)
    assert len(inbox.letters) == 1, "the next one goes out"


def test_no_connection_is_held_while_a_letter_is_handed_over(inbox):
    inbox.watch = db.engine.pool.checkedout
    owe()
    postman.send_due()
    assert inbox.watched == [0]


def test_a_line_break_in_a_header_sends_nothing(inbox):
    evil = owe(params={"subject": "Hi\nBcc: everybody@example.org"})
    postman.send_due()
    assert inbox.letters == []
    assert row(evil).last_error == "ValueError"


def test_one_letter_per_key(app):
    owe(dedupe_key="n1")
    with pytest.raises(IntegrityError):
        owe(dedupe_key="n1")


def test_the_demonstration_keeps_letters_to_be_read_on_a_page(app):
    app.config.update(SMTP_URL="", DEMO_OUTBOX=True)
    kept = owe()
    postman.send_due()
    found = row(kept)
    assert found.state == "sent"
    assert found.text.startswith("Hola")
    assert found.subject


def test_without_a_mail_server_outside_the_demonstration_mail_waits(app):
    app.config.update(SMTP_URL="", DEMO_OUTBOX=False)
    waiting = owe()
    postman.send_due()
    assert row(waiting).state == "due"
