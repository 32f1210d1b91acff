"""Who looks after topics, and who may know of it: `can_hold` and `holding` are twins, and a test compares them."""

from typing import Any
from typing import Protocol

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import or_

from forum.accounts.models import User
from forum.core.actor import STAFF_ROLES
from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import deny
from forum.core.policy import rule
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic
from forum.discussion.policy.subjects import TopicLike
from forum.promise.models import Care


class CareLike(Protocol):
    """What the rules read of who looks after a topic."""

    @property
    def assignee_id(self) -> int:
        """Return who it is."""

    @property
    def by_staff(self) -> bool:
        """Tell whether RIL gave it."""


def can_hold(assignee: Actor, topic: TopicLike, *, by_staff: bool) -> bool:
    """Tell whether somebody still looks after a topic that they were given: RIL, or a lead within their city's room."""
    if assignee.is_staff:
        return True
    return not by_staff and topic.audience == "city" and assignee.leads(topic.city_id)


def holding(assignee: Any = User) -> ColumnElement[bool]:
    """Return the same rule as a condition over `Care`, `Topic` and the assignee's row."""
    staff = assignee.site_role.in_(STAFF_ROLES)
    lead = and_(
        Care.by_staff.is_(False),
        Topic.audience == "city",
        assignee.city_id == Topic.city_id,
        assignee.city_role == "lead",
    )
    return and_(assignee.state == "active", or_(staff, lead))


@rule("assign_topic")
def can_assign(actor: Actor, topic: TopicLike, held: CareLike | None = None) -> Decision:
    """RIL assigns any topic, a lead those in their city's room that RIL does not look after."""
    if not can_see_topic(actor, topic) or not (actor.is_staff or _leads_room(actor, topic)):
        return HIDDEN
    if topic.deleted:
        return deny(_l("This topic was deleted."))
    return allow_if(actor.is_staff or held is None or not held.by_staff, _l("RIL looks after this topic."))


def can_be_given(actor: Actor, colleague: Actor, topic: TopicLike) -> Decision:
    """RIL gives to RIL; a lead gives, within the room, to a lead of the same city."""
    own_kind = colleague.is_staff if actor.is_staff else _leads_room(actor, topic) and not colleague.is_staff
    return ALLOWED if own_kind and can_hold(colleague, topic, by_staff=actor.is_staff) else HIDDEN


def can_know_care(actor: Actor, topic: TopicLike) -> bool:
    """Tell whether the actor may know who looks after a topic: who asked, and who may assign such topics."""
    if not can_see_topic(actor, topic):
        return False
    own = actor.is_member and actor.id == topic.author_id
    return own or actor.is_staff or _leads_room(actor, topic)


def can_read_note(actor: Actor, topic: TopicLike, held: CareLike) -> bool:
    """Tell whether the actor reads note and date: RIL all of them, a lead what leads gave each other in their room."""
    return actor.is_staff or (not held.by_staff and _leads_room(actor, topic))


@rule("ask_for_help")
def can_ask(actor: Actor, topic: TopicLike) -> Decision:
    """RIL asks members for help with a topic that members read and that takes replies."""
    if not can_see_topic(actor, topic) or not actor.is_staff:
        return HIDDEN
    if topic.deleted or topic.closed:
        return deny(_l("This topic is closed."))
    return allow_if(topic.audience != "staff", _l("Only RIL reads this topic: there is nobody to ask."))


def can_be_asked(person: Actor, topic: TopicLike) -> Decision:
    """Members are asked about what they may read and did not ask themselves."""
    fits = person.is_member and not person.is_staff and person.id != topic.author_id and can_see_topic(person, topic)
    return ALLOWED if fits else HIDDEN


@rule("see_promise")
def can_see_promise(actor: Actor) -> Decision:
    """RIL keeps the promise, and sees what waits for whom."""
    return ALLOWED if actor.is_staff else HIDDEN


@rule("edit_holidays")
def can_edit_holidays(actor: Actor) -> Decision:
    """Administrators say which days are off."""
    return ALLOWED if actor.is_admin else HIDDEN


def _leads_room(actor: Actor, topic: TopicLike) -> bool:
    return topic.audience == "city" and actor.leads(topic.city_id)
