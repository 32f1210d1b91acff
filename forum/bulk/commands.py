"""One act on many topics: by the commands that change a single one, all in one transaction, and all undone with one."""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.bulk.models import ChangedTopic
from forum.bulk.models import TopicChange
from forum.bulk.policy import can_change_topics
from forum.bulk.states import MOST_TOPICS
from forum.bulk.states import Change
from forum.bulk.states import State
from forum.bulk.states import holder_in
from forum.bulk.states import is_still
from forum.bulk.states import opens
from forum.bulk.states import state_of
from forum.bulk.states import wanted_state
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.commands import curation
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.details import edit_topic
from forum.discussion.commands.moving.carrying import lock_for_move
from forum.discussion.loading import present_topic
from forum.discussion.models import Topic
from forum.discussion.queries.details import details_of
from forum.promise.commands.assigning_many import give
from forum.promise.commands.assigning_many import put_back
from forum.promise.commands.assigning_many import tell_of
from forum.promise.models import Care
from forum.promise.queries.care import holders_of

CHANGES_PER_HOUR: Final = Limit("topic-changes", 60, 3600)


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of an act that was undone."""

    back: int
    #: Topics that somebody has changed again since: they stay as they are.
    kept: int
    #: Topics whose colleague of before may not have them any more: nobody looks after them.
    nobodys: int


def change_topics(
    actor: Actor, topic_ids: Collection[int], change: Change, *, reason: str = "", opening: Collection[int] = ()
) -> TopicChange:
    """Change topics together: all of them, or none. Those that are so already stay as they are.

    `opening` are those that the actor has said yes to open to more people.
    """
    with transaction():
        require(can_change_topics(actor))
        topics = _lock(actor, topic_ids)
        if not actor.is_system:
            hit(CHANGES_PER_HOUR, actor.id)
        made = TopicChange(what=change.what)
        session.add(made)
        session.flush()
        held = _holders(topics, change.what)
        changed: list[int] = []
        for topic in topics:
            row = held.get(topic.id)
            before, wanted = state_of(topic, change.what, row), wanted_state(topic, change, row)
            if before == wanted:
                continue
            _need_yes(topic.id, before, wanted, opening)
            now = _put(actor, topic, change.what, wanted, reason, row)
            # As it is now, which an act may have made plainer than it was asked.
            after = state_of(topic, change.what, now)
            session.add(ChangedTopic(change_id=made.id, topic_id=topic.id, before=before, after=after))
            changed.append(topic.id)
        if not changed:
            raise Conflict(_l("All of these topics are so already."))
        if change.what == "assignee":
            tell_of(actor, changed, colleague_id=int(change.value))
        return made


def undo_change(actor: Actor, change_id: int, *, opening: Collection[int] = ()) -> Undone:
    """Put topics back as they were; `opening` are those that the actor has said yes to open to more people again."""
    with transaction():
        require(can_change_topics(actor))
        made = session.get(TopicChange, change_id, with_for_update=True)
        if made is None:
            raise NotFound
        if made.undone_at is not None:
            raise Conflict(_l("This was undone already."))
        rows = session.scalars(select(ChangedTopic).where(ChangedTopic.change_id == change_id)).all()
        locked = lock_for_move([row.topic_id for row in rows])
        held = _holders(locked.values(), made.what)
        if not actor.is_system:
            hit(CHANGES_PER_HOUR, actor.id)
        back = kept = nobodys = 0
        for row in sorted(rows, key=lambda row: row.topic_id):
            topic, holder = locked[row.topic_id], held.get(row.topic_id)
            if topic.deleted_at is not None or not is_still(state_of(topic, made.what, holder), row.after):
                kept += 1
                continue
            _need_yes(topic.id, row.after, row.before, opening)
            if made.what != "assignee":
                _put(actor, topic, made.what, row.before, "")
            elif not put_back(actor, topic, holder, holder_in(row.before)):
                nobodys += 1
            back += 1
        made.undone_at = clock.now()
        return Undone(back, kept, nobodys)


def _need_yes(topic_id: int, before: State, after: State, opening: Collection[int]) -> None:
    """Raise Invalid where more people will read a topic and nobody has said that they know."""
    if opens(before, after) and topic_id not in opening:
        raise Invalid(_l("Confirm that you have read the warning."), field="understood")


def _lock(actor: Actor, topic_ids: Collection[int]) -> list[Topic]:
    wanted = sorted(set(topic_ids))
    if not wanted:
        raise Invalid(_l("Choose at least one topic."), field="topics")
    if len(wanted) > MOST_TOPICS:
        raise Invalid(_l("Choose at most %(n)s.", n=MOST_TOPICS), field="topics")
    locked = lock_for_move(wanted)
    return [present_topic(actor, locked.get(topic_id)) for topic_id in wanted]


def _holders(topics: Iterable[Topic], what: str) -> Mapping[int, Care]:
    """Return who looks after the locked topics, where the act is about that."""
    return holders_of([topic.id for topic in topics]) if what == "assignee" else {}


def _put(actor: Actor, topic: Topic, what: str, state: State, reason: str, held: Care | None = None) -> Care | None:
    """Bring one topic into a state, with all that this act does to a single one: its rule, its notice, its event.

    Return who looks after it then, where the act is about that.
    """
    if what == "closed":
        if state["closed"]:
            curation.close_topic(actor, topic.id, reason=reason)
        else:
            curation.reopen_topic(actor, topic.id)
    elif what == "pinned":
        put = curation.pin_topic if state["pinned"] else curation.unpin_topic
        put(actor, topic.id)
    elif what == "audience":
        change_audience(actor, topic.id, audience=state["audience"], city_id=state["city_id"], reason=reason)
    elif what == "assignee":
        until = date.fromisoformat(state["due_on"])
        return give(actor, topic, held, colleague_id=state["assignee_id"], due_on=until)
    else:
        details = details_of(topic)
        values: dict[str, Any] = {name: frozenset(v) if isinstance(v, list) else v for name, v in state.items()}
        wanted = replace(details, **values)
        edit_topic(actor, topic.id, wanted=wanted, base=details.fingerprint(), reason=reason)
    return None
