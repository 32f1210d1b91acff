"""Who may see and do what with topics, as questions and as SQL.

`can_see_topic` and `visible_topics` are twins: a test asks both about every case.
"""

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import false
from sqlalchemy import or_
from sqlalchemy import true

from forum.accounts.policy import silence_of
from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import deny
from forum.core.policy import rule
from forum.discussion.models import Topic
from forum.discussion.policy.subjects import TopicLike


@rule("see_topic")
def can_see_topic(actor: Actor, topic: TopicLike) -> Decision:
    """Tell whether the actor may know that the topic exists, and read it."""
    if topic.deleted and not can_moderate(actor, topic):
        return HIDDEN
    return ALLOWED if is_in_audience(actor, topic) else HIDDEN


def is_in_audience(actor: Actor, topic: TopicLike) -> bool:
    """Tell whether a topic is for the actor, deleted or not."""
    if actor.is_staff or actor.is_system or topic.audience == "public":
        return True
    if topic.audience == "community":
        return actor.is_member
    return topic.audience == "city" and actor.belongs_to(topic.city_id)


def visible_topics(actor: Actor) -> ColumnElement[bool]:
    """Return the same rule as a condition over `Topic`, without deleted topics."""
    return and_(Topic.deleted_at.is_(None), addressed_topics(actor))


def addressed_topics(actor: Actor) -> ColumnElement[bool]:
    """Return `is_in_audience` as a condition over `Topic`: deleted topics are among them."""
    if actor.is_staff or actor.is_system:
        return true()
    if not actor.is_member:
        return Topic.audience == "public"
    own = and_(Topic.audience == "city", Topic.city_id == actor.city_id) if actor.city_id is not None else false()
    return or_(Topic.audience.in_(("public", "community")), own)


def is_still_told(actor: Actor) -> ColumnElement[bool]:
    """Tell, as a condition over `Topic`, whether somebody learns what is done to their own posts, and why.

    Not of a room or of RIL's own topics once these are no longer theirs. Who is suspended reads no topic of the
    community, but why their own post there was hidden.
    """
    own = and_(Topic.audience == "city", Topic.city_id == actor.city_id) if actor.city_id is not None else false()
    return or_(addressed_topics(actor), Topic.audience.in_(("public", "community")), own)


def visible_with_deleted(actor: Actor) -> ColumnElement[bool]:
    """Return the exact twin of `can_see_topic`, deleted topics included where they may be seen."""
    return or_(visible_topics(actor), moderated_topics(actor))


def can_moderate(actor: Actor, topic: TopicLike) -> bool:
    """Tell whether the actor curates this topic: RIL any, a lead those of their own city."""
    if actor.is_staff or actor.is_system:
        return True
    if topic.audience == "city":
        return actor.leads(topic.city_id)
    return topic.audience == "public" and actor.leads(topic.author_city_id)


def moderated_topics(actor: Actor) -> ColumnElement[bool]:
    """Return `can_moderate` as a condition over `Topic`."""
    if actor.is_staff or actor.is_system:
        return true()
    if not actor.is_lead:
        return false()
    return or_(
        and_(Topic.audience == "city", Topic.city_id == actor.city_id),
        and_(Topic.audience == "public", Topic.author_city_id == actor.city_id),
    )


@rule("write")
def can_write(actor: Actor) -> Decision:
    """Members write, unless they are silenced: see a preview, complete a mention."""
    return silence_of(actor) if actor.is_member or actor.is_system else HIDDEN


@rule("create_topic")
def can_create_topic(actor: Actor, audience: str, city_id: int | None, kind: str) -> Decision:
    """Members write for the community and their own city; RIL everywhere."""
    if not (actor.is_member or actor.is_system):
        return HIDDEN
    if actor.is_silenced:
        return silence_of(actor)
    staff = actor.is_staff or actor.is_system
    if kind == "announcement" and not staff:
        return deny(_l("Only RIL publishes announcements."))
    if audience == "staff" and not staff:
        return HIDDEN
    if audience == "city" and not staff and not actor.belongs_to(city_id):
        return HIDDEN
    if audience == "public" and not staff and not actor.is_lead:
        return deny(_l("Only RIL or your city's coordination makes a topic public."))
    return ALLOWED


@rule("reply")
def can_reply(actor: Actor, topic: TopicLike) -> Decision:
    """Members reply where they can read, unless it is closed."""
    seen = can_see_topic(actor, topic)
    if not seen:
        return seen
    if not (actor.is_member or actor.is_system):
        return deny(_l("Sign in to reply."))
    if actor.is_silenced:
        return silence_of(actor)
    if topic.deleted:
        return deny(_l("This topic was deleted."))
    if topic.closed and not can_moderate(actor, topic):
        return deny(_l("This topic is closed."))
    return ALLOWED


def keeps_pace(actor: Actor, topic: TopicLike) -> bool:
    """Tell whether slow mode holds for the actor: for everybody but RIL and whoever curates the topic."""
    return not can_moderate(actor, topic)


@rule("curate")
def can_curate(actor: Actor, topic: TopicLike) -> Decision:
    """RIL curates every topic, a lead those of their own city."""
    seen = can_see_topic(actor, topic)
    return allow_if(can_moderate(actor, topic)) if seen else seen


@rule("pin")
def can_pin(actor: Actor, topic: TopicLike) -> Decision:
    """RIL pins anywhere, a lead within their city's room."""
    seen = can_see_topic(actor, topic)
    if not seen:
        return seen
    return allow_if(actor.is_staff or actor.is_system or (topic.audience == "city" and actor.leads(topic.city_id)))


@rule("guide")
def can_guide(actor: Actor, topic: TopicLike) -> Decision:
    """RIL says which topic guides through a stage, of those that all members read."""
    seen = can_end_guide(actor, topic)
    if not seen:
        return seen
    sentence = _l("A guide is for the whole community: first open this topic to it.")
    return allow_if(topic.audience in {"public", "community"}, sentence)


@rule("end_guide")
def can_end_guide(actor: Actor, topic: TopicLike) -> Decision:
    """RIL says that a topic guides no longer, whoever reads it by now."""
    seen = can_see_topic(actor, topic)
    return allow_if(actor.is_staff or actor.is_system) if seen else seen


@rule("announce")
def can_announce(actor: Actor, topic: TopicLike) -> Decision:
    """RIL points all pages to a topic, if it is not deleted and all members read it."""
    if not actor.is_staff or topic.deleted or topic.audience not in {"public", "community"}:
        return HIDDEN
    return can_see_topic(actor, topic)


@rule("change_audience")
def can_change_audience(actor: Actor, topic: TopicLike, audience: str, city_id: int | None) -> Decision:
    """Rights are needed on both sides; `public` is for RIL or the lead of the author's city."""
    seen = can_see_topic(actor, topic)
    if not seen:
        return seen
    if actor.is_staff or actor.is_system:
        return ALLOWED
    if audience == "public":
        return allow_if(actor.leads(topic.author_city_id))
    if not can_moderate(actor, topic):
        return deny()
    if audience == "city":
        return allow_if(actor.leads(city_id))
    return allow_if(audience == "community" and actor.leads(topic.author_city_id))


def widens(before: tuple[str, int | None], after: tuple[str, int | None]) -> bool:
    """Tell whether somebody could read a topic after a change of (audience, city) who cannot now."""
    order = ("staff", "city", "community", "public")
    if before[0] == after[0]:
        return before[1] != after[1]
    return order.index(after[0]) > order.index(before[0])


@rule("edit_topic")
def can_edit_topic(actor: Actor, topic: TopicLike) -> Decision:
    """Let the author, RIL and the city's lead change title, stage, practices and language."""
    seen = can_see_topic(actor, topic)
    if not seen:
        return seen
    if actor.is_silenced:
        return silence_of(actor)
    own = actor.is_member and actor.id == topic.author_id and not topic.closed
    return allow_if(own or can_moderate(actor, topic))


@rule("mark_answer")
def can_mark_answer(actor: Actor, topic: TopicLike) -> Decision:
    """Let the asker or RIL mark which reply answers a question."""
    seen = can_see_topic(actor, topic)
    if not seen:
        return seen
    if actor.is_silenced:
        return silence_of(actor)
    return allow_if(
        topic.kind == "question"
        and not topic.deleted
        and (actor.is_staff or actor.is_system or (actor.is_member and actor.id == topic.author_id))
    )


@rule("confirm_answer")
def can_confirm_answer(actor: Actor, topic: TopicLike) -> Decision:
    """RIL confirms."""
    seen = can_see_topic(actor, topic)
    return allow_if(actor.is_staff and topic.kind == "question") if seen else seen


@rule("prepare_replies")
def can_prepare_replies(actor: Actor) -> Decision:
    """RIL keeps prepared replies and puts them into its own."""
    return ALLOWED if actor.is_staff else HIDDEN


@rule("keep_up_discussion")
def can_keep_up(actor: Actor) -> Decision:
    """Let the forum itself and administrators count and render everything afresh."""
    return allow_if(actor.is_system or actor.is_admin) if actor.is_member or actor.is_system else HIDDEN
