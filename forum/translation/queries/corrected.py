"""What people made of translations and is in force: the worker puts it in the place of a machine's words."""

from dataclasses import dataclass

from sqlalchemy import Select
from sqlalchemy import select

from forum.core.db import session
from forum.core.languages import Language
from forum.discussion.models import Post
from forum.translation.models import Correction


@dataclass(frozen=True, slots=True)
class Corrected:
    """A person's translation of one exact source."""

    text: str
    author_id: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """What people made of the translation of a text so far."""

    #: Of the text as it is now.
    present: Corrected | None
    #: Of an earlier text, where there is none of the present one: somebody is to look again.
    earlier: Corrected | None


def known_of(post_id: int | None, topic_id: int | None, language: Language, source_hash: str) -> Known:
    """Return what people made of the translation of a post, or of a topic's title, into a language."""
    if post_id is not None:
        return _of_post(post_id, language, source_hash)
    return _of_title(topic_id or 0, language, source_hash)


def _of_post(post_id: int, language: Language, source_hash: str) -> Known:
    return _known(
        select(Correction.source_hash, Correction.text, Correction.author_id, Correction.source).where(
            Correction.post_id == post_id
        ),
        language,
        source_hash,
    )


def _of_title(topic_id: int, language: Language, source_hash: str) -> Known:
    first = select(Post.id).where(Post.topic_id == topic_id, Post.number == 1).scalar_subquery()
    return _known(
        select(Correction.title_hash, Correction.title, Correction.author_id, Correction.title_source).where(
            Correction.post_id == first, Correction.title.is_not(None)
        ),
        language,
        source_hash,
    )


def _known(
    query: Select[str | None, str | None, int | None, str | None], language: Language, source_hash: str
) -> Known:
    in_force = query.where(Correction.language == language, Correction.state == "accepted")
    # That of the present text first, else the latest: one row, however many there are.
    is_present = query.selected_columns[0] == source_hash
    row = session.execute(
        in_force.order_by(is_present.desc(), Correction.decided_at.desc(), Correction.id.desc()).limit(1)
    ).first()
    of, text, author_id, source = row or (None, None, None, None)
    if not text:
        return Known(None, None)
    found = Corrected(text, author_id, source or "")
    return Known(found, None) if of == source_hash else Known(None, found)
