"""Posts move between topics: where they stood before, merged topics; and acts on many topics together."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import Json
from forum.core.dialects import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "relocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(5), nullable=False),
        sa.Column("from_topic_id", sa.Integer(), nullable=False),
        sa.Column("to_topic_id", sa.Integer(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('split','move','merge','undo')", name=op.f("ck_relocation_kind")),
        sa.ForeignKeyConstraint(
            ["from_topic_id"], ["topic.id"], name=op.f("fk_relocation_from_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["to_topic_id"], ["topic.id"], name=op.f("fk_relocation_to_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relocation")),
    )
    op.create_index(op.f("ix_relocation_from_topic_id"), "relocation", ["from_topic_id"])
    op.create_index(op.f("ix_relocation_to_topic_id"), "relocation", ["to_topic_id"])
    op.create_table(
        "old_place",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("relocation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_old_place_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_old_place_post_id_post"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["relocation_id"],
            ["relocation.id"],
            name=op.f("fk_old_place_relocation_id_relocation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("topic_id", "number", name=op.f("pk_old_place")),
        sa.UniqueConstraint("post_id", "topic_id", name=op.f("uq_old_place_post_id_topic_id")),
    )
    op.create_index(op.f("ix_old_place_relocation_id"), "old_place", ["relocation_id"])
    op.create_table(
        "topic_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("what", sa.String(8), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "what IN ('stage','criteria','language','audience','closed','pinned')", name=op.f("ck_topic_change_what")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_change")),
    )
    op.create_table(
        "changed_topic",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("before", Json, nullable=False),
        sa.Column("after", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["topic_change.id"], name=op.f("fk_changed_topic_change_id_topic_change"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_changed_topic_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("change_id", "topic_id", name=op.f("pk_changed_topic")),
    )
    op.create_index(op.f("ix_changed_topic_topic_id"), "changed_topic", ["topic_id"])
    with op.batch_alter_table("topic") as batch:
        batch.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("gaps", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.create_foreign_key(
            batch.f("fk_topic_merged_into_id_topic"), "topic", ["merged_into_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(batch.f("ix_topic_merged_into_id"), ["merged_into_id"])
    with op.batch_alter_table("topic") as batch:
        batch.alter_column("gaps", server_default=None)


def downgrade() -> None:
    """Take back: posts stay where they are, and their earlier addresses lead nowhere."""
    with op.batch_alter_table("topic") as batch:
        batch.drop_index(batch.f("ix_topic_merged_into_id"))
        batch.drop_constraint(batch.f("fk_topic_merged_into_id_topic"), type_="foreignkey")
        batch.drop_column("gaps")
        batch.drop_column("merged_into_id")
    op.drop_table("changed_topic")
    op.drop_table("topic_change")
    op.drop_table("old_place")
    op.drop_table("relocation")
