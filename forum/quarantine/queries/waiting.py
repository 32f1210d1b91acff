"""Files that are kept back, as cases of the desk."""

from typing import Any

from sqlalchemy import ScalarSelect
from sqlalchemy import Select
from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.casework import SOON
from forum.core.casework import case_columns
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.media.models import Upload
from forum.quarantine.models import RetainedFile
from forum.quarantine.policy import decidable_files
from forum.quarantine.queries.uses import shown_post


def waiting_files(actor: Actor) -> Select[Any]:
    """Return the files that wait for the actor, as long as some post shows them: readers miss something."""
    shown = shown_post()
    in_room = (Topic.audience == "city") & literal(actor.is_staff)
    columns = case_columns(
        "file",
        RetainedFile.id,
        urgency=SOON,
        since=RetainedFile.created_at,
        stage_id=Topic.stage_id,
        city_id=Topic.city_id,
        language=Post.language,
        title=Topic.title,
        title_language=Topic.language,
        text=case((in_room, ""), else_=Upload.name),
        person_id=Upload.owner_id,
        # No post_id: what is shown is the file, and no text of the post nor a translation of it.
        topic_id=Topic.id,
        slug=Topic.slug,
        number=Post.number,
        audience=Topic.audience,
        room_city_id=case((Topic.audience == "city", Topic.city_id)),
        detail=RetainedFile.reason,
    )
    return (
        select(*columns)
        .join(Upload, Upload.id == RetainedFile.upload_id)
        .join(shown, shown.c.upload_id == Upload.id)
        .join(Post, Post.id == shown.c.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(RetainedFile.state == "waiting", decidable_files(actor))
    )


def count_of_files(actor: Actor) -> ScalarSelect[int]:
    """Return, as a part for another statement, how many files wait for a decision of the actor."""
    return select(func.count()).select_from(waiting_files(actor).subquery()).scalar_subquery()
