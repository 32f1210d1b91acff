"""The tables of what RIL did to many topics together: one act, what each topic was before, and the way back."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import Json
from forum.core.db import UtcDateTime


class TopicChange(Id, Created, Base):
    """One act on several topics; who did it, and why, stands in the log beside each of them."""

    __tablename__ = "topic_change"
    __table_args__ = (
        CheckConstraint("what IN ('stage','criteria','language','audience','closed','pinned','assignee')", name="what"),
    )

    what: Mapped[str] = mapped_column(String(8))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ChangedTopic(Base):
    """A topic that the act changed: ids and words of ours, as they were before and as the act left them."""

    __tablename__ = "changed_topic"

    change_id: Mapped[int] = mapped_column(ForeignKey("topic_change.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True, index=True)
    before: Mapped[dict[str, Any]] = mapped_column(Json)
    after: Mapped[dict[str, Any]] = mapped_column(Json)
