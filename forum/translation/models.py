"""What is still to be translated, what people corrected, and the rows of the glossary.

Translations themselves lie in `forum.discussion.models`.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core import clock
from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import UtcDateTime


class TranslationRequest(Id, Created, Base):
    """That a text is to be translated, or its translation rendered again; the row goes when it is done."""

    __tablename__ = "translation_request"
    __table_args__ = (
        UniqueConstraint("post_id"),
        UniqueConstraint("topic_id"),
        CheckConstraint("(post_id IS NULL) <> (topic_id IS NULL)", name="subject"),
        Index("ix_translation_request_due", "state", "due_at", "id"),
    )

    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"))
    #: `due`, or `failed` after too many attempts: RIL sees it and may try again.
    state: Mapped[str] = mapped_column(String(8), default="due")
    #: Moves whenever it is asked for again: what was asked meanwhile is not taken for done.
    asked: Mapped[int] = mapped_column(default=1)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    last_error: Mapped[str | None] = mapped_column(String(60))


class Correction(Id, Created, Base):
    """What a person made of a translation: in force, or a proposal on which the author or RIL decides.

    It keeps what it was made for and what it began with, so that nothing that somebody wrote is lost when the post is
    edited. Whoever may read the post reads it, and it goes with the post's words.
    """

    __tablename__ = "correction"
    __table_args__ = (
        UniqueConstraint("author_id", "request_id"),
        CheckConstraint("state IN ('proposed','accepted','declined')", name="state"),
        Index("ix_correction_post", "post_id", "state", "id"),
        Index("ix_correction_state", "state", "id"),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    #: The language that it is in: `es` or `pt`.
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(8))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why it was declined.
    reason: Mapped[str] = mapped_column(String(200), default="")
    #: Markdown of the post for which it was made, and its hash: see `forum.discussion.sources`.
    source: Mapped[str] = mapped_column(Text)
    source_hash: Mapped[str] = mapped_column(String(64))
    #: The translation that was there (empty for none), and the one that it makes.
    before: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    #: First posts only: the same of the topic's title.
    title_source: Mapped[str | None] = mapped_column(String(200))
    title_hash: Mapped[str | None] = mapped_column(String(64))
    title_before: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[str | None] = mapped_column(String(200))
    #: Random id of the form: the same form sent twice does one thing.
    request_id: Mapped[str | None] = mapped_column(String(64))


class GlossaryEntry(Id, Created, Base):
    """A row of the bilingual glossary; see `forum.translation.terms` for how its sides are written.

    What a row says never changes: another row takes its place. So each translation's version of the glossary can be
    read again, and whatever somebody did can be undone.
    """

    __tablename__ = "glossary_entry"
    __table_args__ = (
        # The second of two editors of a row is refused here at the latest.
        UniqueConstraint("replaces_id"),
        CheckConstraint("kind IN ('noun','verb','adjective','phrase')", name="kind"),
        CheckConstraint("steers IN ('both','es','pt','none')", name="steers"),
    )

    es: Mapped[str] = mapped_column(String(200))
    pt: Mapped[str] = mapped_column(String(200))
    en: Mapped[str] = mapped_column(String(200), default="")
    #: For readers of each language: what it is easily mistaken for, where it is said so.
    note_es: Mapped[str] = mapped_column(String(500), default="")
    note_pt: Mapped[str] = mapped_column(String(500), default="")
    kind: Mapped[str] = mapped_column(String(10), default="noun")
    #: Genders of the alternatives of a side, in order, between slashes.
    gender_es: Mapped[str] = mapped_column(String(20), default="")
    gender_pt: Mapped[str] = mapped_column(String(20), default="")
    #: From which language it steers the engine.
    steers: Mapped[str] = mapped_column(String(4), default="both")
    #: Who wrote it; null for what came with the forum.
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    #: Since when it counts no more: another took its place at the same moment, or it was removed.
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    retired_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    #: The row before it: it took its place, or brought it back after it was removed.
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("glossary_entry.id"))


class GlossaryFile(Id, Created, Base):
    """A file of the glossary between its upload and the yes to what it would change."""

    __tablename__ = "glossary_file"

    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    #: Emptied when it was loaded, or another took its place.
    text: Mapped[str] = mapped_column(Text)
    #: Whether rows go that it does not have.
    removes_rest: Mapped[bool]
    loaded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
