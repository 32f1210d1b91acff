"""What quarantine holds of a person: which of their files are kept back, why, and what was decided."""

from collections.abc import Iterator
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.media.models import Upload
from forum.quarantine.models import RetainedFile
from forum.quarantine.queries.uses import REASONS


def _retained(actor: Actor) -> Iterator[Row]:
    columns = (
        RetainedFile.created_at,
        Upload.name,
        RetainedFile.reason,
        RetainedFile.note,
        RetainedFile.state,
        RetainedFile.answer,
        RetainedFile.decided_at,
    )
    rows = session.execute(
        select(*columns)
        .join(Upload, Upload.id == RetainedFile.upload_id)
        .where(Upload.owner_id == actor.id)
        .order_by(RetainedFile.id)
    )
    return (row._asdict() for row in rows)


def _anonymise(leaver: Leaver) -> None:
    """Take the person out of what was written about their files, and about those of others."""
    for row in session.scalars(select(RetainedFile).where((RetainedFile.note != "") | (RetainedFile.answer != ""))):
        row.note, row.answer = leaver.eraser.papers(row.note), leaver.eraser.papers(row.answer)


PART: Final = Part(
    sections=(
        Section(
            "retained_files",
            _l("Files of yours that were kept back"),
            {
                "created_at": _l("When"),
                "name": _l("File name"),
                "reason": _l("Why"),
                "note": _l("What was written about it"),
                "state": _l("State"),
                "answer": _l("Answer"),
                "decided_at": _l("Decided"),
            },
            _retained,
            {
                "reason": REASONS,
                "state": {
                    "waiting": _l("Closed to others until it is decided on"),
                    "released": _l("Open again"),
                    "rejected": _l("Closed to others for good"),
                },
            },
        ),
    ),
    anonymise=_anonymise,
)
