"""What the desk holds of a person: cases handed over with a note, and decisions."""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import or_
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.core.retention import Rule
from forum.core.retention import forget_rows
from forum.desk.labels import KINDS
from forum.desk.labels import outcome_label
from forum.desk.models import CaseDecision
from forum.desk.models import Claim

_WHEN: Final = _l("When")
_KIND: Final = _l("Kind")


def _claims(actor: Actor) -> Iterator[Row]:
    rows = session.execute(
        select(Claim.kind, Claim.created_at, Claim.note)
        .where(or_(Claim.holder_id == actor.id, Claim.handed_by_id == actor.id))
        .order_by(Claim.id)
    )
    return (row._asdict() for row in rows)


def _decisions(actor: Actor) -> Iterator[Row]:
    rows = session.execute(
        select(CaseDecision.kind, CaseDecision.outcome, CaseDecision.created_at, CaseDecision.taken_back_at)
        .where(CaseDecision.actor_id == actor.id)
        .order_by(CaseDecision.id)
    )
    for row in rows:
        yield row._asdict() | {"outcome": str(outcome_label(row.kind, row.outcome))}


def _anonymise(leaver: Leaver) -> None:
    """Take the person out of notes; what they had taken is everybody's again."""
    session.execute(delete(Claim).where(Claim.holder_id == leaver.user_id))
    for row in session.scalars(select(Claim).where(Claim.note != "")):
        row.note = leaver.eraser.papers(row.note)


def _forget_decisions(moment: datetime) -> int:
    # Claims of cases that were decided elsewhere go with them.
    return forget_rows(CaseDecision, CaseDecision.created_at < moment) + forget_rows(Claim, Claim.created_at < moment)


PART: Final = Part(
    sections=(
        Section(
            "desk_claims",
            _l("Cases that you took or handed over"),
            {"kind": _KIND, "created_at": _WHEN, "note": _l("Note")},
            _claims,
            {"kind": {name: kind.name for name, kind in KINDS.items()}},
        ),
        Section(
            "desk_decisions",
            _l("Cases on which you decided"),
            {
                "kind": _KIND,
                "outcome": _l("Decision"),
                "created_at": _WHEN,
                "taken_back_at": _l("Taken back"),
            },
            _decisions,
            {"kind": {name: kind.name for name, kind in KINDS.items()}},
        ),
    ),
    anonymise=_anonymise,
    rules=(
        Rule(
            "desk.decisions",
            _l("Decisions at the moderation desk"),
            timedelta(days=365),
            _l("To look at a decision again when somebody asks for it."),
            _forget_decisions,
        ),
    ),
)
