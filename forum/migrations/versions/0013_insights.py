"""Numbers per day, the days that were counted, words looked for in vain; topics and posts in the order of time."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "insight_count",
        sa.Column("part", sa.String(length=4), nullable=False),
        sa.Column("measure", sa.String(length=24), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("part", "measure", "day", "key", name=op.f("pk_insight_count")),
    )
    op.create_index(op.f("ix_insight_count_day"), "insight_count", ["day"])
    op.create_table(
        "insight_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rolled_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_insight_day")),
    )
    op.create_table(
        "missed_search",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("cities", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=80), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_missed_search")),
    )
    op.create_index(op.f("ix_missed_search_last_on"), "missed_search", ["last_on"])
    op.create_index("ix_topic_created", "topic", ["created_at"])
    op.create_index("ix_post_created", "post", ["created_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_post_created", table_name="post")
    op.drop_index("ix_topic_created", table_name="topic")
    op.drop_table("missed_search")
    op.drop_table("insight_day")
    op.drop_table("insight_count")
