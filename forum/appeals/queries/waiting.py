"""Appeals that wait for RIL, as cases of the desk."""

from typing import Any

from sqlalchemy import ScalarSelect
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import case
from sqlalchemy import false
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.appeals.models import Appeal
from forum.appeals.policy import can_decide_appeals
from forum.core.actor import Actor
from forum.core.casework import SOON
from forum.core.casework import case_columns
from forum.core.events import Event
from forum.discussion.models import Post
from forum.discussion.models import Topic


def waiting_appeals(actor: Actor) -> Select[Any]:
    """Return the appeals without an answer: somebody is kept out, or their words are, until somebody decides."""
    columns = case_columns(
        "appeal",
        Appeal.id,
        urgency=SOON,
        since=Appeal.created_at,
        stage_id=Topic.stage_id,
        city_id=User.city_id,
        language=User.ui_language,
        title=case((Topic.id.is_(None), User.name), else_=Topic.title),
        title_language=Topic.language,
        text=Appeal.text,
        person_id=User.id,
        post_id=Post.id,
        topic_id=Topic.id,
        slug=Topic.slug,
        number=Post.number,
        post_state=Post.state,
        audience=Topic.audience,
        room_city_id=Topic.city_id,
    )
    mine = (Appeal.state == "open") if can_decide_appeals(actor) else false()
    return (
        select(*columns)
        .join(User, User.id == Appeal.user_id)
        .join(Event, Event.id == Appeal.event_id)
        .outerjoin(Post, and_(Event.subject_kind == "post", Post.id == Event.subject_id))
        .outerjoin(Topic, Topic.id == Post.topic_id)
        .where(mine)
    )


def count_of_appeals() -> ScalarSelect[int]:
    """Return, as a part for another statement, how many appeals wait for RIL."""
    return select(func.count()).select_from(Appeal).where(Appeal.state == "open").scalar_subquery()
