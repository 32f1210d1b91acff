"""Reminders by mail: to who looks after a topic, on the day; to RIL, of questions that became late.

What was done stands in the same transaction as the letters, so a worker may stop at any moment: nothing is told twice.
"""

from datetime import date
from datetime import datetime
from datetime import time
from typing import Any
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.core import clock
from forum.core import dialects
from forum.core.actor import STAFF_ROLES
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.mail import OutgoingMail
from forum.core.mail import queue_mail
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics
from forum.promise.models import Care
from forum.promise.policy import holding
from forum.promise.queries.calendars import home_calendar
from forum.promise.queries.lists import count_late

#: The hour from which a day's letters go out, where their reader is.
MORNING: Final = time(8)
#: So many at once: others who write hardly wait.
AT_ONCE: Final = 100
_LATE: Final = "promise.late"


def remind_assignees() -> int:
    """Owe each assignee one letter on the day until which they look after a topic; return how many."""
    now = clock.now()
    with transaction():
        due = (
            select(Care.id, Care.topic_id, Care.due_on, User.id.label("user_id"), User.ui_language, User.time_zone)
            .join(Topic, Topic.id == Care.topic_id)
            .join(User, User.id == Care.assignee_id)
            .where(Care.reminded_at.is_(None), Care.due_on <= now.date(), holding(), visible_topics(SYSTEM))
            .order_by(Care.due_on, Care.id)
            .limit(AT_ONCE)
        )
        return sum(_remind(row, now) for row in session.execute(due).all())


def tell_team_of_late() -> int:
    """Owe everybody of RIL who wants it one letter on a working day, if questions became late since the last one."""
    now = clock.now()
    home = home_calendar()
    today = home.day_of(now)
    if not home.is_working(today) or not _has_come(today, home.zone, now):
        return 0
    with transaction():
        dialects.lock(session(), _LATE)
        last = session.scalar(select(func.max(OutgoingMail.created_at)).where(OutgoingMail.kind == _LATE))
        if last is not None and home.day_of(last) >= today:
            return 0
        if not count_late(SYSTEM, now, earlier=last):
            return 0
        people = session.execute(
            select(User.id, User.ui_language).where(
                User.state == "active",
                User.site_role.in_(STAFF_ROLES),
                User.mail_late.is_(True),
                User.email.is_not(None),
            )
        ).all()
        for person in people:
            queue_mail(
                _LATE,
                user_id=person.id,
                language=person.ui_language,
                dedupe_key=f"late:{person.id}:{today.isoformat()}",
            )
        return len(people)


def _remind(row: Any, now: datetime) -> bool:
    """Owe a letter if the morning of the day has come; who was asked on that very day has had one."""
    if not _has_come(row.due_on, row.time_zone, now):
        return False
    care = session.get(Care, row.id, with_for_update=True, populate_existing=True)
    if care is None or care.reminded_at is not None or care.due_on != row.due_on:
        return False  # Somebody changed it a moment ago.
    care.reminded_at = now
    if care.created_at.astimezone(ZoneInfo(row.time_zone)).date() >= care.due_on:
        return False
    params = {"topic_id": row.topic_id, "due_on": row.due_on.isoformat()}
    queue_mail("promise.reminder", user_id=row.user_id, language=row.ui_language, params=params)
    return True


def _has_come(day: date, zone: str, now: datetime) -> bool:
    """Tell whether it is the morning of a day, or later, in a time zone."""
    there = now.astimezone(ZoneInfo(zone))
    return (there.date(), there.time()) >= (day, MORNING)
