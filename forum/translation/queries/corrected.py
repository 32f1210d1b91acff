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


@dataclass(frozen=True, slots=True)
class Known:
    """What people made of the translation of a text so far."""

    #: Of the text as it is now.
    present: Corrected | None
    #: Only of an earlier text: somebody is to look again.
    revisit: bool


def known_of_post(post_id: int, language: Language, source_hash: str) -> Known:
    """Return what people made of the translation of a post into a language."""
    return _known(
        select(Correction.source_hash, Correction.text, Correction.author_id).where(Correction.post_id == post_id),
        language,
        source_hash,
    )


def known_of_title(topic_id: int, language: Language, source_hash: str) -> Known:
    """Return what people made of the translation of a topic's title into a language."""
    first = select(Post.id).where(Post.topic_id == topic_id, Post.number == 1).scalar_subquery()
    return _known(
        select(Correction.title_hash, Correction.title, Correction.author_id).where(
            Correction.post_id == first, Correction.title.is_not(None)
        ),
        language,
        source_hash,
    )


def _known(query: Select[str | None, str | None, int | None], language: Language, source_hash: str) -> Known:
    in_force = query.where(Correction.language == language, Correction.state == "accepted")
    rows = session.execute(in_force.order_by(Correction.decided_at.desc(), Correction.id.desc())).all()
    present = next((Corrected(text, author_id) for of, text, author_id in rows if of == source_hash and text), None)
    return Known(present, revisit=bool(rows) and present is None)
