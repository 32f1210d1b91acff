"""Whether the demonstration is here."""

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.db import session
from forum.core.versions import cached_by_reference
from forum.discussion.models import Topic


@cached_by_reference
def has_demo() -> bool:
    """Tell whether demo data are loaded."""
    return session.scalar(select(User.id).where(User.is_demo.is_(True)).limit(1)) is not None


def is_empty() -> bool:
    """Tell whether nobody has an account and nothing was written."""
    return session.scalar(select(User.id).limit(1)) is None and session.scalar(select(Topic.id).limit(1)) is None
