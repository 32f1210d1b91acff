"""Translations, requests for them, and the glossary."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "translation",
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("source_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.String(length=260), nullable=False),
        sa.Column("post_version", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(length=60), nullable=False),
        sa.Column("glossary_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("(post_id IS NULL) <> (topic_id IS NULL)", name=op.f("ck_translation_subject")),
        sa.CheckConstraint("state IN ('machine','reviewed')", name=op.f("ck_translation_state")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_translation_post_id_post"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_translation_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
        sa.UniqueConstraint(
            "post_id", "language", "source_hash", name=op.f("uq_translation_post_id_language_source_hash")
        ),
        sa.UniqueConstraint("topic_id", "language", name=op.f("uq_translation_topic_id_language")),
    )
    op.create_table(
        "translation_request",
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("last_error", sa.String(length=60), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("(post_id IS NULL) <> (topic_id IS NULL)", name=op.f("ck_translation_request_subject")),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_translation_request_post_id_post"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_translation_request_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation_request")),
        sa.UniqueConstraint("post_id", name=op.f("uq_translation_request_post_id")),
        sa.UniqueConstraint("topic_id", name=op.f("uq_translation_request_topic_id")),
    )
    op.create_index("ix_translation_request_due", "translation_request", ["state", "due_at", "id"])
    op.create_table(
        "glossary_entry",
        sa.Column("es", sa.String(length=200), nullable=False),
        sa.Column("pt", sa.String(length=200), nullable=False),
        sa.Column("en", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("gender_es", sa.String(length=20), nullable=False),
        sa.Column("gender_pt", sa.String(length=20), nullable=False),
        sa.Column("steers", sa.String(length=4), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('noun','verb','adjective','phrase')", name=op.f("ck_glossary_entry_kind")),
        sa.CheckConstraint("steers IN ('both','es','pt','none')", name=op.f("ck_glossary_entry_steers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glossary_entry")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("glossary_entry")
    op.drop_index("ix_translation_request_due", "translation_request")
    op.drop_table("translation_request")
    op.drop_table("translation")
