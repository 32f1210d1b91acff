"""Splitting, moving and merging: each one transaction, with both topics locked."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import insert
from sqlalchemy import literal
from sqlalchemy import select

from forum.certification.queries import stage_by_id
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.policy import require
from forum.discussion.commands.moving.carrying import carry
from forum.discussion.commands.moving.carrying import carry_all
from forum.discussion.commands.moving.carrying import chosen_posts
from forum.discussion.commands.moving.carrying import count_move
from forum.discussion.commands.moving.carrying import lock_for_move
from forum.discussion.events import PostsMoved
from forum.discussion.events import TopicMerged
from forum.discussion.events import TopicSplit
from forum.discussion.loading import present_topic
from forum.discussion.masking import slug_of
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from forum.discussion.policy import can_move_between
from forum.discussion.policy import can_move_posts
from forum.discussion.policy import can_split
from forum.discussion.relocations import Relocation

TITLE: Final = range(5, 201)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a topic that is split off is called, and where it belongs."""

    title: str
    stage_id: int
    kind: str


def split_topic(
    actor: Actor, topic_id: int, *, post_ids: Collection[int], beginning: Beginning, reason: str = ""
) -> Relocation:
    """Make posts of a topic one of their own, with the same audience; the first of them opens it."""
    with transaction():
        source = present_topic(actor, lock_for_move({topic_id}).get(topic_id))
        require(can_move_posts(actor, source))
        _check(beginning)
        posts = chosen_posts(source, post_ids)
        target = _begin(source, posts[0].id, beginning)
        require(can_split(actor, source, target))
        count_move(actor)
        session.add(target)
        session.flush()
        _sort_alike(source, target)
        moved = carry(actor, source, target, posts, kind="split")
        _record(actor, TopicSplit, source, target, moved, reason)
        return moved


def move_posts(
    actor: Actor, topic_id: int, *, post_ids: Collection[int], to_topic_id: int, reason: str = ""
) -> Relocation:
    """Move posts of a topic to another one, behind what is there."""
    with transaction():
        source, target = _lock_both(actor, topic_id, to_topic_id)
        posts = chosen_posts(source, post_ids)
        count_move(actor)
        moved = carry(actor, source, target, posts, kind="move")
        _record(actor, PostsMoved, source, target, moved, reason)
        return moved


def merge_topics(actor: Actor, topic_id: int, *, into_topic_id: int, reason: str = "") -> Relocation:
    """Move all posts of a topic into another one; its addresses lead to them from then on."""
    with transaction():
        source, target = _lock_both(actor, topic_id, into_topic_id)
        if source.deleted:
            raise Conflict(_l("This topic was deleted. Restore it before you merge it."))
        count_move(actor)
        moved = carry_all(actor, source, target, kind="merge")
        _record(actor, TopicMerged, source, target, moved, reason)
        return moved


def _lock_both(actor: Actor, source_id: int, target_id: int) -> tuple[Topic, Topic]:
    """Lock two topics between which the actor may move posts."""
    if source_id == target_id:
        raise Invalid(_l("That is this same topic. Choose another one."), field="target")
    locked = lock_for_move({source_id, target_id})
    source = present_topic(actor, locked.get(source_id))
    require(can_move_posts(actor, source))
    target = present_topic(actor, locked.get(target_id))
    require(can_move_between(actor, source, target))
    return source, target


def _check(beginning: Beginning) -> None:
    if len(beginning.title) not in TITLE:
        raise Invalid(_l("Give the new topic a title of 5 to 200 characters."), field="title")
    if stage_by_id(beginning.stage_id) is None:
        raise Invalid(_l("Choose a stage."), field="stage")


def _begin(source: Topic, first_id: int, beginning: Beginning) -> Topic:
    """Return the topic that begins with a post: its author's, in its language, from its day."""
    first = session.get_one(Post, first_id)
    if first.state != "visible" or first.author_id is None:
        raise Conflict(_l("The first of the chosen posts is hidden or deleted: no topic can begin with it."))
    return Topic(
        title=beginning.title,
        slug=slug_of(beginning.title),
        kind=beginning.kind,
        stage_id=beginning.stage_id,
        audience=source.audience,
        city_id=source.city_id,
        author_id=first.author_id,
        author_city_id=first.author_city_id,
        language=first.language,
        status="open" if beginning.kind == "question" else None,
        created_at=first.created_at,
        last_post_at=first.created_at,
        last_number=0,
        is_demo=source.is_demo,
    )


def _sort_alike(source: Topic, target: Topic) -> None:
    """Say of a new topic that it is about what the one it comes from is about."""
    for table, column in ((TopicPractice, TopicPractice.practice_id), (TopicCriterion, TopicCriterion.criterion_id)):
        rows = select(literal(target.id), column).where(table.topic_id == source.id)
        session.execute(insert(table).from_select(["topic_id", column.key], rows))


def _record(
    actor: Actor,
    fact: type[TopicSplit | PostsMoved | TopicMerged],
    source: Topic,
    target: Topic,
    moved: Relocation,
    reason: str,
) -> None:
    record(
        actor,
        fact(source.id, source.city_id or target.city_id, target.id, moved.id),
        reason=reason or None,
        before={"topic_id": source.id, "posts": moved.posts},
        after={"topic_id": target.id},
    )
