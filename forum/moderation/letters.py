"""The letter that tells RIL of a report. It does not repeat the post: it may show personal data."""

from flask import current_app
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import people_by_ids
from forum.accounts.queries import to_actor
from forum.core.db import session
from forum.core.mail import Letter
from forum.core.mail import OutgoingMail
from forum.core.mail import composer
from forum.core.postman import letter
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.labels import ALL_REASONS
from forum.moderation.models import Report


@composer("moderation.report")
def report(row: OutgoingMail) -> Letter | None:
    """Tell somebody of RIL; dropped when they left RIL or the report was decided in the meantime."""
    found = session.execute(
        select(Report, Post, Topic)
        .join(Post, Post.id == Report.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Report.id == row.params.get("report_id"))
    ).first()
    user = session.get(User, row.user_id) if row.user_id is not None else None
    if found is None or user is None or not user.email or not to_actor(user).is_staff:
        return None
    reported, post, topic = found
    if reported.state != "open":
        return None
    people = people_by_ids({reported.reporter_id}, to_actor(user))
    return letter(
        "moderation/mail/report",
        address=user.email,
        language=user.ui_language,
        name=user.name,
        reporter=people.get(reported.reporter_id or 0, GONE),
        reason=ALL_REASONS.get(reported.reason, reported.reason),
        note=reported.note,
        title=topic.title,
        topic_language=topic.language,
        number=post.number,
        url=f"{current_app.config['URL']}/reports/{reported.id}",
    )
