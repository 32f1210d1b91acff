"""What is to happen to topics at a moment, reminders of them, and slow mode."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "topic_timer",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('close','reopen','publish')", name=op.f("ck_topic_timer_kind")),
        sa.CheckConstraint(
            "(kind = 'publish') = (audience IS NOT NULL)", name=op.f("ck_topic_timer_audience_of_publishing")
        ),
        sa.CheckConstraint("audience IN ('community','public')", name=op.f("ck_topic_timer_audience")),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_topic_timer_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_topic_timer_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_timer")),
        sa.UniqueConstraint("topic_id", "kind", name=op.f("uq_topic_timer_topic_id_kind")),
    )
    op.create_index("ix_topic_timer_due", "topic_timer", ["due_at", "id"])
    op.create_index(op.f("ix_topic_timer_user_id"), "topic_timer", ["user_id"])
    op.create_table(
        "topic_reminder",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("from_topic_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_topic_reminder_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_topic_reminder_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["from_topic_id"], ["topic.id"], name=op.f("fk_topic_reminder_from_topic_id_topic"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_reminder")),
        sa.UniqueConstraint("topic_id", "user_id", name=op.f("uq_topic_reminder_topic_id_user_id")),
    )
    op.create_index("ix_topic_reminder_due", "topic_reminder", ["due_at", "id"])
    op.create_index(op.f("ix_topic_reminder_user_id"), "topic_reminder", ["user_id"])
    op.create_index(op.f("ix_topic_reminder_from_topic_id"), "topic_reminder", ["from_topic_id"])
    # Columns that may be empty are added in place: nothing is copied, however large the table is.
    op.add_column("topic", sa.Column("slow_minutes", sa.Integer(), nullable=True))
    op.add_column("topic", sa.Column("slow_until", UtcDateTime(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("topic", "slow_until")
    op.drop_column("topic", "slow_minutes")
    op.drop_table("topic_reminder")
    op.drop_table("topic_timer")
