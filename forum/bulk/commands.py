"""One act on many topics: by the commands that change a single one, all in one transaction, and all undone with one."""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.bulk.models import ChangedTopic
from forum.bulk.models import TopicChange
from forum.bulk.policy import can_change_topics
from forum.bulk.states import Change
from forum.bulk.states import State
from forum.bulk.states import holder_in
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

#: In one transaction; each of them may render posts again.
MOST_TOPICS: Final = 100
CHANGES_PER_HOUR: Final = Limit("topic-changes", 60, 3600)


def change_topics(actor: Actor, topic_ids: Collection[int], change: Change, *, reason: str = "") -> TopicChange:
    """Change topics together: all of them, or none. Those that are so already stay as they are."""
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
            before = state_of(topic, change.what, row)
            after = wanted_state(actor, topic, change, row)
            if before != after:
                _put(actor, topic, change.what, after, reason)
                session.add(ChangedTopic(change_id=made.id, topic_id=topic.id, before=before, after=after))
                changed.append(topic.id)
        if not changed:
            raise Conflict(_l("All of these topics are so already."))
        if change.what == "assignee":
            tell_of(actor, changed, colleague_id=int(change.value))
        return made


def undo_change(actor: Actor, change_id: int) -> int:
    """Put topics back as they were; return how many somebody has changed again since: these stay as they are."""
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
        kept = 0
        for row in sorted(rows, key=lambda row: row.topic_id):
            topic = locked[row.topic_id]
            if topic.merged_into_id is None and state_of(topic, made.what, held.get(topic.id)) == row.after:
                _put_back(actor, topic, made.what, row.before)
            else:
                kept += 1
        made.undone_at = clock.now()
        return kept


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


def _put_back(actor: Actor, topic: Topic, what: str, state: State) -> None:
    """Bring one topic back into a state that it was in."""
    if what == "assignee":
        put_back(actor, topic, holder_in(state))
    else:
        _put(actor, topic, what, state, "")


def _put(actor: Actor, topic: Topic, what: str, state: State, reason: str) -> None:
    """Bring one topic into a state, with all that this act does to a single one: its rule, its notice, its event."""
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
        give(actor, topic, colleague_id=state["assignee_id"], due_on=date.fromisoformat(state["due_on"]))
    else:
        details = details_of(topic)
        values: dict[str, Any] = {name: frozenset(v) if isinstance(v, list) else v for name, v in state.items()}
        wanted = replace(details, **values)
        edit_topic(actor, topic.id, wanted=wanted, base=details.fingerprint(), reason=reason)
