"""What a topic is about: title, stage, language, practices and criteria, changed together."""

from dataclasses import replace

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select

from forum.certification.queries import stage_by_id
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.languages import parse_language
from forum.core.policy import require
from forum.discussion.commands.editing import begin_revision
from forum.discussion.commands.editing import in_grace
from forum.discussion.commands.guiding import leave_stage
from forum.discussion.commands.notices import add_notice
from forum.discussion.commands.topics import set_standard
from forum.discussion.events import TopicCriteriaChanged
from forum.discussion.events import TopicLanguageChanged
from forum.discussion.events import TopicMoved
from forum.discussion.events import TopicRenamed
from forum.discussion.loading import lock_topic
from forum.discussion.masking import slug_of
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from forum.discussion.policy import can_edit_topic
from forum.discussion.queries.details import TopicDetails
from forum.discussion.queries.details import details_of
from forum.discussion.queries.details import plain
from forum.discussion.screening import Writing
from forum.discussion.screening import screen


class DetailsConflict(Conflict):
    """Somebody else changed the topic first; `present` is how it is now."""

    default = _l("Somebody else changed this topic while you were editing it. What it is now stands beside your text.")

    def __init__(self, present: TopicDetails) -> None:
        """Keep how it is now, so that both can be shown."""
        super().__init__()
        self.present = present


def edit_topic(actor: Actor, topic_id: int, *, wanted: TopicDetails, base: str, reason: str = "") -> Topic:
    """Change what a topic is about, in one step with one revision of its first post.

    `base` is the fingerprint of what the editor saw: DetailsConflict when it is no longer so.
    """
    screened = screen(actor, Writing("", wanted.language, wanted.title, topic_id))
    wanted = replace(wanted, title=screened.title)
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_edit_topic(actor, topic))
        _check(wanted)
        wanted = plain(wanted)
        before = details_of(topic)
        if before == wanted:
            return topic
        if before.fingerprint() != base:
            raise DetailsConflict(before)
        first = session.scalars(select(Post).where(Post.topic_id == topic.id, Post.number == 1)).one()
        # Not RIL's, whose first move has its notice already: the way back has one, too.
        slip = first.author_id == actor.id and first.revision == 1 and in_grace(actor, first)
        if (before.title, before.stage_id, before.language) != (wanted.title, wanted.stage_id, wanted.language):
            begin_revision(actor, topic, first, reason=reason)
        _rename(actor, topic, wanted.title, reason)
        _translate(actor, topic, first, wanted.language, reason)
        _sort(actor, topic, before, wanted, reason)
        _move(actor, topic, wanted.stage_id, reason, quietly=slip)
        first.version += 1
        topic.version += 1
        screened.settle(first.id, topic.id)
        return topic


def _check(wanted: TopicDetails) -> None:
    if stage_by_id(wanted.stage_id) is None:
        raise Invalid(_l("Choose a stage."), field="stage")
    if parse_language(wanted.language) is None:
        raise Invalid(_l("Choose the language that you wrote in."), field="language")


def _rename(actor: Actor, topic: Topic, title: str, reason: str) -> None:
    before = topic.title
    if before == title:
        return
    topic.title, topic.slug = title, slug_of(title)
    record(
        actor,
        TopicRenamed(topic.id, topic.city_id),
        reason=reason or None,
        before={"title": before},
        after={"title": title},
    )


def _translate(actor: Actor, topic: Topic, first: Post, language: str, reason: str) -> None:
    """Correct which language title and first post are in."""
    before = topic.language
    if before == language:
        return
    topic.language = first.language = language
    record(
        actor,
        TopicLanguageChanged(topic.id, topic.city_id),
        reason=reason or None,
        before={"language": before},
        after={"language": language},
    )


def _sort(actor: Actor, topic: Topic, before: TopicDetails, wanted: TopicDetails, reason: str) -> None:
    """Set practices and criteria."""
    if (before.practice_ids, before.criterion_ids) == (wanted.practice_ids, wanted.criterion_ids):
        return
    session.execute(delete(TopicPractice).where(TopicPractice.topic_id == topic.id))
    session.execute(delete(TopicCriterion).where(TopicCriterion.topic_id == topic.id))
    set_standard(topic, sorted(wanted.practice_ids), sorted(wanted.criterion_ids))
    record(actor, TopicCriteriaChanged(topic.id, topic.city_id), reason=reason or None)


def _move(actor: Actor, topic: Topic, stage_id: int, reason: str, *, quietly: bool) -> None:
    """Move to another stage; a small notice says so, unless an author corrects a slip at once."""
    before = topic.stage_id
    if before == stage_id:
        return
    leave_stage(topic)
    topic.stage_id = stage_id
    if not quietly:
        add_notice(actor, topic, "moved", {"from": before, "to": stage_id})
    record(
        actor,
        TopicMoved(topic.id, topic.city_id),
        reason=reason or None,
        before={"stage_id": before},
        after={"stage_id": stage_id},
    )
