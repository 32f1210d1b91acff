"""A window of a limit begins with the first act: a key has one row."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply: of each key the window that ends last goes on."""
    op.execute(
        "DELETE FROM rate_count WHERE EXISTS (SELECT 1 FROM rate_count later"
        " WHERE later.key = rate_count.key AND later.window_start > rate_count.window_start)"
    )
    with op.batch_alter_table("rate_count") as table:
        table.drop_constraint(op.f("pk_rate_count"), type_="primary")
        table.drop_column("window_start")
        table.create_primary_key(op.f("pk_rate_count"), ["key"])


def downgrade() -> None:
    """Take back: counting begins anew."""
    op.execute("DELETE FROM rate_count")
    with op.batch_alter_table("rate_count") as table:
        table.drop_constraint(op.f("pk_rate_count"), type_="primary")
        table.add_column(sa.Column("window_start", sa.DateTime(timezone=True), nullable=False))
        table.create_primary_key(op.f("pk_rate_count"), ["key", "window_start"])
