"""The tables of what RIL puts beside what others write: replies prepared for questions that come back, remarks above posts, guides of stages."""

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id


class PreparedReply(Id, Created, Base):
    """A reply that RIL keeps for questions that come back, in both languages; who wrote it stands in the log."""

    __tablename__ = "prepared_reply"

    #: What the list and the reply box call it.
    name: Mapped[str] = mapped_column(String(80))
    #: Markdown with variables: see `forum.discussion.variables`.
    text_es: Mapped[str] = mapped_column(Text)
    text_pt: Mapped[str] = mapped_column(Text)
    #: Moves with each change: two editors do not overwrite each other.
    version: Mapped[int] = mapped_column(default=1)


class PostRemark(Created, Base):
    """What RIL remarks above a post, in one language or both. It names nobody: who wrote it stands in the log."""

    __tablename__ = "post_remark"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    #: Markdown; one of them may be empty, then all read the other.
    text_es: Mapped[str] = mapped_column(String(500))
    text_pt: Mapped[str] = mapped_column(String(500))
    html_es: Mapped[str] = mapped_column(Text)
    html_pt: Mapped[str] = mapped_column(Text)
    #: Moves with each change: two editors do not overwrite each other.
    version: Mapped[int] = mapped_column(default=1)


class StageGuide(Created, Base):
    """The topic that stands first in its stage, and is read before one asks there. A stage has one at most."""

    __tablename__ = "stage_guide"

    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), unique=True)
    #: The topic from which it came when that went into this one: there it goes back to, when that is undone.
    from_topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="SET NULL"), index=True)
