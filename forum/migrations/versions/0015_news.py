"""News and banners in both languages, and who closed which banner."""

import sqlalchemy as sa
from alembic import op

from forum.core.dialects import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "news_item",
        sa.Column("title_es", sa.String(length=160), nullable=False),
        sa.Column("title_pt", sa.String(length=160), nullable=False),
        sa.Column("body_es", sa.Text(), nullable=False),
        sa.Column("body_pt", sa.Text(), nullable=False),
        sa.Column("html_es", sa.Text(), nullable=False),
        sa.Column("html_pt", sa.Text(), nullable=False),
        sa.Column("excerpt_es", sa.String(length=300), nullable=False),
        sa.Column("excerpt_pt", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("edited_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news_item")),
    )
    op.create_index("ix_news_item_published", "news_item", ["state", "published_at", "id"])
    op.create_table(
        "banner",
        sa.Column("text_es", sa.String(length=280), nullable=False),
        sa.Column("text_pt", sa.String(length=280), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("from_at", UtcDateTime(), nullable=False),
        sa.Column("until_at", UtcDateTime(), nullable=False),
        sa.Column("dismissible", sa.Boolean(), nullable=False),
        sa.Column("retracted_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_banner")),
    )
    op.create_index("ix_banner_until_at", "banner", ["until_at", "id"])
    op.create_table(
        "closed_banner",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("banner_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["banner_id"], ["banner.id"], name=op.f("fk_closed_banner_banner_id_banner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_closed_banner_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "banner_id", name=op.f("pk_closed_banner")),
    )
    op.create_index(op.f("ix_closed_banner_banner_id"), "closed_banner", ["banner_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("closed_banner")
    op.drop_table("banner")
    op.drop_table("news_item")
