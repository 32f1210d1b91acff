"""Topics, posts and what hangs on them."""

from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import aliased
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import Json
from forum.core.db import UtcDateTime


class Topic(Id, Created, Base):
    """A thread: a question, discussion, experience or announcement in a stage."""

    __tablename__ = "topic"
    __table_args__ = (
        CheckConstraint("audience IN ('public','community','city','staff')", name="audience"),
        CheckConstraint("kind IN ('question','discussion','experience','announcement')", name="kind"),
        CheckConstraint("(audience = 'city') = (city_id IS NOT NULL)", name="city_of_room"),
        Index("ix_topic_latest", "last_post_at", "id"),
        Index("ix_topic_stage_latest", "stage_id", "last_post_at", "id"),
        Index("ix_topic_kind_latest", "kind", "last_post_at", "id"),
        Index("ix_topic_city_latest", "author_city_id", "last_post_at", "id"),
        Index("ix_topic_room_latest", "city_id", "last_post_at", "id"),
        # Questions that wait are listed in its order, and counted from it alone.
        Index(
            "ix_topic_status_latest",
            "status",
            "last_post_at",
            "id",
            "deleted_at",
            "closed_at",
            "stage_id",
            "audience",
            "city_id",
        ),
        Index("ix_topic_author", "author_id", "id"),
        Index("ix_topic_status", "status", "created_at", "id"),
        # Days are counted by it.
        Index("ix_topic_created", "created_at"),
    )

    title: Mapped[str] = mapped_column(String(200))
    slug: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(14))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    audience: Mapped[str] = mapped_column(String(10), default="community")
    #: The city whose room it is in: set exactly when the audience is `city`; it stays when the author moves.
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    #: The author's city when it was written: where lists by city find it.
    author_city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))
    #: Language of title and first post: `es` or `pt`.
    language: Mapped[str] = mapped_column(String(2))
    #: Questions only: `open` (no reply), `answered` or `solved`.
    status: Mapped[str | None] = mapped_column(String(10))
    #: The post that the asker or RIL marked as the answer. No foreign key: the two tables would wait
    #: for each other, and posts are never removed from under a topic.
    answer_post_id: Mapped[int | None]
    answer_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    #: Set when RIL confirms the marked answer.
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    pinned_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Slow mode: each member writes a reply every so many minutes at most, until a moment (None: for good).
    slow_minutes: Mapped[int | None]
    slow_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Where its posts went. It is deleted too, and nobody sees it any more: its addresses lead to its posts.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="SET NULL"), index=True)
    #: Posts have moved away: some numbers are not there.
    gaps: Mapped[bool] = mapped_column(default=False)
    #: Highest post number given out, notices and deleted posts included.
    last_number: Mapped[int] = mapped_column(default=0)
    #: Number of the latest visible post: notices are no news.
    last_post_number: Mapped[int] = mapped_column(default=1)
    #: Visible replies (posts after the first that are neither hidden, deleted nor notices).
    replies: Mapped[int] = mapped_column(default=0)
    last_post_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    #: Distinct cities, other than the asker's, that replied.
    reply_cities: Mapped[int] = mapped_column(default=0)
    #: reply_cities × 3 + replies + 5 if solved: the order of /top.
    score: Mapped[int] = mapped_column(default=0, index=True)
    #: Moves with every change that its page shows: fragments are cached by it.
    version: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)

    @property
    def closed(self) -> bool:
        """Tell whether it takes no more replies."""
        return self.closed_at is not None

    @property
    def deleted(self) -> bool:
        """Tell whether it was deleted."""
        return self.deleted_at is not None


class TopicPractice(Base):
    """A practice that a topic is about (at most three chosen)."""

    __tablename__ = "topic_practice"

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True, index=True)


class TopicCriterion(Base):
    """A criterion that a topic is about; it implies its practice."""

    __tablename__ = "topic_criterion"

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"), primary_key=True, index=True)


class Post(Id, Created, Base):
    """A message in a topic, numbered within it; the first is number 1."""

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("topic_id", "number"),
        UniqueConstraint("author_id", "request_id"),
        CheckConstraint("state IN ('visible','hidden','deleted')", name="state"),
        Index("ix_post_author", "author_id", "id"),
        # Which cities take part is counted from it alone.
        Index("ix_post_topic_city", "topic_id", "author_city_id", "kind", "state"),
        # What is new to a reader is counted from it alone.
        Index("ix_post_shown", "topic_id", "kind", "state", "number"),
        # Days are counted by it.
        Index("ix_post_created", "created_at"),
    )

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"))
    number: Mapped[int]
    #: None for notices that the forum itself wrote.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    author_city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))
    #: `post`, or `notice` (what a moderator did, shown as a small post).
    kind: Mapped[str] = mapped_column(String(8), default="post")
    #: Notices: which, with the ids and names it needs; the sentence is made when it is read.
    notice: Mapped[dict[str, Any] | None] = mapped_column(Json)
    language: Mapped[str] = mapped_column(String(2))
    #: Markdown as the author wrote it.
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    renderer_version: Mapped[int] = mapped_column(default=0, index=True)
    #: Plain text, at most 240 characters.
    excerpt: Mapped[str] = mapped_column(String(260), default="")
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="SET NULL"), index=True)
    state: Mapped[str] = mapped_column(String(8), default="visible")
    #: Who hid or deleted it, and why: the author is told.
    state_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    state_reason: Mapped[str | None] = mapped_column(Text)
    #: When it was hidden or deleted: its author reads it for some time yet.
    state_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Number of the present revision; 1 is the text as first written.
    revision: Mapped[int] = mapped_column(default=1)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Random id of the form: the same form sent twice posts once.
    request_id: Mapped[str | None] = mapped_column(String(64))
    #: Moves with every change of what the post shows: fragments are cached by it.
    version: Mapped[int] = mapped_column(default=1)


class Revision(Id, Created, Base):
    """A text as it was: kept when an edit after the grace replaces it."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("post_id", "number"),)

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    number: Mapped[int]
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    body: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    #: First posts only: the topic's title and stage at that time.
    title: Mapped[str | None] = mapped_column(String(200))
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    reason: Mapped[str] = mapped_column(String(200), default="")
    #: Hidden by a moderator (for example because it has personal data): staff and the city's lead only.
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Mention(Id, Base):
    """A member or a city named in a post with @."""

    __tablename__ = "mention"
    __table_args__ = (UniqueConstraint("post_id", "user_id"), UniqueConstraint("post_id", "city_id"))

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id", ondelete="CASCADE"), index=True)


class Quote(Id, Base):
    """A post that quotes another: rendered again when others may read the quoted one than before."""

    __tablename__ = "quote"
    __table_args__ = (UniqueConstraint("post_id", "quoted_post_id"),)

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    quoted_post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)


class PostFile(Base):
    """A file that a text of a post uses, or used: it is seen by whoever may see one of those texts."""

    __tablename__ = "post_file"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    #: A file cannot go from under a post: what names it goes first.
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"), primary_key=True, index=True)
    #: Number of the first revision that used it.
    first_revision: Mapped[int]
    #: Number of the last one; None while the present text uses it.
    last_revision: Mapped[int | None]


class Translation(Id, Created, Base):
    """One text of a post, or one title of a topic, in the other language.

    It belongs to exactly one source text, whose hash it bears: once that text is another, this is stale. Of a title
    there is one at most in a language.
    """

    __tablename__ = "translation"
    __table_args__ = (
        UniqueConstraint("post_id", "language", "source_hash"),
        UniqueConstraint("topic_id", "language"),
        CheckConstraint("(post_id IS NULL) <> (topic_id IS NULL)", name="subject"),
        CheckConstraint("state IN ('machine','reviewed')", name="state"),
        Index("ix_translation_revisit", "revisit", "id"),
    )

    #: Whose text it is; None for titles.
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    #: Whose title it is; None for texts.
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"))
    #: The language that it is in: `es` or `pt`.
    language: Mapped[str] = mapped_column(String(2))
    #: Of language and text of the source: see `forum.discussion.sources`.
    source_hash: Mapped[str] = mapped_column(String(64))
    #: `machine`, or `reviewed` by a person.
    state: Mapped[str] = mapped_column(String(8), default="machine")
    #: Whose words it has, when it is reviewed; None also for who is gone.
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    #: By a machine, where a person had reviewed that of an earlier source: they are to look again.
    revisit: Mapped[bool] = mapped_column(default=False)
    #: Markdown; of titles the title.
    text: Mapped[str] = mapped_column(Text)
    #: Rendered by the same pipeline as a person's text; empty for titles.
    html: Mapped[str] = mapped_column(Text, default="")
    excerpt: Mapped[str] = mapped_column(String(260), default="")
    #: The post in its own language, with what it quotes from the other one translated; empty where it quotes none.
    own_text: Mapped[str] = mapped_column(Text, default="")
    own_html: Mapped[str] = mapped_column(Text, default="")
    #: `Post.version` when the HTML was made: when it has moved since, the HTML may quote what is hidden by now.
    post_version: Mapped[int] = mapped_column(default=0)
    #: Name of the engine, and which state of the glossary steered it.
    engine: Mapped[str] = mapped_column(String(60), default="")
    glossary_version: Mapped[int] = mapped_column(default=0)


#: Titles are joined to topics beside the texts of posts, so the table needs a second name.
TitleTranslation: Final = aliased(Translation, name="title_translation")


class ReadPosition(Base):
    """How far a member has read a topic: one row per member and topic."""

    __tablename__ = "read_position"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True, index=True)
    #: Highest post number seen.
    number: Mapped[int]
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
