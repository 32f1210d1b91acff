"""Saying which files posts use: what none uses is removed after two days."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy import update

from forum.core import clock
from forum.core.db import session
from forum.media.models import Upload


def mark_used(upload_ids: Collection[int]) -> int:
    """Keep files from being removed, within the open transaction; return how many of them are still there."""
    there = session.scalars(select(Upload.id).where(Upload.id.in_(upload_ids)).with_for_update()).all()
    session.execute(
        update(Upload).where(Upload.id.in_(there), Upload.used_at.is_(None)).values(used_at=clock.now()),
    )
    return len(there)


def mark_unused(upload_ids: Collection[int]) -> None:
    """Let files be removed that no post uses any more, within the open transaction."""
    session.execute(update(Upload).where(Upload.id.in_(upload_ids)).values(used_at=None))
