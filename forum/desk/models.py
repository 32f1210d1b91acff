"""Who looks at a case, and what was decided."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import Json
from forum.core.db import UtcDateTime


class Claim(Id, Created, Base):
    """Somebody looks at a case: one at a time, so that two do not do the same work."""

    __tablename__ = "desk_claim"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    #: Kind of case, and the id of its row; see `forum.desk.labels`.
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    holder_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    #: Who handed it over, and what they wrote; None for who took it themselves.
    handed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")


class CaseDecision(Id, Created, Base):
    """What was decided at the desk, with what taking it back needs to know."""

    __tablename__ = "desk_decision"
    __table_args__ = (Index("ix_desk_decision_subject", "kind", "subject_id", "id"),)

    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    #: States and ids as they were before; never what a person wrote.
    was: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
