"""News, banners, and who closed which."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import UtcDateTime


class NewsItem(Id, Created, Base):
    """An item of news in both languages. A draft may lack one of them; then its texts are empty."""

    __tablename__ = "news_item"
    __table_args__ = (Index("ix_news_item_published", "state", "published_at", "id"),)

    title_es: Mapped[str] = mapped_column(String(160))
    title_pt: Mapped[str] = mapped_column(String(160))
    #: Markdown.
    body_es: Mapped[str] = mapped_column(Text)
    body_pt: Mapped[str] = mapped_column(Text)
    html_es: Mapped[str] = mapped_column(Text)
    html_pt: Mapped[str] = mapped_column(Text)
    #: Plain text: what lists show.
    excerpt_es: Mapped[str] = mapped_column(String(300))
    excerpt_pt: Mapped[str] = mapped_column(String(300))
    #: `draft`, `published`, `retracted`. A published item is scheduled until its moment has come.
    state: Mapped[str] = mapped_column(String(10), default="draft")
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When its text last changed after it could be read.
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Moves with each change: two editors do not overwrite each other.
    version: Mapped[int] = mapped_column(default=1)


class Banner(Id, Created, Base):
    """A sentence over every page, in both languages, between two moments."""

    __tablename__ = "banner"
    __table_args__ = (Index("ix_banner_until_at", "until_at", "id"),)

    text_es: Mapped[str] = mapped_column(String(280))
    text_pt: Mapped[str] = mapped_column(String(280))
    #: Where its link leads; empty for none.
    url: Mapped[str] = mapped_column(String(300), default="")
    #: `everybody`, `members`, `staff`.
    audience: Mapped[str] = mapped_column(String(10))
    #: `info`, `warning`.
    kind: Mapped[str] = mapped_column(String(10))
    from_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Whether a reader may close it for themselves.
    dismissible: Mapped[bool] = mapped_column(default=True)
    #: The topic that it points to: only who may read that at the moment is shown it.
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), index=True)
    retracted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)


class ClosedBanner(Created, Base):
    """A member closed a banner: it is not shown to them again."""

    __tablename__ = "closed_banner"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    banner_id: Mapped[int] = mapped_column(ForeignKey("banner.id", ondelete="CASCADE"), primary_key=True, index=True)
