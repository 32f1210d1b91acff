"""The glossary: loaded from the file that comes with the forum when there is none."""

from dataclasses import asdict

from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import record
from forum.core.policy import require
from forum.translation.events import GlossaryLoaded
from forum.translation.models import GlossaryEntry
from forum.translation.policy import can_keep_translations
from forum.translation.rows import shipped_rows


def load_shipped_glossary(actor: Actor) -> int:
    """Fill an empty glossary with the rows that come with the forum; return how many."""
    with transaction():
        require(can_keep_translations(actor))
        if session.scalar(select(GlossaryEntry.id).limit(1)) is not None:
            return 0
        rows = shipped_rows()
        session.add_all(GlossaryEntry(**asdict(row)) for row in rows)
        record(actor, GlossaryLoaded(len(rows)))
        return len(rows)
