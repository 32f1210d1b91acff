"""Files that are kept back, and what was found in a file when it came."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("blob", sa.Column("concern", sa.String(length=8), nullable=True))
    op.create_table(
        "retained_file",
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=8), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("retained_by_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("reason IN ('active','personal','again','by_hand')", name=op.f("ck_retained_file_reason")),
        sa.CheckConstraint("state IN ('waiting','released','rejected')", name=op.f("ck_retained_file_state")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["user_account.id"],
            name=op.f("fk_retained_file_decided_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["retained_by_id"],
            ["user_account.id"],
            name=op.f("fk_retained_file_retained_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_retained_file_upload_id_upload"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retained_file")),
        sa.UniqueConstraint("upload_id", name=op.f("uq_retained_file_upload_id")),
    )
    op.create_index(op.f("ix_retained_file_decided_by_id"), "retained_file", ["decided_by_id"])
    op.create_index(op.f("ix_retained_file_retained_by_id"), "retained_file", ["retained_by_id"])
    op.create_index("ix_retained_file_state", "retained_file", ["state", "id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("retained_file")
    with op.batch_alter_table("blob") as batch:
        batch.drop_column("concern")
