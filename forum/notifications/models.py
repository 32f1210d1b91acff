"""What members are told."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import UtcDateTime


class Notification(Id, Created, Base):
    """An event that concerns a member. The sentence is made when it is read, in the reader's language."""

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("user_id", "event_id", "kind"),
        Index("ix_notification_user", "user_id", "id"),
        Index("ix_notification_unread", "user_id", "read_at"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    #: `reply`, `mention`, `withheld`, `hidden`, `deleted`, `restored`, `remarked`, `moved`; to who reported a post `report_kept`,
    #: `report_edited`, `report_hidden`, `report_deleted`; of the translation of a post `proposed` and `reviewed` (to its
    #: author), `accepted` and `declined` (to who proposed it); `looked_after` (to who opened a topic), `asked` (to who
    #: could help with it), `reminder` (to who wanted it).
    kind: Mapped[str] = mapped_column(String(20))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    #: Who caused it.
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
