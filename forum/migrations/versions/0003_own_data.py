"""Own data: the words and the hash of what somebody agreed to, the log of what was forgotten, erasures under way."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import Json
from forum.core.dialects import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("consent") as batch:
        batch.add_column(sa.Column("text", sa.Text(), nullable=True))
        batch.add_column(sa.Column("text_hash", sa.String(64), nullable=True))
    op.create_table(
        "retention_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_run")),
    )
    op.create_index("ix_retention_run_rule", "retention_run", ["rule", "id"])
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("with_posts", sa.Boolean(), nullable=False),
        sa.Column("person", Json, nullable=False),
        sa.Column("sweep", sa.String(60), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_erasure_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sa.UniqueConstraint("user_id", name=op.f("uq_erasure_user_id")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("erasure")
    op.drop_table("retention_run")
    with op.batch_alter_table("consent") as batch:
        batch.drop_column("text_hash")
        batch.drop_column("text")
