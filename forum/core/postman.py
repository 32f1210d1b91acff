"""Sends the mail that is due, over SMTP; in the demo without SMTP it is kept to be read on a page."""

import smtplib
import ssl
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final
from urllib.parse import unquote
from urllib.parse import urlsplit

import css_inline
import structlog
from flask import current_app
from flask import render_template
from flask_babel import force_locale
from jinja2 import TemplateNotFound
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

from forum.core import clock
from forum.core import dialects
from forum.core import mail
from forum.core import versions
from forum.core.db import let_go
from forum.core.db import session
from forum.core.db import transaction
from forum.core.jobs import job
from forum.core.jobs import show_life
from forum.core.languages import to_html
from forum.core.languages import to_locale
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail

log = structlog.get_logger(__name__)

MAX_ATTEMPTS: Final = 8
#: One run sends at most this many: a mail server may be slow, and others wait for their turn.
BATCH: Final = 50
#: Stands for the error of a letter that was tried to the last and never ended.
UNFINISHED: Final = "never finished"
#: A letter claimed by a worker that died is free again after this time.
LEASE: Final = timedelta(minutes=3)
TIMEOUT: Final = 20


def letter(
    template: str, *, address: str, language: str, headers: dict[str, str] | None = None, **context: object
) -> Letter:
    """Render `<package>/mail/<kind>` in the recipient's language: subject, text and, if there is one, HTML."""
    with force_locale(to_locale(language)):
        context |= {"language": language, "site_url": current_app.config["URL"]}
        subject = " ".join(render_template(f"{template}.subject.txt", **context).split())
        text = render_template(f"{template}.txt", **context).strip() + "\n"
        try:
            html = render_template(f"{template}.html", **context)
        except TemplateNotFound:
            html = None
    return Letter(address, language, subject[:300], text, html, headers or {})


@job(every_minutes=1)
def send_due() -> None:
    """Send all mail that is due."""
    for _ in range(BATCH):
        if not _send_one():
            return
        show_life()
    send_due.wake_now()


@job(every_minutes=60)
def erase_letters() -> None:
    """Erase texts that a demonstration kept, once the forum runs for real people."""
    if current_app.config["DEMO_OUTBOX"]:
        return
    with transaction():
        session.execute(
            update(OutgoingMail)
            .where(or_(OutgoingMail.text.is_not(None), OutgoingMail.subject.is_not(None)))
            .values(subject=None, text=None, html=None, params={})
        )


def retry_failed() -> int:
    """Give the letters that were given up another round; return how many there were."""
    with transaction():
        again = (
            update(OutgoingMail)
            .where(OutgoingMail.state == "failed")
            .values(state="due", attempts=0, due_at=clock.now())
            .returning(OutgoingMail.id)
        )
        return len(session.scalars(again).all())


def drop_owed(*, after: int = 0, why: str) -> int:
    """Drop the letters that are owed, of those later than one; erase their addresses and links. Return how many."""
    with transaction():
        gone = (
            update(OutgoingMail)
            .where(OutgoingMail.state.in_(("due", "sending", "failed")), OutgoingMail.id > after)
            .values(state="dropped", sent_at=clock.now(), last_error=why, params={}, address=None)
            .returning(OutgoingMail.id)
        )
        return len(session.scalars(gone).all())


def _send_one() -> bool:
    """Claim, compose, send and mark one letter; return False when none is due."""
    versions.forget()
    with transaction():
        due = (
            select(OutgoingMail)
            .where(
                or_(OutgoingMail.state == "due", OutgoingMail.state == "sending"),
                OutgoingMail.due_at <= clock.now(),
            )
            .order_by(OutgoingMail.id)
            .limit(1)
        )
        row = session.scalars(dialects.claim(session(), due)).first()
        if row is None:
            return False
        if row.attempts >= MAX_ATTEMPTS:
            # It left no error behind: whoever wrote or sent it died of it each time.
            row.state, row.last_error = "failed", UNFINISHED
            return True
        row.state = "sending"
        row.attempts += 1
        row.due_at = clock.now() + LEASE
        mail_id = row.id
    row = session.get_one(OutgoingMail, mail_id)
    try:
        compose = mail.find_composer(row.kind)
        made = compose(row) if compose else None
        if made is not None:
            message = _message(made, row)
            let_go()  # A mail server may take its time.
            _hand_over(message)
    except Exception as error:
        log.warning("mail not sent", mail=mail_id, kind=row.kind, error=type(error).__name__)
        _postpone(mail_id, error)
        return True
    _mark(mail_id, made)
    return True


def _mark(mail_id: int, made: Letter | None) -> None:
    with transaction():
        row = session.get_one(OutgoingMail, mail_id)
        row.state = "sent" if made else "dropped"
        row.sent_at = clock.now()
        row.last_error = None
        keep = current_app.config["DEMO_OUTBOX"]
        row.params = row.params if keep else {}
        if made and keep:
            row.subject, row.text, row.html = made.subject, made.text, made.html
            row.address = made.address


def _postpone(mail_id: int, error: Exception) -> None:
    with transaction():
        row = session.get_one(OutgoingMail, mail_id)
        row.last_error = type(error).__name__
        row.state = "failed" if row.attempts >= MAX_ATTEMPTS else "due"
        row.due_at = clock.now() + timedelta(seconds=min(7200, 15 * 2**row.attempts))


def _hand_over(letter_: EmailMessage) -> None:
    url: str = current_app.config["SMTP_URL"]
    if not url:
        if not current_app.config["DEMO_OUTBOX"]:
            message = "no SMTP server is configured"
            raise RuntimeError(message)
        return
    parts = urlsplit(url)
    secure = parts.scheme == "smtps"
    host, port = parts.hostname or "localhost", parts.port or (465 if secure else 25)
    context = ssl.create_default_context()
    connection = (
        smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=context)
        if secure
        else smtplib.SMTP(host, port, timeout=TIMEOUT)
    )
    with connection as server:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(letter_)


def _message(made: Letter, row: OutgoingMail) -> EmailMessage:
    host = urlsplit(current_app.config["URL"]).hostname or "localhost"
    message = EmailMessage()
    message["Subject"] = made.subject
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = made.address
    message["Date"] = format_datetime(clock.now())
    #: Stable, so that a letter sent twice after a crash is recognised as one.
    message["Message-ID"] = f"<mail-{row.id}-{int(row.created_at.timestamp())}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in made.headers.items():
        message[name] = value
    message.set_content(made.text)
    if made.html:
        inliner = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)
        message.add_alternative(inliner.inline(made.html), subtype="html")
    # Last: making alternatives moves every Content-* header into the first of them.
    message["Content-Language"] = to_html(made.language)
    return message
