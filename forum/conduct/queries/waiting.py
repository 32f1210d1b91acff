"""Texts that wait for a yes, as cases of the desk."""

from typing import Any

from sqlalchemy import Select
from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import select

from forum.conduct.models import HeldPost
from forum.conduct.policy import decidable_held
from forum.core.actor import Actor
from forum.core.casework import SOON
from forum.core.casework import case_columns
from forum.discussion.models import Topic


def waiting_held(actor: Actor) -> Select[Any]:
    """Return the texts that wait for the actor: somebody has written, and nobody reads it before a decision."""
    audience = case((Topic.id.is_not(None), Topic.audience), (HeldPost.city_id.is_not(None), "city"), else_="community")
    in_room = (audience == "city") & literal(actor.is_staff)
    columns = case_columns(
        "held",
        HeldPost.id,
        urgency=SOON,
        since=HeldPost.created_at,
        stage_id=Topic.stage_id,
        city_id=func.coalesce(Topic.city_id, HeldPost.city_id),
        language=HeldPost.language,
        title=case((HeldPost.title != "", HeldPost.title), else_=Topic.title),
        title_language=func.coalesce(Topic.language, HeldPost.language),
        text=case((in_room, ""), else_=HeldPost.body),
        person_id=HeldPost.author_id,
        audience=audience,
        room_city_id=func.coalesce(Topic.city_id, HeldPost.city_id),
    )
    return (
        select(*columns)
        .outerjoin(Topic, Topic.id == HeldPost.topic_id)
        .where(HeldPost.state == "waiting", decidable_held(actor))
    )
