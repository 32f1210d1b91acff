"""Whether what was set for topics happens in time."""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import union_all

from forum.core import clock
from forum.core.checkup import Check
from forum.core.checkup import Finding
from forum.core.db import session
from forum.timers.models import Reminder
from forum.timers.models import Timer

#: The worker looks every minute.
TOO_LONG: Final = timedelta(minutes=15)


def look_at_timers() -> list[Finding]:
    """Look for timers and reminders whose moment is long over."""
    over = clock.now() - TOO_LONG
    late = union_all(*(select(table.id).where(table.due_at < over) for table in (Timer, Reminder))).subquery()
    number = session.scalar(select(func.count()).select_from(late)) or 0
    if not number:
        return []
    sentence = f"{number} timers of topics were due more than a quarter of an hour ago."
    return [Finding(sentence, "See that the worker runs; the log says what failed.")]


CHECKS = (Check("timers", _l("Timers of topics"), look_at_timers, cheap=True),)
