"""The sentence that an author is told of a hidden post where RIL writes none of its own."""

from collections.abc import Sequence

from flask_babel import force_locale
from sqlalchemy import select

from forum.accounts.models import User
from forum.core.db import session
from forum.core.languages import parse_language
from forum.core.languages import to_locale
from forum.desk.labels import STANDARD_REASONS
from forum.desk.queries.rows import gravest
from forum.discussion.models import Post
from forum.moderation.models import Report


def standard_reason(post: Post) -> str:
    """Return why a reported post is hidden, in its author's language."""
    reasons = session.scalars(select(Report.reason).where(Report.post_id == post.id, Report.state == "open")).all()
    author = session.get(User, post.author_id) if post.author_id is not None else None
    return standard_sentence(reasons, author.ui_language if author is not None else post.language)


def standard_sentence(reasons: Sequence[str], language: str) -> str:
    """Return the sentence for the gravest of some reasons, in a language."""
    with force_locale(to_locale(parse_language(language) or "es")):
        return str(STANDARD_REASONS.get(gravest(reasons) if reasons else "other", STANDARD_REASONS["other"]))
