"""Silences, notes and warnings about members; watched words; texts that wait for a yes; blocked addresses."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import Json
from forum.core.dialects import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("user_account") as batch:
        batch.add_column(sa.Column("silenced_until", UtcDateTime(), nullable=True))
        batch.add_column(sa.Column("silenced_reason", sa.Text(), nullable=True))
    op.create_table(
        "staff_note",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        *_row(),
        *_keys("staff_note"),
    )
    for name in ("user_id", "author_id", "city_id"):
        op.create_index(op.f(f"ix_staff_note_{name}"), "staff_note", [name])
    op.create_table(
        "member_warning",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
        *_row(),
        *_keys("member_warning"),
    )
    op.create_index("ix_member_warning_user", "member_warning", ["user_id", "seen_at"])
    for name in ("author_id", "city_id"):
        op.create_index(op.f(f"ix_member_warning_{name}"), "member_warning", [name])
    op.create_table(
        "watched_word",
        sa.Column("phrase", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=240), nullable=False),
        sa.Column("language", sa.String(length=4), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("replacement", sa.String(length=120), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        *_row(),
        sa.CheckConstraint("action IN ('block','hold','flag','replace')", name=op.f("ck_watched_word_action")),
        sa.CheckConstraint("language IN ('es','pt','both')", name=op.f("ck_watched_word_language")),
        _to("user_account", "watched_word", "created_by_id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_word")),
        sa.UniqueConstraint("folded", "language", name=op.f("uq_watched_word_folded_language")),
    )
    op.create_index(op.f("ix_watched_word_created_by_id"), "watched_word", ["created_by_id"])
    op.create_table(
        "held_post",
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("city_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("given", Json, nullable=False),
        sa.Column("upload_ids", Json, nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("detail", sa.String(length=300), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        *_row(),
        sa.CheckConstraint("state IN ('waiting','approved','rejected')", name=op.f("ck_held_post_state")),
        _to("user_account", "held_post", "author_id", "CASCADE"),
        _to("topic", "held_post", "topic_id", "CASCADE"),
        _to("city", "held_post", "city_id", None),
        _to("post", "held_post", "post_id", "SET NULL"),
        _to("user_account", "held_post", "decided_by_id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_post")),
        sa.UniqueConstraint("author_id", "request_id", name=op.f("uq_held_post_author_id_request_id")),
    )
    op.create_index("ix_held_post_state", "held_post", ["state", "id"])
    for name in ("author_id", "topic_id", "city_id", "post_id", "decided_by_id"):
        op.create_index(op.f(f"ix_held_post_{name}"), "held_post", [name])
    op.create_table(
        "blocked",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=254), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        *_row(),
        sa.CheckConstraint("kind IN ('address','domain','link')", name=op.f("ck_blocked_kind")),
        _to("user_account", "blocked", "created_by_id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocked")),
        sa.UniqueConstraint("kind", "value", name=op.f("uq_blocked_kind_value")),
    )
    op.create_index(op.f("ix_blocked_created_by_id"), "blocked", ["created_by_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("blocked")
    op.drop_table("held_post")
    op.drop_table("watched_word")
    op.drop_table("member_warning")
    op.drop_table("staff_note")
    with op.batch_alter_table("user_account") as batch:
        batch.drop_column("silenced_reason")
        batch.drop_column("silenced_until")


def _row() -> list[sa.Column[Any]]:
    """Return the columns that every table has."""
    return [sa.Column("id", sa.Integer(), nullable=False), sa.Column("created_at", UtcDateTime(), nullable=False)]


def _keys(table: str) -> list[sa.Constraint]:
    """Return the keys of what is kept about a member by somebody."""
    return [
        _to("user_account", table, "user_id", "CASCADE"),
        _to("user_account", table, "author_id", "SET NULL"),
        _to("city", table, "city_id", None),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _to(target: str, table: str, column: str, ondelete: str | None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)
