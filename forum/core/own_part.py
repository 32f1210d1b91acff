"""What the core holds of people – letters, reasons in the event log, counts of acts – and for how long."""

from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import String
from sqlalchemy import cast
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

from forum.core.db import session
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.mail import OutgoingMail
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.ratelimit import RateCount
from forum.core.retention import RetentionRun
from forum.core.retention import Rule
from forum.core.retention import forget_rows

_OVER: Final = ("sent", "dropped", "failed")


def _anonymise(leaver: Leaver) -> None:
    _drop_letters(leaver)
    for address in leaver.addresses:
        session.execute(delete(RateCount).where(RateCount.key.endswith(f":{address.lower()}", autoescape=True)))
    about = select(Event.id).where(Event.subject_kind == "user", Event.subject_id == leaver.user_id)
    session.execute(delete(EventDetail).where(EventDetail.event_id.in_(about)))
    texts = (EventDetail.reason, cast(EventDetail.before, String), cast(EventDetail.after, String))
    for row in session.scalars(
        select(EventDetail).where(or_(*(leaver.may_be_in(text, by_name=True) for text in texts)))
    ):
        row.reason = _papers(leaver, row.reason)
        row.before = _papers(leaver, row.before)
        row.after = _papers(leaver, row.after)


def _drop_letters(leaver: Leaver) -> None:
    """Forget what was, or is to be, sent to them; and copies of letters to others that name them."""
    theirs = or_(
        OutgoingMail.user_id == leaver.user_id,
        func.lower(OutgoingMail.address).in_([address.lower() for address in leaver.addresses]),
    )
    # One that is being sent at this moment is marked by whoever sends it, and then found by nobody.
    session.execute(delete(OutgoingMail).where(theirs, OutgoingMail.state != "sending"))
    session.execute(update(OutgoingMail).where(theirs).values(user_id=None, address=None, params={}))
    # Only a demonstration keeps the texts of letters.
    texts = (OutgoingMail.subject, OutgoingMail.text, OutgoingMail.html)
    for row in session.scalars(
        select(OutgoingMail).where(or_(*(leaver.may_be_in(text, by_name=True) for text in texts)))
    ):
        kept = (row.subject or "", row.text or "", row.html or "")
        if any(leaver.eraser.papers(text) != text for text in kept):
            row.subject = row.text = row.html = None


def _papers(leaver: Leaver, value: Any) -> Any:
    if isinstance(value, str):
        return leaver.eraser.papers(value)
    if isinstance(value, dict):
        return {key: _papers(leaver, inner) for key, inner in value.items()}
    return value


def _forget_letters(moment: datetime) -> int:
    return forget_rows(OutgoingMail, OutgoingMail.state.in_(_OVER) & (OutgoingMail.created_at < moment))


def _forget_counts(moment: datetime) -> int:
    return forget_rows(RateCount, RateCount.ends_at < moment)


def _forget_reasons(moment: datetime) -> int:
    old = select(Event.id).where(Event.created_at < moment)
    return forget_rows(EventDetail, EventDetail.event_id.in_(old))


def _forget_runs(moment: datetime) -> int:
    return forget_rows(RetentionRun, RetentionRun.created_at < moment)


PART: Final = Part(
    anonymise=_anonymise,
    rules=(
        Rule(
            "core.letters",
            _l("Letters of the forum: to whom, which, when"),
            timedelta(days=90),
            _l("To find out why a letter did not arrive. Its text is erased when it is sent."),
            _forget_letters,
        ),
        Rule(
            "core.rate_counts",
            _l("Counts of how often somebody did something"),
            timedelta(days=1),
            _l("They are of use only while the limit lasts."),
            _forget_counts,
            hourly=True,
        ),
        Rule(
            "core.reasons",
            _l("Reasons, and values before and after, in the log of acts"),
            timedelta(days=730),
            _l("To give account of an act. The act itself stays, without words."),
            _forget_reasons,
        ),
        Rule(
            "core.retention_runs",
            _l("This list of what was forgotten"),
            timedelta(days=730),
            _l("To show that the terms are kept. It names nobody."),
            _forget_runs,
        ),
    ),
)
