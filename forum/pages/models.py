"""Versioned public pages."""

from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id


class PageVersion(Id, Created, Base):
    """One version of one public page, in both languages; the highest version is shown."""

    __tablename__ = "page_version"
    __table_args__ = (Index("uq_page_version_slug_version", "slug", "version", unique=True),)

    #: about, join, help, rules, privacy, terms, accessibility, contact.
    slug: Mapped[str] = mapped_column(String(30))
    version: Mapped[int]
    title_es: Mapped[str] = mapped_column(String(160))
    title_pt: Mapped[str] = mapped_column(String(160))
    #: Markdown.
    body_es: Mapped[str] = mapped_column(Text)
    body_pt: Mapped[str] = mapped_column(Text)
    html_es: Mapped[str] = mapped_column(Text)
    html_pt: Mapped[str] = mapped_column(Text)
    editor_id: Mapped[int | None]
