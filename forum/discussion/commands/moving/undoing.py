"""Taking a move back: the posts return to the topic that they came from, and to their own numbers."""

from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.discussion.commands.moving.carrying import Chosen
from forum.discussion.commands.moving.carrying import carry
from forum.discussion.commands.moving.carrying import carry_all
from forum.discussion.commands.moving.carrying import count_move
from forum.discussion.commands.moving.carrying import lock_for_move
from forum.discussion.events import MoveUndone
from forum.discussion.loading import Merged
from forum.discussion.loading import present_topic
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_move_between
from forum.discussion.policy import can_move_posts
from forum.discussion.relocations import OldPlace
from forum.discussion.relocations import Relocation

MOVED_ON: Final = _l("Some of these posts have been moved again since. Move them back by hand.")


def undo_move(actor: Actor, relocation_id: int) -> Relocation:
    """Move the posts of a move back; Conflict when something has happened to them, or to where they are, since.

    A topic that was merged is there again; one that was split off goes back into the one it came from.
    """
    with transaction():
        was = session.get(Relocation, relocation_id)
        if was is None or was.kind == "undo":
            raise NotFound
        locked = lock_for_move({was.from_topic_id, was.to_topic_id})
        session.refresh(was)
        source, target = _where_they_are(actor, locked[was.to_topic_id]), locked[was.from_topic_id]
        require(can_move_posts(actor, source))
        _open_again(was, source, target)
        require(can_move_between(actor, source, present_topic(actor, target)))
        if was.undone_at is not None:
            raise Conflict(_l("This was undone already."))
        posts = _still_there(was)
        count_move(actor)
        if was.kind == "split":
            _require_nothing_new(source, was)
            moved = carry_all(actor, source, target, kind="undo")
        else:
            moved = carry(actor, source, target, posts, kind="undo")
        was.undone_at = clock.now()
        record(
            actor,
            MoveUndone(source.id, source.city_id or target.city_id, target.id, moved.id),
            before={"topic_id": source.id},
            after={"topic_id": target.id},
        )
        return moved


def _where_they_are(actor: Actor, topic: Topic) -> Topic:
    try:
        return present_topic(actor, topic)
    except Merged as error:
        raise Conflict(MOVED_ON) from error


def _open_again(was: Relocation, source: Topic, target: Topic) -> None:
    """Let a topic that went into the other one be there again."""
    if was.kind == "merge" and was.undone_at is None and target.merged_into_id == source.id:
        target.merged_into_id = None
        target.deleted_at = None
        session.flush()


def _still_there(was: Relocation) -> list[Chosen]:
    """Return the posts of a move, if all of them still stand where it put them."""
    rows = session.execute(
        select(Post.id, Post.number)
        .join(OldPlace, OldPlace.post_id == Post.id)
        .where(OldPlace.relocation_id == was.id, Post.topic_id == was.to_topic_id)
        .order_by(Post.number)
    ).all()
    if len(rows) != was.posts:
        raise Conflict(MOVED_ON)
    return [Chosen(row.id, row.number) for row in rows]


def _require_nothing_new(source: Topic, was: Relocation) -> None:
    written = select(func.count()).where(Post.topic_id == source.id, Post.kind == "post")
    if session.scalar(written) != was.posts:
        raise Conflict(_l("Somebody has written in the new topic since. Merge it into the other one instead."))
