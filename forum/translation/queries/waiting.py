"""Proposed translations that wait for a decision, as cases of the desk."""

from typing import Any

from sqlalchemy import Select
from sqlalchemy import case
from sqlalchemy import false
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.casework import CALM
from forum.core.casework import case_columns
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.translation.models import Correction
from forum.translation.policy import decidable_posts


def waiting_proposals(actor: Actor) -> Select[Any]:
    """Return the proposals on which RIL decides; those on their own posts members find with the post."""
    columns = case_columns(
        "proposal",
        Correction.id,
        urgency=CALM,
        since=Correction.created_at,
        stage_id=Topic.stage_id,
        city_id=case((Topic.city_id.is_not(None), Topic.city_id), else_=Post.author_city_id),
        language=Correction.language,
        title=Topic.title,
        title_language=Topic.language,
        text=case((Topic.audience == "city", ""), else_=Correction.text),
        person_id=Correction.author_id,
        post_id=Post.id,
        topic_id=Topic.id,
        slug=Topic.slug,
        number=Post.number,
        post_state=Post.state,
        audience=Topic.audience,
        room_city_id=Topic.city_id,
    )
    mine = decidable_posts(actor) if actor.is_staff else false()
    return (
        select(*columns)
        .join(Post, Post.id == Correction.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Correction.state == "proposed", mine)
    )
