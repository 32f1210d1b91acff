"""What of the discussion itself follows posts that move or go: the answer's mark, and how far people have read."""

from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.orm import aliased

from forum.core import clock
from forum.core import dialects
from forum.core.db import UtcDateTime
from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import Topic
from forum.discussion.moving import Gone
from forum.discussion.moving import Move
from forum.discussion.relocations import OldPlace


def move_answer(move: Move) -> None:
    """Take the mark along where the question goes too and the other one has none; otherwise the question loses it."""
    source, target = move.source, move.target
    moved = {step.post_id: step.after for step in move.steps}
    number = moved.get(source.answer_post_id or 0)
    if number is None:
        return
    both_ask = source.kind == "question" and target.kind == "question"
    if move.whole and both_ask and target.answer_post_id is None and number > 1:
        target.answer_post_id = source.answer_post_id
        target.answer_by_id = source.answer_by_id
        target.confirmed_by_id = source.confirmed_by_id
    _unmark(source)


def drop_answer(gone: Gone) -> None:
    """Take the mark from an answer that nobody reads any more."""
    if gone.topic.answer_post_id in gone.post_ids:
        _unmark(gone.topic)


def _unmark(topic: Topic) -> None:
    topic.answer_post_id = None
    topic.answer_by_id = None
    topic.confirmed_by_id = None


def move_positions(move: Move) -> None:
    """Take posts as read where they are now by whoever had read them where they were.

    In a topic that was there before only by who had read it up to its end: a position cannot leave anything out.
    """
    theirs = aliased(ReadPosition)
    # The highest of the posts that a reader of the source had seen, by its number of now.
    reached = (
        select(func.max(Post.number))
        .join(OldPlace, OldPlace.post_id == Post.id)
        .where(
            OldPlace.topic_id == move.source.id,
            OldPlace.relocation_id == move.relocation_id,
            OldPlace.number <= theirs.number,
        )
        .correlate(theirs)
        .scalar_subquery()
    )
    of_source = (theirs.topic_id == move.source.id, reached.is_not(None))
    moment = literal(clock.now(), UtcDateTime)
    if not move.shown_before:
        rows = select(theirs.user_id, literal(move.target.id), reached, moment).where(*of_source)
        names = ["user_id", "topic_id", "number", "read_at"]
        session.execute(dialects.insert(session(), ReadPosition).from_select(names, rows))
        return
    number = select(reached).where(*of_source, theirs.user_id == ReadPosition.user_id).scalar_subquery()
    session.execute(
        update(ReadPosition)
        .where(
            ReadPosition.topic_id == move.target.id,
            ReadPosition.number >= move.shown_before,
            ReadPosition.number < number,
        )
        .values(number=number, read_at=moment)
        .execution_options(synchronize_session=False)
    )
