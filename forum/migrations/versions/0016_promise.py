"""Who looks after a topic, the days off of a country, and mail about questions that are late."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_VERSION = sa.table("data_version", sa.column("name", sa.String), sa.column("number", sa.Integer))


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "topic_care",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignee_id"],
            ["user_account.id"],
            name=op.f("fk_topic_care_assignee_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"],
            ["user_account.id"],
            name=op.f("fk_topic_care_given_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_topic_care_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_care")),
        sa.UniqueConstraint("topic_id", name=op.f("uq_topic_care_topic_id")),
    )
    op.create_index(op.f("ix_topic_care_assignee_id"), "topic_care", ["assignee_id"])
    op.create_index(op.f("ix_topic_care_given_by_id"), "topic_care", ["given_by_id"])
    op.create_index("ix_topic_care_due", "topic_care", ["due_on", "id"])
    op.create_table(
        "help_request",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["user_account.id"],
            name=op.f("fk_help_request_asked_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_help_request_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_help_request_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_request")),
        sa.UniqueConstraint("topic_id", "user_id", name=op.f("uq_help_request_topic_id_user_id")),
    )
    op.create_index(op.f("ix_help_request_asked_by_id"), "help_request", ["asked_by_id"])
    op.create_index("ix_help_request_user", "help_request", ["user_id", "created_at"])
    op.create_table(
        "work_calendar",
        sa.Column("country_code", sa.String(length=2), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("country_code", name=op.f("pk_work_calendar")),
    )
    op.bulk_insert(_VERSION, [{"name": "tasks", "number": 0}])
    with op.batch_alter_table("user_account") as batch:
        batch.add_column(sa.Column("mail_late", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("user_account") as batch:
        batch.alter_column("mail_late", server_default=None)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("user_account") as batch:
        batch.drop_column("mail_late")
    op.execute(_VERSION.delete().where(_VERSION.c.name == "tasks"))
    op.drop_table("work_calendar")
    op.drop_table("help_request")
    op.drop_table("topic_care")
