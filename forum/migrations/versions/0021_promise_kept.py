"""Answers in time are counted by the calendars of the promise: every day is due to be counted anew. Letters by kind."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index("ix_outgoing_mail_kind", "outgoing_mail", ["kind", "created_at"])
    op.execute(sa.text("DELETE FROM insight_day"))


def downgrade() -> None:
    """Take back."""
    op.execute(sa.text("DELETE FROM insight_day"))
    op.drop_index("ix_outgoing_mail_kind", table_name="outgoing_mail")
