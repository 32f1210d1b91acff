"""Which closed accounts are still being taken out of texts: numbers only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import Erasure
from forum.core.db import session


@dataclass(frozen=True, slots=True)
class Pending:
    """How many there are, and since when the oldest waits."""

    number: int
    oldest: datetime | None


def pending_erasures() -> Pending:
    """Return what is under way."""
    row = session.execute(select(func.count(Erasure.id), func.min(Erasure.created_at))).one()
    return Pending(row[0], row[1])
