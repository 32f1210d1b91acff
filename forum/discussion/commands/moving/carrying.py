"""What every move does: numbers, old places, notices, counters, quotes, and whatever else follows.

The callers have locked both topics and asked whether the actor may; everything is one transaction.
"""

from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.commands.notices import add_notice
from forum.discussion.commands.quoting import rerender
from forum.discussion.counting import recount
from forum.discussion.loading import lock_topics
from forum.discussion.models import Post
from forum.discussion.models import Quote
from forum.discussion.models import Topic
from forum.discussion.moving import Move
from forum.discussion.moving import Step
from forum.discussion.moving import posts_moved
from forum.discussion.moving import topic_merged
from forum.discussion.relocations import OldPlace
from forum.discussion.relocations import Relocation

#: One transaction, in which the posts that quote these are rendered again.
MOST_POSTS: Final = 1_000
MOVES_PER_HOUR: Final = Limit("moves", 120, 3600)
#: Values of one statement, well below what SQLite takes.
_AT_ONCE: Final = 300


@dataclass(frozen=True, slots=True)
class Chosen:
    """A post that is to move, and its number."""

    id: int
    number: int


def count_move(actor: Actor) -> None:
    """Count a move against its limit, within the open transaction."""
    if not actor.is_system:
        hit(MOVES_PER_HOUR, actor.id)


def lock_for_move(topic_ids: Collection[int]) -> dict[int, Topic]:
    """Lock topics between which posts move, and those with posts that quote there: all in one order.

    Rendering these again changes the versions of their topics; whoever locks in another order might wait for us while we
    wait for them.
    """
    inside = select(Post.id).where(Post.topic_id.in_(topic_ids))
    homes = (
        select(Post.topic_id).join(Quote, Quote.post_id == Post.id).where(Quote.quoted_post_id.in_(inside)).distinct()
    )
    return lock_topics({*topic_ids, *session.scalars(homes)})


def chosen_posts(topic: Topic, post_ids: Collection[int]) -> list[Chosen]:
    """Return the chosen posts of a locked topic in their order; refuse what cannot move.

    What somebody else moved in the meantime, or what is of another topic, is not here: Conflict, for whichever it is.
    """
    wanted = set(post_ids)
    if not wanted:
        raise Invalid(_l("Choose at least one post."), field="posts")
    if len(wanted) > MOST_POSTS:
        raise _too_many()
    found: list[Chosen] = []
    ordered = sorted(wanted)
    for start in range(0, len(ordered), _AT_ONCE):
        found += _posts(topic, ordered[start : start + _AT_ONCE])
    if len(found) != len(wanted):
        raise Conflict(_l("Some of these posts are not in this topic any more. Choose again."))
    found.sort(key=lambda post: post.number)
    if found[0].number == 1:
        raise Invalid(
            _l("The first post stays: the topic is its question. To move everything, merge the whole topic."),
            field="posts",
        )
    return found


def carry_all(actor: Actor, source: Topic, target: Topic, *, kind: str) -> Relocation:
    """Move all that people wrote in a topic into another one, and end it, within the open transaction.

    Its notices stay with it, where nobody reads them.
    """
    posts = _all_posts(source)
    source.merged_into_id = target.id
    source.deleted_at = clock.now()
    return carry(actor, source, target, posts, kind=kind)


def _all_posts(topic: Topic) -> list[Chosen]:
    query = select(Post.id, Post.number).where(Post.topic_id == topic.id, Post.kind == "post").order_by(Post.number)
    rows = session.execute(query.limit(MOST_POSTS + 1)).all()
    if len(rows) > MOST_POSTS:
        raise _too_many()
    return [Chosen(row.id, row.number) for row in rows]


def _too_many() -> Invalid:
    return Invalid(_l("At most %(n)s posts move in one go.", n=MOST_POSTS), field="posts")


def carry(actor: Actor, source: Topic, target: Topic, posts: Sequence[Chosen], *, kind: str) -> Relocation:
    """Move posts of one locked topic to another, within the open transaction; return the move's row."""
    shown_before = target.last_post_number if target.last_number else 0
    moved = Relocation(kind=kind, from_topic_id=source.id, to_topic_id=target.id, posts=len(posts))
    session.add(moved)
    session.flush()
    steps = _place(source, target, posts, moved.id)
    # Its question goes too: into another topic, or back into the one that it had been.
    whole = steps[0].before == 1 or (kind == "undo" and steps[0].after == 1)
    move = Move(source, target, steps, moved.id, shown_before, whole=whole)
    # Rows were written past the objects.
    session.expire_all()
    source.gaps = True
    target.gaps = session.scalar(select(OldPlace.number).where(OldPlace.topic_id == target.id).limit(1)) is not None
    posts_moved(move)
    if source.merged_into_id is not None:
        topic_merged(move)
    _say(actor, move)
    for topic in (source, target):
        topic.version += 1
        recount(topic)
    _render_again(move)
    return moved


def _posts(topic: Topic, ids: Sequence[int]) -> list[Chosen]:
    rows = session.execute(
        select(Post.id, Post.number).where(Post.id.in_(ids), Post.topic_id == topic.id, Post.kind == "post")
    )
    return [Chosen(row.id, row.number) for row in rows]


def _place(source: Topic, target: Topic, posts: Sequence[Chosen], relocation_id: int) -> tuple[Step, ...]:
    """Give each post its number in the target: its own, if it had one there, else the next that nobody ever had."""
    steps: list[Step] = []
    for start in range(0, len(posts), _AT_ONCE):
        part = posts[start : start + _AT_ONCE]
        here = (OldPlace.topic_id == target.id, OldPlace.post_id.in_([post.id for post in part]))
        own = {
            row.post_id: row.number for row in session.execute(select(OldPlace.post_id, OldPlace.number).where(*here))
        }
        session.execute(delete(OldPlace).where(*here))
        made: list[Step] = []
        for post in part:
            number = own.get(post.id)
            if number is None:
                target.last_number += 1
                number = target.last_number
            made.append(Step(post.id, post.number, number))
        session.execute(
            update(Post), [{"id": step.post_id, "topic_id": target.id, "number": step.after} for step in made]
        )
        left = {"topic_id": source.id, "relocation_id": relocation_id}
        session.execute(insert(OldPlace), [left | {"number": s.before, "post_id": s.post_id} for s in made])
        steps += made
    session.flush()
    return tuple(steps)


def _say(actor: Actor, move: Move) -> None:
    """Leave a small notice on both sides; who may not know the other topic does not read its title."""
    count, ends = len(move.steps), move.source.merged_into_id is not None
    if not ends:
        add_notice(actor, move.source, "moved_out", {"count": count, "to": move.target.id})
    add_notice(actor, move.target, "merged" if ends else "moved_in", {"count": count, "from": move.source.id})


def _render_again(move: Move) -> None:
    """Render what quotes the posts, and where others read them now also what they quote themselves."""
    ids = move.post_ids
    same = (move.source.audience, move.source.city_id) == (move.target.audience, move.target.city_id)
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        quoting = select(Quote.post_id).where(Quote.quoted_post_id.in_(part))
        own = select(Quote.post_id).where(Quote.post_id.in_([] if same else part))
        found = select(Post).where(or_(Post.id.in_(quoting), Post.id.in_(own))).order_by(Post.id)
        rerender(session.scalars(found.execution_options(populate_existing=True)).all())
