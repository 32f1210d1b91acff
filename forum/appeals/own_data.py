"""What is held of a person's appeals."""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import or_
from sqlalchemy import select

from forum.appeals.models import Appeal
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.core.retention import Rule
from forum.core.retention import empty_rows


def _appeals(actor: Actor) -> Iterator[Row]:
    rows = session.execute(
        select(Appeal.created_at, Appeal.text, Appeal.state, Appeal.answer, Appeal.decided_at)
        .where(Appeal.user_id == actor.id)
        .order_by(Appeal.id)
    )
    return (row._asdict() for row in rows)


def _anonymise(leaver: Leaver) -> None:
    """Drop the person's appeals, and take them out of what was answered to others."""
    session.execute(delete(Appeal).where(Appeal.user_id == leaver.user_id))
    for row in session.scalars(select(Appeal).where(or_(Appeal.answer != "", Appeal.text != ""))):
        row.answer = leaver.eraser.papers(row.answer)
        row.text = leaver.eraser.papers(row.text)


def _forget_words(moment: datetime) -> int:
    said = or_(Appeal.text != "", Appeal.answer != "")
    return empty_rows(Appeal, said & (Appeal.decided_at < moment), {"text": "", "answer": ""})


PART: Final = Part(
    sections=(
        Section(
            "appeals",
            _l("Your appeals"),
            {
                "created_at": _l("When"),
                "text": _l("What you wrote"),
                "state": _l("State"),
                "answer": _l("Answer"),
                "decided_at": _l("Decided"),
            },
            _appeals,
            {
                "state": {
                    "open": _l("Waiting for a decision"),
                    "granted": _l("Granted"),
                    "rejected": _l("Rejected"),
                }
            },
        ),
    ),
    anonymise=_anonymise,
    rules=(
        Rule(
            "appeals.words",
            _l("Words of appeals that were decided"),
            timedelta(days=365),
            _l("To look at a decision again when somebody asks for it."),
            _forget_words,
        ),
    ),
)
