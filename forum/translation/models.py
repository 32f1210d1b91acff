"""What is still to be translated, and the rows of the glossary. Translations themselves lie in `forum.discussion.models`."""

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
    note: Mapped[str] = mapped_column(String(500), default="")
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
