"""Who wrote a row of the glossary, what it replaces, since when it counts no more; files that wait for a yes."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_PEOPLE = ("created_by_id", "retired_by_id")
_NOTES = ("note_es", "note_pt")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("glossary_entry") as batch:
        for name in _PEOPLE:
            batch.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch.create_foreign_key(
                op.f(f"fk_glossary_entry_{name}_user_account"), "user_account", [name], ["id"], ondelete="SET NULL"
            )
        batch.add_column(sa.Column("retired_at", UtcDateTime(), nullable=True))
        batch.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_glossary_entry_replaces_id_glossary_entry"), "glossary_entry", ["replaces_id"], ["id"]
        )
        batch.create_unique_constraint(op.f("uq_glossary_entry_replaces_id"), ["replaces_id"])
    with op.batch_alter_table("glossary_entry") as batch:
        # Notes were English and nobody's own: rows could not be edited. In both languages they are in the file that
        # comes with the forum, which RIL brings in.
        batch.drop_column("note")
        for name in _NOTES:
            batch.add_column(sa.Column(name, sa.String(length=500), nullable=False, server_default=""))
    with op.batch_alter_table("glossary_entry") as batch:
        for name in _NOTES:
            batch.alter_column(name, server_default=None)
    for name in _PEOPLE:
        op.create_index(op.f(f"ix_glossary_entry_{name}"), "glossary_entry", [name])
    op.create_table(
        "glossary_file",
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("removes_rest", sa.Boolean(), nullable=False),
        sa.Column("loaded_at", UtcDateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["user_account.id"],
            name=op.f("fk_glossary_file_created_by_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_file")),
    )
    op.create_index(op.f("ix_glossary_file_created_by_id"), "glossary_file", ["created_by_id"])


def downgrade() -> None:
    """Undo; rows that count no more are lost, since nothing would tell them from those that do."""
    op.drop_index(op.f("ix_glossary_file_created_by_id"), "glossary_file")
    op.drop_table("glossary_file")
    for name in _PEOPLE:
        op.drop_index(op.f(f"ix_glossary_entry_{name}"), "glossary_entry")
    with op.batch_alter_table("glossary_entry") as batch:
        batch.drop_constraint(op.f("uq_glossary_entry_replaces_id"), type_="unique")
        batch.drop_constraint(op.f("fk_glossary_entry_replaces_id_glossary_entry"), type_="foreignkey")
        batch.drop_column("replaces_id")
        for name in _NOTES:
            batch.drop_column(name)
        batch.add_column(sa.Column("note", sa.String(length=500), nullable=False, server_default=""))
    with op.batch_alter_table("glossary_entry") as batch:
        batch.alter_column("note", server_default=None)
    op.execute(sa.text("DELETE FROM glossary_entry WHERE retired_at IS NOT NULL"))
    with op.batch_alter_table("glossary_entry") as batch:
        batch.drop_column("retired_at")
        for name in _PEOPLE:
            batch.drop_constraint(op.f(f"fk_glossary_entry_{name}_user_account"), type_="foreignkey")
            batch.drop_column(name)
