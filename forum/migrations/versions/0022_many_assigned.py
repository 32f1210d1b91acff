"""An act on many topics may be about who looks after them."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_BEFORE = "what IN ('stage','criteria','language','audience','closed','pinned')"
_AFTER = "what IN ('stage','criteria','language','audience','closed','pinned','assignee')"


def upgrade() -> None:
    """Apply."""
    _allow(_AFTER)


def downgrade() -> None:
    """Take back."""
    # Foreign keys rest while SQLite makes a table anew.
    op.execute("DELETE FROM changed_topic WHERE change_id IN (SELECT id FROM topic_change WHERE what = 'assignee')")
    op.execute("DELETE FROM topic_change WHERE what = 'assignee'")
    _allow(_BEFORE)


def _allow(what: str) -> None:
    with op.batch_alter_table("topic_change") as table:
        table.drop_constraint(op.f("ck_topic_change_what"), type_="check")
        table.create_check_constraint(op.f("ck_topic_change_what"), what)
