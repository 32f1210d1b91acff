"""Reports weigh, and have the reasons that members choose from now."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

#: What a reason was called before → what it is called now.
_REASONS = (("disrespect", "inappropriate"), ("wrong", "needs_ril"))


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("report") as batch:
        batch.add_column(sa.Column("weight", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("report") as batch:
        batch.alter_column("weight", server_default=None)
    for before, now in _REASONS:
        _rename(before, now)


def downgrade() -> None:
    """Take back."""
    for before, now in _REASONS:
        _rename(now, before)
    op.execute(sa.text("UPDATE report SET reason = 'other' WHERE reason = 'spam'"))
    with op.batch_alter_table("report") as batch:
        batch.drop_column("weight")


def _rename(old: str, new: str) -> None:
    report = sa.table("report", sa.column("reason", sa.String))
    op.execute(report.update().where(report.c.reason == old).values(reason=new))
