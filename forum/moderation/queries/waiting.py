"""Reported posts that wait for a decision, as cases of the desk."""

from typing import Any

from sqlalchemy import Select
from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import select

from forum.accounts.models import User
from forum.core.actor import Actor
from forum.core.casework import NORMAL
from forum.core.casework import SOON
from forum.core.casework import URGENT
from forum.core.casework import case_columns
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.models import Report
from forum.moderation.policy import handled_reports


def waiting_reports(actor: Actor) -> Select[Any]:
    """Return the reported posts that wait for the actor: one case each, by the oldest of its reports.

    Personal data and what reports have hidden come first; what only asks for RIL's look comes last.
    """
    rank = case(
        (Report.reason == "personal_data", URGENT),
        (Report.reason.in_(("inappropriate", "spam")), SOON),
        else_=NORMAL,
    )
    withheld = case(((Post.state == "hidden") & Post.state_by_id.is_(None), URGENT), else_=NORMAL)
    worst = func.max(rank)
    in_room = (Topic.audience == "city") & literal(actor.is_staff)
    columns = case_columns(
        "report",
        func.min(Report.id),
        urgency=case((worst > withheld, worst), else_=withheld),
        since=func.min(Report.created_at),
        stage_id=Topic.stage_id,
        city_id=func.coalesce(Topic.city_id, Post.author_city_id),
        language=Post.language,
        title=Topic.title,
        title_language=Topic.language,
        text=case((in_room, ""), else_=Post.excerpt),
        person_id=Post.author_id,
        post_id=Post.id,
        topic_id=Topic.id,
        slug=Topic.slug,
        number=Post.number,
        post_state=Post.state,
        audience=Topic.audience,
        room_city_id=Topic.city_id,
    )
    return (
        select(*columns)
        .join(Post, Post.id == Report.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .where(Report.state == "open", handled_reports(actor))
        .group_by(Post.id, Topic.id)
    )
