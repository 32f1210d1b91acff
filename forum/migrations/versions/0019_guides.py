"""What RIL puts beside what others write: prepared replies, remarks above posts, guides of stages, banners of topics."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "prepared_reply",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("text_es", sa.Text(), nullable=False),
        sa.Column("text_pt", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_reply")),
    )
    op.create_table(
        "post_remark",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("text_es", sa.String(length=500), nullable=False),
        sa.Column("text_pt", sa.String(length=500), nullable=False),
        sa.Column("html_es", sa.Text(), nullable=False),
        sa.Column("html_pt", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_remark_post_id_post"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_post_remark")),
    )
    op.create_table(
        "stage_guide",
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("from_topic_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_stage_guide_stage_id_stage")),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_stage_guide_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["from_topic_id"], ["topic.id"], name=op.f("fk_stage_guide_from_topic_id_topic"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("stage_id", name=op.f("pk_stage_guide")),
        sa.UniqueConstraint("topic_id", name=op.f("uq_stage_guide_topic_id")),
    )
    op.create_index(op.f("ix_stage_guide_from_topic_id"), "stage_guide", ["from_topic_id"])
    with op.batch_alter_table("banner") as batch:
        batch.add_column(sa.Column("topic_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_banner_topic_id_topic"), "topic", ["topic_id"], ["id"], ondelete="CASCADE")
        batch.create_index(op.f("ix_banner_topic_id"), ["topic_id"])


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("banner") as batch:
        batch.drop_index(op.f("ix_banner_topic_id"))
        batch.drop_constraint(op.f("fk_banner_topic_id_topic"), type_="foreignkey")
        batch.drop_column("topic_id")
    op.drop_table("stage_guide")
    op.drop_table("post_remark")
    op.drop_table("prepared_reply")
