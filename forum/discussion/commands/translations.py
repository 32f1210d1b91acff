"""Saving and dropping translations of texts and titles; who makes them stands above, in `forum.translation`."""

from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import literal
from sqlalchemy import or_
from sqlalchemy import select

from forum.core import clock
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.policy import require
from forum.discussion.composing import Composed
from forum.discussion.models import Post
from forum.discussion.models import Translation
from forum.discussion.policy import can_keep_up

#: What a translation that is there already for the same source takes over from a new one.
_CHANGING: Final = (
    "html",
    "excerpt",
    "own_text",
    "own_html",
    "post_version",
    "text",
    "state",
    "reviewer_id",
    "revisit",
)


@dataclass(frozen=True, slots=True)
class NewTranslation:
    """A translation of one exact source text."""

    language: str
    source_hash: str
    text: str
    #: Of posts: the source with its quotes translated, where it quotes the other language.
    own_text: str = ""
    #: `machine`, or `reviewed` by a person: who it was, unless they are gone.
    state: str = "machine"
    reviewer_id: int | None = None
    #: A person had reviewed the translation of an earlier source.
    revisit: bool = False
    engine: str = ""
    glossary_version: int = 0


def save_translation(
    actor: Actor, post_id: int, new: NewTranslation, composed: Composed, *, version: int, own_html: str = ""
) -> None:
    """Save the translation of a post as it is at a version, within the open transaction.

    One that is there already for the same source keeps its words, and gets the new HTML of just these words; what a
    person reviewed takes the place of a machine's, never the other way round. What a machine made of
    earlier texts goes.
    """
    require(can_keep_up(actor))
    values = _values(new) | {
        "post_id": post_id,
        "html": composed.rendered.html,
        "excerpt": composed.rendered.excerpt,
        "own_html": own_html,
        "post_version": version,
    }
    statement = dialects.insert(session(), Translation).values(**values)
    same_words = and_(Translation.text == new.text, Translation.state == new.state)
    better = and_(Translation.state == "machine", literal(new.state) == "reviewed")
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["post_id", "language", "source_hash"],
            set_={name: values[name] for name in _CHANGING},
            where=or_(same_words, better),
        )
    )
    session.execute(
        delete(Translation).where(
            Translation.post_id == post_id, Translation.source_hash != new.source_hash, Translation.state == "machine"
        )
    )


def save_title(actor: Actor, topic_id: int, new: NewTranslation) -> None:
    """Save the translation of a title in the place of that of an earlier one, within the open transaction.

    What a person reviewed of the same title stays.
    """
    require(can_keep_up(actor))
    stays = and_(Translation.source_hash == new.source_hash, Translation.state == "reviewed")
    session.execute(delete(Translation).where(Translation.topic_id == topic_id, ~stays))
    _put_title(topic_id, new)


def replace_translation(actor: Actor, post_id: int, new: NewTranslation, composed: Composed, *, version: int) -> None:
    """Put what a person made of a translation in its place, whatever is there, within the open transaction.

    What a machine made of the quotes of the same text stays.
    """
    require(can_keep_up(actor))
    of_post = Translation.post_id == post_id
    same = (Translation.source_hash == new.source_hash, Translation.post_version == version)
    quotes = session.execute(select(Translation.own_text, Translation.own_html).where(of_post, *same)).first()
    own_text, own_html = quotes if quotes is not None else ("", "")
    session.execute(delete(Translation).where(of_post))
    save_translation(actor, post_id, replace(new, own_text=own_text), composed, version=version, own_html=own_html)


def replace_title(actor: Actor, topic_id: int, new: NewTranslation) -> None:
    """Put what a person made of the translation of a title in its place, within the open transaction."""
    require(can_keep_up(actor))
    session.execute(delete(Translation).where(Translation.topic_id == topic_id))
    _put_title(topic_id, new)


def _put_title(topic_id: int, new: NewTranslation) -> None:
    values = _values(new)
    statement = dialects.insert(session(), Translation).values(**values, topic_id=topic_id, html="", excerpt="")
    # Another may have been saved since the one before was removed: a person's words take its place.
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["topic_id", "language"],
            set_={name: values[name] for name in ("source_hash", "text", "state", "reviewer_id", "revisit")},
            where=literal(new.state) == "reviewed",
        )
    )


def drop_translations(post_ids: Collection[int]) -> list[int]:
    """Drop the translations of posts and, of first ones, those of their topics' titles; return the topics of these.

    Within the open transaction.
    """
    first = select(Post.topic_id).where(Post.id.in_(post_ids), Post.number == 1)
    topics = list(session.scalars(first))
    session.execute(delete(Translation).where(Translation.post_id.in_(post_ids)))
    session.execute(delete(Translation).where(Translation.topic_id.in_(topics)))
    return topics


def drop_withdrawn_translations(author_id: int) -> None:
    """Drop the translations of all deleted posts of somebody, within the open transaction."""
    deleted = select(Post.id).where(Post.author_id == author_id, Post.state == "deleted")
    drop_translations(session.scalars(deleted).all())


def forget_translations(before: datetime) -> int:
    """Drop the translations of posts that were deleted before a moment; return how many there were."""
    with transaction():
        over = select(Post.id).where(Post.state == "deleted", Post.state_at < before)
        gone = delete(Translation).where(Translation.post_id.in_(over)).returning(Translation.id)
        return len(session.scalars(gone).all())


def _values(new: NewTranslation) -> dict[str, object]:
    return {
        "language": new.language,
        "source_hash": new.source_hash,
        "state": new.state,
        "reviewer_id": new.reviewer_id,
        "revisit": new.revisit,
        "text": new.text,
        "own_text": new.own_text,
        "engine": new.engine,
        "glossary_version": new.glossary_version,
        "post_version": 0,
        "created_at": clock.now(),
    }
