"""What a report weighs, and when a post is hidden until it is decided on."""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.settings import define
from forum.core.settings import get_setting
from forum.discussion.models import Post
from forum.moderation.models import Report

#: Of a member, of a lead, of RIL.
_MEMBER: Final = 1
_LEAD: Final = 2
_RIL: Final = 3
#: Whoever was wrong about personal data so often hides nothing at once for so long.
_WRONG: Final = 2
_LOST_FOR: Final = timedelta(days=30)

define(
    "moderation.hide_at",
    3,
    _l("Weight of reports that hides a post until it is decided on (member 1, coordination 2, RIL 3; 0: never)"),
    maximum=100,
)
define(
    "moderation.hide_personal_data",
    True,  # noqa: FBT003 - a value, not a switch
    _l("One report of personal data hides a post until it is decided on"),
)


def weight_of(actor: Actor) -> int:
    """Return what a report by somebody weighs."""
    if actor.is_staff:
        return _RIL
    return _LEAD if actor.is_lead else _MEMBER


def hides(actor: Actor, post: Post, reason: str) -> bool:
    """Tell whether a report that was just made hides the post; posts of RIL are hidden by RIL alone."""
    author = session.get(User, post.author_id) if post.author_id is not None else None
    if author is not None and author.site_role != "member" and not actor.is_staff:
        return False
    if reason == "personal_data" and get_setting("moderation.hide_personal_data") and not _was_wrong(actor):
        return True
    enough = get_setting("moderation.hide_at")
    return bool(enough) and _weight_on(post) >= enough


def _weight_on(post: Post) -> int:
    open_ones = select(func.sum(Report.weight)).where(Report.post_id == post.id, Report.state == "open")
    return session.scalar(open_ones) or 0


def _was_wrong(actor: Actor) -> bool:
    """Tell whether somebody lost for now what a report of personal data does."""
    rejected = (
        select(Report.closed_at)
        .where(Report.reporter_id == actor.id, Report.reason == "personal_data", Report.outcome == "kept")
        .order_by(Report.closed_at.desc())
        .limit(_WRONG)
    )
    moments = session.scalars(rejected).all()
    return len(moments) == _WRONG and moments[0] is not None and clock.now() - moments[0] < _LOST_FOR
