"""The search index: one entry per post; its full-text side is made by core.dialects."""

from sqlalchemy import ForeignKey
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base


class SearchEntry(Base):
    """What can be found of a post: the stems of its words in both languages, without accents."""

    __tablename__ = "search_entry"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    #: Stems of the topic's title (first posts only; else empty).
    title_stems: Mapped[str] = mapped_column(Text, default="")
    body_stems: Mapped[str] = mapped_column(Text, default="")
    #: Stems of the people and cities named with @: members find by them, visitors do not.
    mention_stems: Mapped[str] = mapped_column(Text, default="")
