"""What people make of translations: corrections, who reviewed, and what is to be looked at again."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "correction",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_hash", sa.String(length=64), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title_source", sa.String(length=200), nullable=True),
        sa.Column("title_hash", sa.String(length=64), nullable=True),
        sa.Column("title_before", sa.String(length=200), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("state IN ('proposed','accepted','declined')", name=op.f("ck_correction_state")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_correction_post_id_post"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["user_account.id"],
            name=op.f("fk_correction_author_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["user_account.id"],
            name=op.f("fk_correction_decided_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint("author_id", "request_id", name=op.f("uq_correction_author_id_request_id")),
    )
    op.create_index("ix_correction_post", "correction", ["post_id", "state", "id"])
    op.create_index("ix_correction_state", "correction", ["state", "id"])
    op.create_index(op.f("ix_correction_decided_by_id"), "correction", ["decided_by_id"])
    with op.batch_alter_table("translation") as table:
        table.add_column(sa.Column("reviewer_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("revisit", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.create_foreign_key(
            op.f("fk_translation_reviewer_id_user_account"),
            "user_account",
            ["reviewer_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_index(op.f("ix_translation_reviewer_id"), "translation", ["reviewer_id"])
    op.create_index("ix_translation_revisit", "translation", ["revisit", "id"])
    with op.batch_alter_table("translation") as table:
        table.alter_column("revisit", server_default=None)


def downgrade() -> None:
    """Undo."""
    op.drop_index("ix_translation_revisit", "translation")
    op.drop_index(op.f("ix_translation_reviewer_id"), "translation")
    with op.batch_alter_table("translation") as table:
        table.drop_constraint(op.f("fk_translation_reviewer_id_user_account"), type_="foreignkey")
        table.drop_column("revisit")
        table.drop_column("reviewer_id")
    op.drop_index(op.f("ix_correction_decided_by_id"), "correction")
    op.drop_index("ix_correction_state", "correction")
    op.drop_index("ix_correction_post", "correction")
    op.drop_table("correction")
