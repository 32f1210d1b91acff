"""Who may set timers, and whether one may still run: the same rules, asked when it is set, read and run."""

from typing import Protocol

from flask_babel import lazy_gettext as _l

from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import deny
from forum.core.policy import rule
from forum.discussion.policy import TopicLike
from forum.discussion.policy import can_change_audience
from forum.discussion.policy import can_curate


class TimerLike(Protocol):
    """What the rules ask of a timer."""

    @property
    def kind(self) -> str:
        """Return `close`, `reopen` or `publish`."""

    @property
    def audience(self) -> str | None:
        """Return for whom it publishes."""


@rule("schedule_topic")
def can_schedule(actor: Actor, topic: TopicLike) -> Decision:
    """Whoever closes and opens a topic by hand may have it done later, or be reminded of it."""
    curating = can_curate(actor, topic)
    if not curating:
        return curating
    return allow_if(not topic.deleted, _l("This topic was deleted."))


def can_set(actor: Actor, topic: TopicLike, kind: str, audience: str | None) -> Decision:
    """Tell whether the actor may have this done to a topic: what they may do by hand, and publish what RIL alone reads."""
    scheduling = can_schedule(actor, topic)
    if not scheduling or kind != "publish":
        return scheduling
    if topic.audience != "staff":
        return deny(_l("Only what RIL alone reads can be published later."))
    return can_change_audience(actor, topic, audience or "", None)


def may_be_published(actor: Actor, topic: TopicLike) -> Decision:
    """Tell whether the actor could have a topic published later."""
    return can_set(actor, topic, "publish", "community")


def why_not(setter: Actor, topic: TopicLike, timer: TimerLike) -> str:
    """Return why a timer may not run now: `deleted`, `right` or `done`; nothing when it may."""
    if topic.deleted:
        return "deleted"
    if is_so_already(topic, timer.kind):
        return "done"
    return "" if can_set(setter, topic, timer.kind, timer.audience) else "right"


def is_so_already(topic: TopicLike, kind: str) -> bool:
    """Tell whether a topic is already as a kind of timer would make it."""
    return {"close": topic.closed, "reopen": not topic.closed, "publish": topic.audience != "staff"}[kind]


def still_stands(setter: Actor, topic: TopicLike, timer: TimerLike) -> Decision:
    """Tell whether what was set may be told: who set it may still do it; what is so by now may change again until then."""
    if timer.kind == "publish" and topic.audience != "staff":
        return deny()
    return can_set(setter, topic, timer.kind, timer.audience)


def can_be_reminded(person: Actor, topic: TopicLike) -> Decision:
    """Remind only who may still set reminders there."""
    return can_schedule(person, topic) if person.is_member else deny()


def sees_publishing(actor: Actor) -> Decision:
    """When RIL will publish something is RIL's to know."""
    return ALLOWED if actor.is_staff else deny()
