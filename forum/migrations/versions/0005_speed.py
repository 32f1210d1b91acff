"""Indexes that the measured pages asked for, and those of foreign keys that are followed backwards."""

from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

#: Name, table, columns: lists in the order of their last activity, whatever narrows them.
_LISTS = (
    ("ix_topic_kind_latest", "topic", ["kind", "last_post_at", "id"]),
    ("ix_topic_city_latest", "topic", ["author_city_id", "last_post_at", "id"]),
    ("ix_topic_room_latest", "topic", ["city_id", "last_post_at", "id"]),
    (
        "ix_topic_status_latest",
        "topic",
        ["status", "last_post_at", "id", "deleted_at", "closed_at", "stage_id", "audience", "city_id"],
    ),
)
#: What is looked for when a person, a post or an event goes.
_BACKWARDS = (
    ("post", "reply_to_id"),
    ("post", "state_by_id"),
    ("revision", "editor_id"),
    ("notification", "event_id"),
    ("notification", "actor_id"),
    ("report", "reporter_id"),
    ("report", "closed_by_id"),
    ("invitation", "created_by_id"),
    ("reserved_handle", "user_id"),
    ("sign_up", "invitation_id"),
)
#: Which cities take part in a topic is counted from it alone.
_TAKING_PART = ["topic_id", "author_city_id", "kind", "state"]


def upgrade() -> None:
    """Apply."""
    for name, table, columns in _LISTS:
        op.create_index(name, table, columns)
    op.drop_index("ix_topic_author_city_id", "topic")
    op.drop_index("ix_topic_city_id", "topic")
    for table, column in _BACKWARDS:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.drop_index("ix_post_topic_city", "post")
    op.create_index("ix_post_topic_city", "post", _TAKING_PART)


def downgrade() -> None:
    """Undo."""
    op.drop_index("ix_post_topic_city", "post")
    op.create_index("ix_post_topic_city", "post", _TAKING_PART[:2])
    for table, column in reversed(_BACKWARDS):
        op.drop_index(op.f(f"ix_{table}_{column}"), table)
    op.create_index(op.f("ix_topic_city_id"), "topic", ["city_id"])
    op.create_index(op.f("ix_topic_author_city_id"), "topic", ["author_city_id"])
    for name, table, _columns in reversed(_LISTS):
        op.drop_index(name, table)
