"""What notifications hold of a person: what they were told, and when they read it."""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select

from forum.accounts.models import User
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.core.retention import Rule
from forum.core.retention import forget_rows
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.notifications.models import Notification
from forum.notifications.queries import readable_notices


def _notices(actor: Actor) -> Iterator[Row]:
    """Return all notices; where a post may no longer be read, neither what it is about nor where it stands."""
    readable = (
        select(Notification.id)
        .join(Topic, Topic.id == Notification.topic_id)
        .join(Post, Post.id == Notification.post_id)
        .where(Notification.user_id == actor.id, readable_notices(actor))
    )
    shown = set(session.scalars(readable))
    rows = session.execute(
        select(Notification.id, Notification.kind, Notification.created_at, Notification.read_at, Notification.post_id)
        .where(Notification.user_id == actor.id)
        .order_by(Notification.id)
    )
    for row in rows:
        yield {
            "kind": row.kind,
            "created_at": row.created_at,
            "read_at": row.read_at,
            "url": f"/posts/{row.post_id}" if row.id in shown else None,
        }


def _anonymise(leaver: Leaver) -> None:
    session.execute(delete(Notification).where(Notification.user_id == leaver.user_id))


def _forget(moment: datetime) -> int:
    # What the demonstration tells of happened long ago; its people are invented.
    invented = select(User.id).where(User.is_demo.is_(True))
    return forget_rows(Notification, (Notification.created_at < moment) & Notification.user_id.not_in(invented))


PART: Final = Part(
    sections=(
        Section(
            "notifications",
            _l("What you were told of"),
            {
                "kind": _l("Kind"),
                "created_at": _l("When"),
                "read_at": _l("Read"),
                "url": _l("Where it stands"),
            },
            _notices,
            {
                "kind": {
                    "reply": _l("A reply to a topic of yours"),
                    "mention": _l("A mention of you"),
                    "hidden": _l("Post hidden"),
                    "deleted": _l("Post deleted"),
                    "restored": _l("Deleted post restored"),
                    "remarked": _l("Notice put above a post"),
                    "moved": _l("Posts moved to another topic"),
                }
            },
        ),
    ),
    anonymise=_anonymise,
    rules=(
        Rule(
            "notifications.notices",
            _l("Notices"),
            timedelta(days=365),
            _l("Nobody looks for older ones; what they are about stays where it stands."),
            _forget,
        ),
    ),
)
