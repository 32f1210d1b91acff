"""The tables of what moved: where posts stood before, and by which move they left."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import UtcDateTime


class Relocation(Id, Created, Base):
    """Posts went from one topic to another together; who moved them, and why, stands in the log."""

    __tablename__ = "relocation"
    __table_args__ = (CheckConstraint("kind IN ('split','move','merge','undo')", name="kind"),)

    #: `split` (to a new topic), `move` (to an existing one), `merge` (all of a topic), `undo` (of one of these).
    kind: Mapped[str] = mapped_column(String(5))
    from_topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), index=True)
    to_topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), index=True)
    #: How many went; while fewer of its old places are left, some have moved on.
    posts: Mapped[int]
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OldPlace(Base):
    """A number of a topic that a post had before it moved: nobody else gets it, and it leads to the post.

    A post that comes back takes its own number again, and the row goes: so (topic, number) names one post for ever.
    """

    __tablename__ = "old_place"
    __table_args__ = (UniqueConstraint("post_id", "topic_id"),)

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    relocation_id: Mapped[int] = mapped_column(ForeignKey("relocation.id", ondelete="CASCADE"), index=True)
