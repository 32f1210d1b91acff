"""The translation of a post as it stands."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import or_
from sqlalchemy import select

from forum.core.db import session
from forum.core.languages import Language
from forum.core.languages import other
from forum.core.languages import parse_language
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.sources import source_hash
from forum.translation.models import Correction


@dataclass(frozen=True, slots=True)
class Present:
    """The translation of a post as it stands, with that of the topic's title for first posts."""

    language: Language
    source_hash: str
    text: str
    #: `machine`, `reviewed`, or empty for none.
    state: str
    reviewer_id: int | None
    #: A person reviewed the translation of an earlier text.
    revisit: bool
    title_hash: str | None = None
    title: str | None = None

    def fingerprint(self) -> str:
        """Return what tells it from another, so that an editor's form can say which one it began with."""
        parts = (self.source_hash, self.text, self.title_hash or "", self.title or "")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]

    def is_of(self, correction: Correction) -> bool:
        """Tell whether a correction was made for what post and title say now, in the language that they need."""
        same_title = correction.title_hash is None or correction.title_hash == self.title_hash
        return (correction.source_hash, correction.language) == (self.source_hash, self.language) and same_title

    def says(self, correction: Correction) -> bool:
        """Tell whether it is, word by word, what a correction made."""
        same_title = correction.title is None or correction.title == self.title
        return self.is_of(correction) and correction.text == self.text and same_title


def present_translation(topic: Topic, post: Post) -> Present:
    """Return the translation of a post's present text; the caller has checked the right to it."""
    language = other(parse_language(post.language) or "es")
    of_text = source_hash(post.body, post.language)
    of_title = source_hash(topic.title, topic.language) if post.number == 1 else None
    subject = Translation.post_id == post.id
    if of_title is not None:
        subject = or_(subject, Translation.topic_id == topic.id)
    rows = session.scalars(select(Translation).where(Translation.language == language, subject)).all()
    text = next((row for row in rows if row.post_id is not None and row.source_hash == of_text), None)
    title = next((row for row in rows if row.topic_id is not None and row.source_hash == of_title), None)
    return Present(
        language,
        of_text,
        text=text.text if text else "",
        state=text.state if text else "",
        reviewer_id=text.reviewer_id if text else None,
        revisit=any(row is not None and row.revisit for row in (text, title)),
        title_hash=of_title,
        title=title.text if title else None,
    )
