"""Posts in their own language with what they quote from the other one translated."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_COLUMNS = ("own_text", "own_html")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("translation") as batch:
        for name in _COLUMNS:
            batch.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("translation") as batch:
        for name in _COLUMNS:
            batch.alter_column(name, server_default=None)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("translation") as batch:
        for name in reversed(_COLUMNS):
            batch.drop_column(name)
