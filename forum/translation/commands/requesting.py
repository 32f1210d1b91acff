"""Asking for translations: one row per text, whoever asks how often."""

from collections.abc import Collection

from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

from forum.core import clock
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.policy import require
from forum.discussion.commands.translations import drop_translations
from forum.discussion.models import Post
from forum.discussion.models import Quote
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.translation.models import TranslationRequest
from forum.translation.policy import can_keep_translations
from forum.translation.policy import can_see_queue


def request_posts(post_ids: Collection[int]) -> None:
    """Ask for the translation of posts, or for it to be rendered again, within the open transaction."""
    _ask([{"post_id": post_id} for post_id in sorted(post_ids)], "post_id")


def request_title(topic_id: int) -> None:
    """Ask for the translation of a title, within the open transaction."""
    _ask([{"topic_id": topic_id}], "topic_id")


def request_quoting(post_id: int) -> None:
    """Ask for what quotes a post to be rendered again: others may read it than before."""
    request_posts(session.scalars(select(Quote.post_id).where(Quote.quoted_post_id == post_id)).all())


def request_around(topic_id: int) -> None:
    """Ask for the posts of a topic that quote, and those elsewhere that quote it, to be rendered again."""
    inside = select(Post.id).where(Post.topic_id == topic_id)
    rows = select(Quote.post_id).where(or_(Quote.post_id.in_(inside), Quote.quoted_post_id.in_(inside)))
    request_posts(set(session.scalars(rows)))


def translate_again(post_ids: Collection[int]) -> None:
    """Drop the translations of posts, of first ones also those of titles, and ask for new ones, in the open transaction."""
    if post_ids:
        for topic_id in drop_translations(post_ids):
            request_title(topic_id)
        request_posts(post_ids)


def retry_failed(actor: Actor) -> int:
    """Give requests that were given up another round; return how many there were."""
    with transaction():
        require(can_see_queue(actor))
        again = (
            update(TranslationRequest)
            .where(TranslationRequest.state == "failed")
            .values(state="due", attempts=0, due_at=clock.now(), last_error=None)
            .returning(TranslationRequest.id)
        )
        return len(session.scalars(again).all())


def backfill(actor: Actor, *, at_once: int = 500) -> int:
    """Ask for everything that has no translation at all, a few rows per transaction; return how many."""
    posts = (
        select(Post.id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Post.kind == "post", Post.state == "visible", Topic.deleted_at.is_(None))
        .where(~select(Translation.id).where(Translation.post_id == Post.id).exists())
        .where(~select(TranslationRequest.id).where(TranslationRequest.post_id == Post.id).exists())
        .order_by(Post.id)
        .limit(at_once)
    )
    titles = (
        select(Topic.id)
        .where(Topic.deleted_at.is_(None))
        .where(~select(Translation.id).where(Translation.topic_id == Topic.id).exists())
        .where(~select(TranslationRequest.id).where(TranslationRequest.topic_id == Topic.id).exists())
        .order_by(Topic.id)
        .limit(at_once)
    )
    asked = 0
    while True:
        with transaction():
            require(can_keep_translations(actor))
            post_ids = session.scalars(posts).all()
            topic_ids = session.scalars(titles).all()
            request_posts(post_ids)
            _ask([{"topic_id": topic_id} for topic_id in topic_ids], "topic_id")
        asked += len(post_ids) + len(topic_ids)
        if not post_ids and not topic_ids:
            return asked


def _ask(rows: list[dict[str, int]], column: str) -> None:
    if not rows:
        return
    now = clock.now()
    plain = {"state": "due", "asked": 1, "attempts": 0, "due_at": now, "created_at": now}
    statement = dialects.insert(session(), TranslationRequest).values([row | plain for row in rows])
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[column],
            set_={
                "state": "due",
                "asked": TranslationRequest.asked + 1,
                "attempts": 0,
                "due_at": now,
                "last_error": None,
            },
        )
    )
