"""The desk: who looks at a case, and what was decided; decisions on reports so far are among them."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import Json
from forum.core.dialects import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("report") as batch:
        batch.alter_column("outcome", existing_type=sa.String(length=8), type_=sa.String(length=12))
    op.create_table(
        "desk_claim",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("handed_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handed_by_id"],
            ["user_account.id"],
            name=op.f("fk_desk_claim_handed_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["user_account.id"], name=op.f("fk_desk_claim_holder_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_claim")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_desk_claim_kind_subject_id")),
    )
    op.create_index(op.f("ix_desk_claim_holder_id"), "desk_claim", ["holder_id"])
    op.create_index(op.f("ix_desk_claim_handed_by_id"), "desk_claim", ["handed_by_id"])
    op.create_table(
        "desk_decision",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("was", Json, nullable=False),
        sa.Column("taken_back_at", UtcDateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user_account.id"], name=op.f("fk_desk_decision_actor_id_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_decision")),
    )
    op.create_index(op.f("ix_desk_decision_actor_id"), "desk_decision", ["actor_id"])
    op.create_index("ix_desk_decision_subject", "desk_decision", ["kind", "subject_id", "id"])
    _take_over_reports()


def downgrade() -> None:
    """Take back."""
    op.drop_table("desk_decision")
    op.drop_table("desk_claim")
    # Outcomes that there were not before became of the post what `hidden` and `kept` say.
    for now, before in (("suspended", "hidden"), ("edited", "kept")):
        op.execute(_REPORT.update().where(_REPORT.c.outcome == now).values(outcome=before))
    with op.batch_alter_table("report") as batch:
        batch.alter_column("outcome", existing_type=sa.String(length=12), type_=sa.String(length=8))


_REPORT = sa.table(
    "report",
    sa.column("id", sa.Integer),
    sa.column("post_id", sa.Integer),
    sa.column("state", sa.String),
    sa.column("outcome", sa.String),
    sa.column("closed_by_id", sa.Integer),
    sa.column("closed_at", UtcDateTime),
)
_DECISION = sa.table(
    "desk_decision",
    sa.column("kind", sa.String),
    sa.column("subject_id", sa.Integer),
    sa.column("outcome", sa.String),
    sa.column("actor_id", sa.Integer),
    sa.column("was", Json),
    sa.column("created_at", UtcDateTime),
)


def _take_over_reports() -> None:
    """Enter what was decided on reports so far: all that were decided together are one decision."""
    together = (
        sa.select(
            sa.literal("report"),
            sa.func.min(_REPORT.c.id),
            sa.func.min(_REPORT.c.outcome),
            sa.func.min(_REPORT.c.closed_by_id),
            sa.literal({}, Json),
            _REPORT.c.closed_at,
        )
        .where(_REPORT.c.state == "closed", _REPORT.c.outcome.is_not(None), _REPORT.c.closed_at.is_not(None))
        .group_by(_REPORT.c.post_id, _REPORT.c.closed_at)
        .order_by(_REPORT.c.closed_at)
    )
    names = ["kind", "subject_id", "outcome", "actor_id", "was", "created_at"]
    op.execute(_DECISION.insert().from_select(names, together))
